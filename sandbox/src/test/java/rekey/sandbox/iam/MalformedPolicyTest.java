package rekey.sandbox.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.sandbox.aws.AwsError;

/** What is no policy says so when it is put, with its place and the rule. */
class MalformedPolicyTest {
    private static final String ROLE = "arn:aws:iam::123456789012:role/r";
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:t";

    private final Iam iam = new Iam();

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        []                                                       | a policy is a JSON object
        {}                                                       | Statement is an object or a list of one or more
        {'Statement':[]}                                         | Statement is an object or a list of one or more
        {'Statement':['x']}                                      | a statement is a JSON object
        {'Version':'2012-10-18','Statement':{}}                  | Version is one of
        {'Statements':[]}                                        | there is no element Statements
        """)
    void aDocumentThatIsNone(String document, String rule) {
        assertMalformed(() -> iam.attach(ROLE, "p", Policies.json(document), "origin"), rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'Action':'*','Resource':'*'                                   | Effect holds a text
        'Effect':'allow','Action':'*','Resource':'*'                  | Effect is Allow or Deny, not allow
        'Effect':'Allow','Resource':'*'                               | a statement has Action or NotAction
        'Effect':'Allow','Action':'*','NotAction':'*','Resource':'*'  | Action or NotAction, not both
        'Effect':'Allow','Action':[],'Resource':'*'                   | Action has at least one value
        'Effect':'Allow','Action':'GetParameter','Resource':'*'       | Action is * or of the form ssm:GetParameter, not GetParameter
        'Effect':'Allow','Action':'ssm*:Get','Resource':'*'           | not ssm*:Get
        'Effect':'Allow','Action':'*'                                 | a statement has Resource or NotResource
        'Effect':'Allow','Action':'*','Resource':'/my-erp/*'          | Resource is * or an ARN
        'Effect':'Allow','Action':'*','Resource':{'Ref':'Key'}        | Resource holds a text, not OBJECT
        'Effect':'Allow','Action':'*','Resource':'*','Principal':'*'  | a policy of a role or a user has no Principal
        'Effect':'Allow','Action':'*','Resource':'*','Sid':'a b'      | Sid has letters and digits only
        'Effect':'Allow','Action':'*','Resource':'*','Sids':'a'       | there is no element Sids
        'Effect':'Allow','Action':'*','Resource':'*','Condition':[]   | Condition is an object
        'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':'x'}  | an object for each operator
        'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':{'x:y':'maybe'}}   | Bool takes true or false, which maybe is not
        'Effect':'Allow','Action':'*','Resource':'*','Condition':{'Bool':{'username':'true'}}   | a condition key has a service before it
        'Effect':'Allow','Action':'*','Resource':'*','Condition':{'NumericEquals':{'x:y':'z'}} | NumericEquals takes a number
        'Effect':'Allow','Action':'*','Resource':'*','Condition':{'DateLessThan':{'x:y':'z'}}  | DateLessThan takes a date
        'Effect':'Allow','Action':'*','Resource':'*','Condition':{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}} | the operator IpAddress is not one that the Rekey sandbox knows
        'Effect':'Allow','Action':'*','Resource':'*','Condition':{'NullIfExists':{'x:y':'true'}} | the operator NullIfExists is not
        """)
    void aStatementOfARoleThatIsNone(String statement, String rule) {
        assertMalformed(
                () -> iam.attach(
                        ROLE,
                        "p",
                        Policies.of("{'Effect':'Allow','Action':'a:B','Resource':'*'}", "{" + statement + "}"),
                        "origin"),
                rule);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        'Effect':'Allow'                              | a statement of a resource's policy has a Principal
        'Effect':'Allow','Principal':'me'             | Principal is * or an object
        'Effect':'Allow','Principal':{}               | Principal is * or an object
        'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::123456789012:role/*'} | each named in full
        'Effect':'Allow','Principal':{'Service':'lambda'}  | is not of the form lambda.amazonaws.com
        'Effect':'Allow','Principal':{'Federated':'x'}     | not of Federated
        'Effect':'Allow','NotPrincipal':{'AWS':'*'}        | in a Deny only
        """)
    void aStatementOfAResourceThatIsNone(String statement, String rule) {
        assertMalformed(
                () -> iam.putResourcePolicy(
                        TOPIC, Policies.of("{" + statement + ",'Action':'*','Resource':'*'}"), "origin"),
                rule);
    }

    @Test
    void twoStatementsWithOneSid() {
        String statement = "{'Sid':'a','Effect':'Allow','Action':'*','Resource':'*'}";

        assertMalformed(
                () -> iam.attach(ROLE, "p", Policies.of(statement, statement), "origin"),
                "no two statements have the same Sid, a");
    }

    @Test
    void aTrustPolicyWithAResource() {
        assertMalformed(
                () -> iam.putRole(
                        "r",
                        Policies.of("{'Effect':'Allow','Principal':'*','Action':'sts:AssumeRole','Resource':'*'}"),
                        "origin"),
                "has no Resource");
    }

    private static void assertMalformed(org.assertj.core.api.ThrowableAssert.ThrowingCallable put, String rule) {
        assertThatThrownBy(put)
                .isInstanceOfSatisfying(
                        AwsError.class, error -> assertThat(error.type()).isEqualTo("MalformedPolicyDocument"))
                .hasMessageStartingWith("origin")
                .hasMessageContaining(rule);
    }
}
