package rekey.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rekey.sandbox.LoopbackAws.codeOf;
import static rekey.sandbox.LoopbackAws.refusalOf;
import static rekey.sandbox.lambda.LoopbackLambda.echo;
import static rekey.sandbox.lambda.LoopbackLambda.json;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;

/** Who may invoke a function, and what a function may do: needs IAM to enforce policies. */
class FunctionPermissionsTest {
    private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:echo";
    private static final String RULE = "arn:aws:events:us-east-1:123456789012:rule/reminder";

    @AutoClose
    private final LoopbackLambda aws = new LoopbackLambda();

    @BeforeEach
    void deploy() {
        aws.functions.create(echo("echo", Map.of()));
        aws.functions.publishVersion("echo");
        aws.functions.putAlias("echo", "live", "1");
    }

    /** A client of somebody whose key was issued, so that policies count. */
    private LambdaClient clientOf(Principal principal) {
        return aws.clientOf(aws.iam.issueKey(principal), "us-east-1");
    }

    private LambdaClient backend() {
        aws.role("backend", """
                {"Effect":"Allow","Action":"lambda:InvokeFunction","Resource":"%s:live"}""".formatted(ARN));
        return clientOf(new Principal.RoleSession("123456789012", "backend", "i-1"));
    }

    private static Caller rule(String arn) {
        return Caller.service("events.amazonaws.com", arn);
    }

    @Test
    void aRoleInvokesWhatItsPolicyNamesAndNothingElse() {
        try (LambdaClient backend = backend()) {
            assertThat(backend.invoke(request -> request.functionName("echo:live"))
                            .executedVersion())
                    .isEqualTo("1");
            for (String other : new String[] {"echo", "echo:1", "echo:$LATEST", "unknown"}) {
                AwsServiceException refusal = refusalOf(() -> backend.invoke(request -> request.functionName(other)));
                assertThat(refusal.statusCode()).as(other).isEqualTo(403);
                assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
                assertThat(refusal.awsErrorDetails().errorMessage())
                        .contains("assumed-role/backend/i-1", "lambda:InvokeFunction");
            }
        }
    }

