package rekey.sandbox.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;

/** Who may do what: the callers' policies and the resources', and which of them must say so. */
class IamTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:t";
    private static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/k";
    private static final String ROLE = "arn:aws:iam::123456789012:role/r";
    private static final Principal SESSION = new Principal.RoleSession(AwsAccount.ID, "r", "s");
    private static final Principal USER = new Principal.User(AwsAccount.ID, "anna");
    private static final Principal ADMINISTRATOR = new Principal.User(AwsAccount.ID, "whoever");
    private static final Principal STRANGER = new Principal.User("210987654321", "stranger");
    private static final Principal EVENTS = new Principal.Service("events.amazonaws.com");

    private final Iam iam = new Iam();

    IamTest() {
        iam.issueKey("anna", USER);
        iam.issueKey("stranger", STRANGER);
    }

    @Test
    void saysWhyInTheWordsOfAws() {
        assertThat(refusal(SESSION, "sns:Publish", TOPIC))
                .contains(
                        "User: arn:aws:sts::123456789012:assumed-role/r/s is not authorized to perform: sns:Publish on"
                                + " resource: arn:aws:sns:us-east-1:123456789012:t because no identity-based policy allows the"
                                + " sns:Publish action");
        iam.attach(ROLE, "deny", Policies.of("{'Effect':'Deny','Action':'sns:*','Resource':'*'}"), "test");
        assertThat(reason(SESSION, "sns:Publish", TOPIC))
                .isEqualTo("with an explicit deny in an identity-based policy");
        topic("{'Effect':'Deny','Principal':'*','Action':'sns:*','Resource':'*'}");
        assertThat(reason(USER, "sns:Publish", TOPIC)).isEqualTo("with an explicit deny in a resource-based policy");
        assertThat(reason(STRANGER, "kms:Decrypt", KEY))
                .isEqualTo("because no resource-based policy allows the kms:Decrypt action");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        '*'                                                          | anna role stranger service
        {'AWS':'*'}                                                  | anna role stranger service
        {'AWS':'123456789012'}                                       | anna-with-policy role-with-policy
        {'AWS':'arn:aws:iam::123456789012:root'}                     | anna-with-policy role-with-policy
        {'AWS':'210987654321'}                                       | stranger
        {'AWS':'arn:aws:iam::123456789012:user/anna'}                | anna
        {'AWS':'arn:aws:iam::123456789012:user/team/anna'}           | anna
        {'AWS':'arn:aws:iam::123456789012:role/r'}                   | role
        {'AWS':'arn:aws:iam::123456789012:role/service-role/r'}      | role
        {'AWS':'arn:aws:sts::123456789012:assumed-role/r/s'}         | role
        {'AWS':'arn:aws:sts::123456789012:assumed-role/r/other'}     | -
        {'AWS':['arn:aws:iam::123456789012:role/r','210987654321']}  | role stranger
        {'Service':'events.amazonaws.com'}                           | service
        {'Service':['sns.amazonaws.com','events.amazonaws.com']}     | service
        {'Service':'sns.amazonaws.com'}                              | -
        {'Service':'events.amazonaws.com','AWS':'arn:aws:iam::123456789012:user/anna'} | anna service
        """)
    void aKeysPolicyLetsWhomItNames(String principal, String let) {
        iam.putResourcePolicy(
                KEY,
                Policies.of("{'Effect':'Allow','Principal':" + principal + ",'Action':'kms:*','Resource':'*'}"),
                "test");

        assertThat(whoMay(""))
                .isEqualTo(let.replaceAll("\\S+-with-policy|-", "").strip());
        iam.attach(USER.id(), "p", Policies.of("{'Effect':'Allow','Action':'kms:*','Resource':'*'}"), "test");
        iam.attach(ROLE, "p", Policies.of("{'Effect':'Allow','Action':'kms:*','Resource':'*'}"), "test");
        assertThat(whoMay("")).isEqualTo(let.replace("-with-policy", "").replaceAll("^-$", ""));
    }

    @Test
    void aPolicyOfTheOwnAccountIsEnoughWhereTheResourceIsNoKey() {
        iam.attach(ROLE, "p", Policies.of("{'Effect':'Allow','Action':'*','Resource':'*'}"), "test");

        assertThat(refusal(SESSION, "sns:Publish", TOPIC)).isEmpty();
        assertThat(refusal(USER, "sns:Publish", TOPIC)).isPresent();
        assertThat(reason(SESSION, "kms:Decrypt", KEY))
                .isEqualTo("because no resource-based policy allows the kms:Decrypt action");
        assertThat(refusal(SESSION, "sns:Publish", TOPIC.replace("123456789012", "210987654321")))
                .isPresent();
        assertThat(refusal(SESSION, "ssm:DescribeParameters", "*")).isEmpty();
    }

    @Test
    void aResourcesPolicyIsEnoughForWhomItNamesInTheSameAccount() {
        topic("{'Effect':'Allow','Principal':{'AWS':'" + ROLE + "'},'Action':'sns:Publish','Resource':'" + TOPIC
                + "'}");

        assertThat(refusal(SESSION, "sns:Publish", TOPIC)).isEmpty();
        assertThat(refusal(SESSION, "sns:Subscribe", TOPIC)).isPresent();
        assertThat(refusal(USER, "sns:Publish", TOPIC)).isPresent();
        topic("{'Effect':'Allow','Principal':{'AWS':'123456789012'},'Action':'sns:Publish','Resource':'" + TOPIC
                + "'}");
        assertThat(refusal(SESSION, "sns:Publish", TOPIC)).isPresent();
    }

    @Test
    void aDenyWinsWhereverItIs() {
        iam.attach(ROLE, "p", Policies.of("{'Effect':'Allow','Action':'*','Resource':'*'}"), "test");
        topic("{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}");
        assertThat(refusal(SESSION, "sns:Publish", TOPIC)).isEmpty();
        iam.attach(ROLE, "q", Policies.of("{'Effect':'Deny','Action':'sns:Publish','Resource':'*'}"), "test");
        assertThat(refusal(SESSION, "sns:Publish", TOPIC)).isPresent();
        iam.detach(ROLE, "q");
        assertThat(refusal(SESSION, "sns:Publish", TOPIC)).isEmpty();
        topic("{'Effect':'Deny','NotPrincipal':{'AWS':'" + USER.id() + "'},'Action':'*','Resource':'*'}");
        assertThat(refusal(SESSION, "sns:Publish", TOPIC)).isPresent();
        assertThat(reason(USER, "sns:Publish", TOPIC)).contains("no identity-based policy");
        iam.deleteResourcePolicy(TOPIC);
        assertThat(refusal(SESSION, "sns:Publish", TOPIC)).isEmpty();
    }

    @Test
    void aDenyByTheAccountMeansEverybodyInIt() {
        topic("{'Effect':'Deny','Principal':{'AWS':'123456789012'},'Action':'*','Resource':'*'}");

        assertThat(refusal(ADMINISTRATOR, "sns:Publish", TOPIC)).isPresent();
    }

    @Test
    void whoeverHasNoIssuedKeyIsAnAdministrator() {
        assertThat(iam.principal("whoever")).isEqualTo(ADMINISTRATOR);
        assertThat(refusal(ADMINISTRATOR, "sns:Publish", TOPIC)).isEmpty();
        assertThat(reason(ADMINISTRATOR, "kms:Decrypt", KEY)).contains("no resource-based policy");
        iam.putResourcePolicy(
                KEY,
                Policies.of("{'Effect':'Allow','Principal':{'AWS':'123456789012'},'Action':'*','Resource':'*'}"),
                "test");
        assertThat(refusal(ADMINISTRATOR, "kms:Decrypt", KEY)).isEmpty();
        topic("{'Effect':'Deny','Principal':'*','Action':'*','Resource':'*',"
                + "'Condition':{'Bool':{'aws:SecureTransport':'false'}}}");
        assertThat(iam.refusal(Caller.overNetwork(ADMINISTRATOR, false), "sns:Publish", TOPIC, Map.of()))
                .isPresent();
        assertThat(iam.refusal(Caller.overNetwork(ADMINISTRATOR, true), "sns:Publish", TOPIC, Map.of()))
                .isEmpty();
    }

    @Test
    void aKeyWithAChosenNameActsWithThePoliciesOfItsOwner() {
        Principal operator = new Principal.User(AwsAccount.ID, "operator");

        assertThat(refusal(iam.principal("operator"), "sns:Publish", TOPIC)).isEmpty();
        assertThat(iam.issueKey("operator", operator)).isEqualTo("operator");
        assertThat(refusal(iam.principal("operator"), "sns:Publish", TOPIC)).isPresent();
        String session = iam.issueKey(SESSION);
        assertThat(session).matches("ASIA[0-9A-F]{16}");
        assertThat(iam.principal(session)).isEqualTo(SESSION);
    }

    @Test
    void aRoleInUseWithoutAKeyIsNoAdministrator() {
        assertThat(refusal(new Principal.RoleSession(AwsAccount.ID, "unknown", "s"), "sns:Publish", TOPIC))
                .isPresent();
    }

    @Test
    void aServiceAssumesARoleThatTrustsIt() {
        Caller lambda = new Caller(new Principal.Service("lambda.amazonaws.com"), Map.of());
        assertThatThrownBy(() -> iam.assume(lambda, ROLE, "s")).isInstanceOf(AwsError.class);
        iam.putRole("r", trust("lambda.amazonaws.com"));

        assertThat(iam.assume(lambda, ROLE, "s")).isEqualTo(SESSION);
        assertThatThrownBy(() -> iam.assume(new Caller(EVENTS, Map.of()), ROLE, "s"))
                .isInstanceOfSatisfying(
                        AwsError.class, error -> assertThat(error.type()).isEqualTo("AccessDeniedException"))
                .hasMessage("User: events.amazonaws.com is not authorized to perform: sts:AssumeRole on resource: "
                        + ROLE + " because no role trust policy allows the sts:AssumeRole action");
        iam.deleteRole("r");
        assertThatThrownBy(() -> iam.assume(lambda, ROLE, "s")).isInstanceOf(AwsError.class);
    }

    @Test
    void knowsWhoCallsForConditions() {
        iam.attach(
                ROLE,
                "p",
                Policies.of("{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'StringEquals':{"
                        + "'aws:PrincipalArn':'" + ROLE + "','aws:PrincipalAccount':'123456789012',"
                        + "'aws:PrincipalType':'AssumedRole','aws:RequestedRegion':'us-east-1',"
                        + "'aws:ResourceAccount':'123456789012'},"
                        + "'DateGreaterThan':{'aws:CurrentTime':'2020-01-01T00:00:00Z'},"
                        + "'StringLike':{'aws:userid':'AROA*:s'},'Null':{'aws:username':'true'}}}"),
                "test");

        assertThat(refusal(SESSION, "sns:Publish", TOPIC)).isEmpty();
        assertThat(refusal(SESSION, "sns:Publish", TOPIC.replace("us-east-1", "eu-west-1")))
                .isPresent();
    }

    private String whoMay(String none) {
        StringBuilder may = new StringBuilder(none);
        Map.of("anna", USER, "role", SESSION, "stranger", STRANGER, "service", EVENTS).entrySet().stream()
                .filter(entry -> refusal(entry.getValue(), "kms:Decrypt", KEY).isEmpty())
                .map(Map.Entry::getKey)
                .sorted(java.util.Comparator.comparing("anna role stranger service"::indexOf))
                .forEach(name -> may.append(may.isEmpty() ? "" : " ").append(name));
        return may.toString();
    }

    private void topic(String statement) {
        iam.putResourcePolicy(TOPIC, Policies.of(statement), "topic");
    }

    private static com.fasterxml.jackson.databind.JsonNode trust(String service) {
        return Policies.of("{'Effect':'Allow','Principal':{'Service':'" + service + "'},'Action':'sts:AssumeRole'}");
    }

    private Optional<String> refusal(Principal who, String action, String resource) {
        return iam.refusal(new Caller(who, Map.of()), action, resource, Map.of());
    }

    private String reason(Principal who, String action, String resource) {
        String all = refusal(who, action, resource).orElseThrow();
        return all.substring(all.indexOf(resource) + resource.length() + 1);
    }
}
