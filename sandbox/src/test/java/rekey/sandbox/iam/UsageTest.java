package rekey.sandbox.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;

/** Which grants were needed. */
class UsageTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/r";
    private static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/k";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:123456789012:q";
    private static final Caller SESSION = new Caller(new Principal.RoleSession(AwsAccount.ID, "r", "s"), Map.of());
    private static final Caller SERVICE = new Caller(new Principal.Service("events.amazonaws.com"), Map.of());

    private final Iam iam = new Iam();

    @Test
    void namesEachActionAndResourceThatNobodyNeeded() {
        attach("{'Effect':'Allow','Action':['a:B','a:C'],'Resource':['arn:aws:a:::x','arn:aws:a:::y']}");
        call("a:B", "arn:aws:a:::x", Map.of());

        assertThat(iam.unusedGrants())
                .extracting(Grant::toString)
                .containsExactly(
                        "RolePolicy, statement 1: a:B on arn:aws:a:::y",
                        "RolePolicy, statement 1: a:C on arn:aws:a:::x",
                        "RolePolicy, statement 1: a:C on arn:aws:a:::y");
        call("a:C", "arn:aws:a:::x", Map.of());
        call("a:B", "arn:aws:a:::y", Map.of());
        call("a:C", "arn:aws:a:::y", Map.of());
        assertThat(iam.unusedGrants()).isEmpty();
    }

    @Test
    void namesEachOfSeveralValuesOfACondition() {
        attach("{'Sid':'Keys','Effect':'Allow','Action':'a:B','Resource':'*','Condition':{'StringEquals':{"
                + "'kms:EncryptionContext:PARAMETER_ARN':['x','y'],'kms:ViaService':'ssm'}}}");
        call("a:B", "*", Map.of("kms:EncryptionContext:PARAMETER_ARN", "x", "kms:ViaService", "ssm"));

        assertThat(iam.unusedGrants())
                .extracting(Grant::toString)
                .containsExactly("RolePolicy, statement Keys: a:B on * where kms:EncryptionContext:PARAMETER_ARN y");
    }

    @Test
    void aStatementThatSaysWhatAnotherSaysIsNotNeeded() {
        attach("{'Effect':'Allow','Action':'a:*','Resource':'*'}", "{'Effect':'Allow','Action':'a:B','Resource':'*'}");
        iam.putResourcePolicy(
                QUEUE,
                Policies.of("{'Effect':'Allow','Principal':{'AWS':'" + ROLE + "'},'Action':'a:B','Resource':'*'}"),
                "Q");
        call("a:B", QUEUE, Map.of());

        assertThat(iam.statements())
                .containsExactly(
                        new StatementUse("RolePolicy", "1", true, true),
                        new StatementUse("RolePolicy", "2", true, false),
                        new StatementUse("Q", "1", true, false));
    }

    @Test
    void aDenyIsUsedWhenItRefused() {
        iam.putResourcePolicy(
                QUEUE,
                Policies.of("{'Effect':'Deny','Principal':'*','Action':['sqs:*','a:*'],'Resource':'" + QUEUE
                        + "','Condition':{'Bool':{'aws:SecureTransport':'false'}}}"),
                "QueuePolicy");
        Caller someone = new Caller(new Principal.User(AwsAccount.ID, "someone"), Map.of());
        iam.check(someone.with("aws:SecureTransport", "true"), "sqs:SendMessage", QUEUE);

        assertThat(iam.unusedGrants())
                .extracting(Grant::toString)
                .containsExactly("QueuePolicy, statement 1: deny sqs:*, a:* on " + QUEUE);
        assertThat(iam.refusal(someone.with("aws:SecureTransport", "false"), "sqs:SendMessage", QUEUE, Map.of()))
                .isPresent();
        assertThat(iam.unusedGrants()).isEmpty();
        assertThat(iam.statements()).containsExactly(new StatementUse("QueuePolicy", "1", false, true));
    }

    @Test
    void aRefusedCallNeedsNothing() {
        attach("{'Effect':'Allow','Action':'kms:Decrypt','Resource':'*'}");

        assertThat(iam.refusal(SESSION, "kms:Decrypt", KEY, Map.of())).isPresent();
        assertThat(iam.unusedGrants()).hasSize(1);
    }

    @Test
    void aKeysPolicyAndTheRolesAreNeededTogether() {
        attach("{'Effect':'Allow','Action':'kms:Decrypt','Resource':'*'}");
        iam.putResourcePolicy(
                KEY,
                Policies.of(
                        "{'Effect':'Allow','Principal':{'AWS':'123456789012'},'Action':'kms:*','Resource':'*'}",
                        "{'Effect':'Allow','Principal':{'Service':['events.amazonaws.com','sns.amazonaws.com']},"
                                + "'Action':'kms:Decrypt','Resource':'*'}"),
                "Key");
        call("kms:Decrypt", KEY, Map.of());
        iam.check(SERVICE, "kms:Decrypt", KEY);

        assertThat(iam.unusedGrants())
                .extracting(Grant::toString)
                .containsExactly("Key, statement 2: kms:Decrypt on * by sns.amazonaws.com");
    }

    @Test
    void aTrustPolicyIsNeededWhenTheRoleIsAssumed() {
        iam.putRole(
                "r",
                Policies.of(
                        "{'Effect':'Allow','Principal':{'Service':'events.amazonaws.com'},'Action':'sts:AssumeRole'}"),
                "Role");

        assertThat(iam.unusedGrants())
                .extracting(Grant::toString)
                .containsExactly("Role, statement 1: sts:AssumeRole by events.amazonaws.com");
        iam.assume(SERVICE, ROLE, "s");
        assertThat(iam.unusedGrants()).isEmpty();
    }

    @Test
    void aDetachedPolicyStaysInTheReportAndAReplacedOneDoesNot() {
        attach("{'Effect':'Allow','Action':'a:B','Resource':'*'}", "{'Effect':'Allow','Action':'a:C','Resource':'*'}");
        call("a:B", "*", Map.of());
        attach("{'Effect':'Allow','Action':'a:B','Resource':'*'}", "{'Effect':'Allow','Action':'a:D','Resource':'*'}");
        iam.detach(ROLE, "p");
        iam.deleteRole("r");

        assertThat(iam.unusedGrants()).extracting(Grant::toString).containsExactly("RolePolicy, statement 2: a:D on *");
    }

    @Test
    void onePolicyOfTwoRolesIsNeededOnce() {
        attach("{'Effect':'Allow','Action':'a:B','Resource':'*'}");
        iam.attach(
                "arn:aws:iam::123456789012:role/other",
                "p",
                Policies.of("{'Effect':'Allow','Action':'a:B','Resource':'*'}"),
                "RolePolicy");
        call("a:B", "*", Map.of());

        assertThat(iam.unusedGrants()).isEmpty();
        assertThat(iam.statements()).hasSize(1);
    }

    @Test
    void whatAwsMadeIsNotReported() {
        iam.putResourcePolicy(
                KEY, Policies.of("{'Effect':'Allow','Principal':'*','Action':'kms:*','Resource':'*'}"), Iam.BY_AWS);

        assertThat(iam.unusedGrants()).isEmpty();
        assertThat(iam.statements()).isEmpty();
    }

    private void attach(String... statements) {
        iam.attach(ROLE, "p", Policies.of(statements), "RolePolicy");
    }

    private void call(String action, String resource, Map<String, String> context) {
        iam.check(SESSION, action, resource, context);
    }
}