    @Test
    void dryRunsAndEventsNeedTheSameRight() {
        try (LambdaClient backend = backend()) {
            for (InvocationType type : new InvocationType[] {InvocationType.DRY_RUN, InvocationType.EVENT}) {
                assertThat(codeOf(() -> backend.invoke(
                                request -> request.functionName("echo").invocationType(type))))
                        .isEqualTo("AccessDeniedException");
            }
            assertThat(backend.invoke(
                                    request -> request.functionName("echo:live").invocationType(InvocationType.DRY_RUN))
                            .statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void readingNeedsRightsOfItsOwn() {
        try (LambdaClient backend = backend()) {
            assertThat(codeOf(() -> backend.getFunction(request -> request.functionName("echo:live"))))
                    .isEqualTo("AccessDeniedException");
            assertThat(codeOf(() -> backend.getFunctionConfiguration(request -> request.functionName("echo:live"))))
                    .isEqualTo("AccessDeniedException");
            assertThat(codeOf(() -> backend.getAlias(
                            request -> request.functionName("echo").name("live"))))
                    .isEqualTo("AccessDeniedException");
            assertThat(codeOf(() -> backend.getPolicy(request -> request.functionName("echo"))))
                    .isEqualTo("AccessDeniedException");
            assertThat(codeOf(backend::listFunctions)).isEqualTo("AccessDeniedException");
            assertThat(codeOf(() -> backend.listAliases(request -> request.functionName("echo"))))
                    .isEqualTo("AccessDeniedException");
            assertThat(codeOf(() -> backend.listVersionsByFunction(request -> request.functionName("echo"))))
                    .isEqualTo("AccessDeniedException");
        }
    }

    @Test
    void aCallWithoutCredentialsIsRefused() throws Exception {
        HttpResponse<String> reply = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(aws.endpoint() + "/2015-03-31/functions/echo/invocations"))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(reply.statusCode()).isEqualTo(403);
        assertThat(reply.headers().firstValue("x-amzn-ErrorType")).contains("MissingAuthenticationTokenException");
    }

    @Test
    void permissionsLetOtherAccountsInvokeTheAliasThatTheyAreFor() {
        aws.functions.addPermission(ARN + ":live", json("""
                {"Action":"lambda:InvokeFunction","FunctionName":"x",\
                "Principal":"arn:aws:iam::111122223333:role/backend"}"""), "CallerOne");
        aws.functions.addPermission(ARN + ":live", json("""
                {"Action":"lambda:InvokeFunction","FunctionName":"x","Principal":"arn:aws:iam::444455556666:root"}"""), "CallerTwo");

        try (LambdaClient one = clientOf(new Principal.RoleSession("111122223333", "backend", "s"));
                LambdaClient otherRole = clientOf(new Principal.RoleSession("111122223333", "frontend", "s"));
                LambdaClient two = clientOf(new Principal.User("444455556666", "anybody"));
                LambdaClient stranger = clientOf(new Principal.User("777788889999", "anybody"))) {
            assertThat(one.invoke(request -> request.functionName(ARN + ":live"))
                            .statusCode())
                    .isEqualTo(200);
            assertThat(two.invoke(request -> request.functionName(ARN + ":live"))
                            .statusCode())
                    .isEqualTo(200);
            for (LambdaClient refused : new LambdaClient[] {otherRole, stranger}) {
                assertThat(codeOf(() -> refused.invoke(request -> request.functionName(ARN + ":live"))))
                        .isEqualTo("AccessDeniedException");
            }
            assertThat(codeOf(() -> one.invoke(request -> request.functionName(ARN))))
                    .isEqualTo("AccessDeniedException");
            aws.functions.removePermission(ARN + ":live", "CallerOne");
            assertThat(codeOf(() -> one.invoke(request -> request.functionName(ARN + ":live"))))
                    .isEqualTo("AccessDeniedException");
            assertThat(two.invoke(request -> request.functionName(ARN + ":live"))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aServiceDeliversWhereAPermissionNamesItAndItsSource() {
        assertThatThrownBy(() -> aws.functions.deliver(rule(RULE), ARN, "{}"))
                .isInstanceOf(AwsError.class)
                .extracting(error -> ((AwsError) error).httpStatus())
                .isEqualTo(403);
        aws.functions.addPermission(
                ARN,
                json("{\"Action\":\"lambda:InvokeFunction\",\"FunctionName\":\"x\",\"Principal\":"
                        + "\"events.amazonaws.com\",\"SourceArn\":\"" + RULE + "\"}"),
                "AllowRule");

        aws.functions.deliver(rule(RULE), ARN, "{\"log\":\"it ran\"}");
        aws.pass(Duration.ZERO);
        assertThat(aws.functions.logs()).containsExactly("it ran");
        assertThatThrownBy(() -> aws.functions.deliver(rule(RULE + "2"), ARN, "{}"))
                .isInstanceOf(AwsError.class);
        assertThatThrownBy(() -> aws.functions.deliver(rule(RULE), ARN + ":live", "{}"))
                .isInstanceOf(AwsError.class);
        aws.functions.delete("echo");
        aws.functions.create(echo("echo", Map.of()));
        assertThatThrownBy(() -> aws.functions.deliver(rule(RULE), ARN, "{}")).isInstanceOf(AwsError.class);
    }

    @Test
    void permissionsAreReadAsOnePolicy() {
        assertThat(codeOf(() -> aws.lambda.getPolicy(request -> request.functionName("echo:live"))))
                .isEqualTo("ResourceNotFoundException");
        aws.functions.addPermission(ARN + ":live", json("""
                {"Action":"lambda:InvokeFunction","FunctionName":"x","Principal":"444455556666"}"""), "Caller");

        assertThat(json(aws.lambda
                        .getPolicy(request -> request.functionName("echo").qualifier("live"))
                        .policy()))
                .isEqualTo(json("""
                        {"Version":"2012-10-17","Id":"default","Statement":[{"Sid":"Caller","Effect":"Allow",
                         "Principal":{"AWS":"arn:aws:iam::444455556666:root"},"Action":"lambda:InvokeFunction",
                         "Resource":"%s:live"}]}""".formatted(ARN)));
    }

    @Test
    void aFunctionIsNotMadeWithARoleThatLambdaMayNotAssume() {
        assertThatThrownBy(() -> aws.functions.create(definition("arn:aws:iam::123456789012:role/none")))
                .isInstanceOf(AwsError.class)
                .hasMessageStartingWith("The role defined for the function cannot be assumed by Lambda.")
                .extracting(error -> ((AwsError) error).type())
                .isEqualTo("InvalidParameterValueException");
    }

    @Test
    void aFunctionDoesNotStartOnceItsRoleTrustsLambdaNoMore() {
        aws.iam.putRole("echo-role", json("""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",\
                "Principal":{"Service":"ec2.amazonaws.com"}}]}"""));

        AwsServiceException refusal = refusalOf(() -> aws.invoke("echo", "{}"));

        assertThat(refusal.statusCode()).isEqualTo(502);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
        assertThat(refusal.awsErrorDetails().errorMessage())
                .startsWith("The role defined for the function cannot be assumed by Lambda.");
    }

    @Test
    void logsGoToTheGroupThatTheRoleMayWrite() {
        aws.invoke("echo:live", "{\"log\":\"allowed\"}");

        assertThat(aws.functions.logs()).containsExactly("allowed");
        assertThat(aws.written)
                .singleElement()
                .asString()
                .matches("\\Q" + LoopbackLambda.LOG_GROUP + "\\E \\d{4}/\\d\\d/\\d\\d/\\[1][0-9a-f]{32} allowed");
    }

    @Test
    void logsAreLostWhereTheRoleMayNotWrite() {
        for (String missing : new String[] {"logs:CreateLogStream", "logs:PutLogEvents"}) {
            String other = missing.equals("logs:PutLogEvents") ? "logs:CreateLogStream" : "logs:PutLogEvents";
            aws.role(
                    "echo-role",
                    "{\"Effect\":\"Allow\",\"Action\":\"" + other + "\",\"Resource\":\"" + LoopbackLambda.LOG_GROUP
                            + "\"}");

            assertThat(aws.invoke("echo", "{\"log\":\"without " + missing + "\"}")
                            .functionError())
                    .isNull();
        }

        assertThat(aws.written).isEmpty();
        assertThat(aws.functions.logs()).isEmpty();
        assertThat(aws.functions.lostLogs())
                .containsExactly("without logs:CreateLogStream", "without logs:PutLogEvents");
    }

    @Test
    void anEventSourceNeedsARoleThatReadsTheQueue() {
        for (String missing : new String[] {"ReceiveMessage", "DeleteMessage", "GetQueueAttributes"}) {
            aws.role("echo-role", """
                    {"Effect":"Allow","Action":"sqs:*","Resource":"*"},
                    {"Effect":"Deny","Action":"sqs:%s","Resource":"*"}""".formatted(missing));

            assertThatThrownBy(() -> aws.functions.putEventSource(
                            json("{\"EventSourceArn\":\"" + FakeQueue.ARN + "\",\"FunctionName\":\"echo\"}")))
                    .isInstanceOf(AwsError.class)
                    .hasMessageStartingWith(
                            "The provided execution role does not have permissions to call " + missing + " on SQS.");
        }
    }

    private static FunctionDefinition definition(String roleArn) {
        FunctionDefinition echo = echo("other", Map.of());
        return new FunctionDefinition(
                echo.name(),
                echo.handler(),
                roleArn,
                echo.variables(),
                echo.timeout(),
                echo.memoryMegabytes(),
                echo.logGroupArn());
    }
}
