package rekey.sandbox.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rekey.sandbox.LoopbackAws.codeOf;
import static rekey.sandbox.lambda.LoopbackLambda.echo;
import static rekey.sandbox.lambda.LoopbackLambda.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.sandbox.aws.AwsError;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;

/** Which version of a function runs, what it is told, and what its caller gets. */
class FunctionVersionsTest {
    private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:echo";

    @AutoClose
    private final LoopbackLambda aws = new LoopbackLambda();

    private void deploy() {
        assertThat(aws.functions.create(echo("echo", Map.of("STAGE", "first")))).isEqualTo(ARN);
        assertThat(aws.functions.publishVersion("echo")).isEqualTo("1");
        assertThat(aws.functions.putAlias("echo", "live", "1")).isEqualTo(ARN + ":live");
        aws.functions.create(echo("echo", Map.of("STAGE", "second")));
    }

    @ParameterizedTest
    @CsvSource({
        "echo, '', $LATEST, second",
        "echo:$LATEST, :$LATEST, $LATEST, second",
        "echo:live, :live, 1, first",
        "echo:1, :1, 1, first",
        "function:echo, '', $LATEST, second",
        "123456789012:function:echo:live, :live, 1, first",
        "arn:aws:lambda:us-east-1:123456789012:function:echo, '', $LATEST, second",
        "arn:aws:lambda:us-east-1:123456789012:function:echo:live, :live, 1, first"
    })
    void findsAFunctionByEachFormOfItsName(String name, String qualifier, String version, String stage) {
        deploy();

        InvokeResponse response = aws.invoke(name, "{\"a\":1}");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.executedVersion()).isEqualTo(version);
        assertThat(response.functionError()).isNull();
        JsonNode echo = read(response);
        assertThat(echo.at("/event/a").asInt()).isEqualTo(1);
        assertThat(echo.at("/variables/STAGE").asText()).isEqualTo(stage);
        assertThat(echo.get("version").asText()).isEqualTo(version);
        assertThat(echo.get("arn").asText()).isEqualTo(ARN + qualifier);
    }

    @Test
    void findsAFunctionByAQualifierOfItsOwn() {
        deploy();

        assertThat(aws.lambda
                        .invoke(request -> request.functionName("echo").qualifier("live"))
                        .executedVersion())
                .isEqualTo("1");
        assertThat(codeOf(() -> aws.lambda.invoke(
                        request -> request.functionName("echo:1").qualifier("live"))))
                .isEqualTo("InvalidParameterValueException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"echo:blue", "echo:2", "other", "arn:aws:lambda:eu-west-1:123456789012:function:echo"})
    void knowsNoOtherFunctions(String name) {
        deploy();

        assertThat(codeOf(() -> aws.invoke(name, "{}"))).isEqualTo("ResourceNotFoundException");
    }

    @Test
    void hasFunctionsInOneRegionOnly() {
        deploy();

        try (LambdaClient elsewhere = aws.clientOf("operator", "eu-west-1")) {
            assertThat(codeOf(() -> elsewhere.invoke(request -> request.functionName("echo"))))
                    .isEqualTo("ResourceNotFoundException");
            assertThat(elsewhere.listFunctions().functions()).isEmpty();
        }
    }

    @Test
    void tellsAFunctionWhatItIs() {
        deploy();

        JsonNode echo = read(aws.invoke("echo:live", "{}"));

        assertThat(echo.get("function").asText()).isEqualTo("echo");
        assertThat(echo.get("memory").asInt()).isEqualTo(256);
        assertThat(echo.get("logGroup").asText()).isEqualTo("echo-log");
        assertThat(echo.get("logStream").asText()).matches("\\d{4}/\\d\\d/\\d\\d/\\[1][0-9a-f]{32}");
        assertThat(echo.get("remaining").asInt()).isBetween(3_000, 5_000);
        JsonNode variables = echo.get("variables");
        assertThat(variables.get("AWS_REGION").asText()).isEqualTo("us-east-1");
        assertThat(variables.get("AWS_LAMBDA_FUNCTION_NAME").asText()).isEqualTo("echo");
        assertThat(variables.get("AWS_LAMBDA_FUNCTION_VERSION").asText()).isEqualTo("1");
        assertThat(variables.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE").asText()).isEqualTo("256");
        assertThat(variables.get("AWS_ENDPOINT_URL").asText())
                .isEqualTo(aws.endpoint().toString());
        assertThat(variables.get("AWS_ACCESS_KEY_ID").asText())
                .isEqualTo(echo.get("key").asText());
        assertThat(aws.iam.principal(echo.get("key").asText()).id())
                .isEqualTo("arn:aws:sts::123456789012:assumed-role/echo-role/echo");
    }

    @Test
    void publishesNothingNewWhenNothingHasChanged() {
        deploy();

        assertThat(aws.functions.publishVersion("echo")).isEqualTo("2");
        assertThat(aws.functions.publishVersion("echo")).isEqualTo("2");
        aws.functions.create(echo("echo", Map.of("STAGE", "second")));
        assertThat(aws.functions.publishVersion("echo")).isEqualTo("2");
    }

    @Test
    void anAliasMovesToAnotherVersion() {
        deploy();
        aws.functions.putAlias("echo", "live", aws.functions.publishVersion("echo"));

        assertThat(aws.invoke("echo:live", "{}").executedVersion()).isEqualTo("2");
        assertThatThrownBy(() -> aws.functions.putAlias("echo", "live", "3"))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining(ARN + ":3");
        aws.functions.deleteAlias("echo", "live");
        assertThat(codeOf(() -> aws.invoke("echo:live", "{}"))).isEqualTo("ResourceNotFoundException");
    }

    @Test
    void aFunctionThatIsDeletedIsGoneWithItsVersions() {
        deploy();
        aws.functions.delete("echo");

        assertThat(codeOf(() -> aws.invoke("echo:live", "{}"))).isEqualTo("ResourceNotFoundException");
    }

    @Test
    void describesWhatAFunctionThrows() {
        deploy();

        InvokeResponse response = aws.lambda.invoke(request -> request.functionName("echo")
                .logType(LogType.TAIL)
                .payload(SdkBytes.fromUtf8String("{\"log\":\"so far so good\",\"throw\":\"no more\"}")));

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(read(response).get("errorMessage").asText()).isEqualTo("no more");
        assertThat(read(response).get("errorType").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(new String(Base64.getDecoder().decode(response.logResult()), UTF_8))
                .startsWith("so far so good")
                .contains("IllegalStateException: no more");
    }

    @Test
    void describesWhyAFunctionDidNotStartAndTriesAgain() {
        aws.functions.create(echo("echo", Map.of("BROKEN", "yes")));

        InvokeResponse response = aws.invoke("echo", "{}");

        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(read(response).get("errorMessage").asText()).isEqualTo("BROKEN is set");
        aws.functions.create(echo("echo", Map.of()));
        assertThat(aws.invoke("echo", "{}").functionError()).isNull();
    }

    @Test
    void saysWhichHandlersItRuns() {
        aws.functions.create(new FunctionDefinition(
                "other",
                "java.lang.String::handleRequest",
                LoopbackLambda.ROLE,
                Map.of(),
                Duration.ofSeconds(3),
                128,
                Optional.empty()));

        assertThat(read(aws.invoke("other", "{}")).get("errorMessage").asText())
                .contains("java.lang.String", "RequestStreamHandler", "FunctionEnvironment");
    }

    @Test
    void refusesWhatIsNoPayload() {
        deploy();

        assertThat(codeOf(() -> aws.invoke("echo", "{"))).isEqualTo("InvalidRequestContentException");
        assertThat(codeOf(() -> aws.invoke("echo", "\"" + "x".repeat(6 * 1024 * 1024) + "\"")))
                .isEqualTo("RequestTooLargeException");
        assertThat(read(aws.lambda.invoke(request -> request.functionName("echo")))
                        .get("event"))
                .isEqualTo(LoopbackLambda.json("{}"));
    }

    @Test
    void throttlesWhatIsMoreThanItsConcurrency() {
        deploy();
        aws.functions.limitConcurrency("echo", 0);

        assertThat(codeOf(() -> aws.invoke("echo:live", "{}"))).isEqualTo("TooManyRequestsException");
        assertThat(aws.metrics).containsEntry("Throttles {FunctionName=echo, Resource=echo:live}", 1.0);
    }

    @Test
    void refusesADefinitionThatLambdaWouldRefuse() {
        assertThatThrownBy(() -> aws.functions.create(echo("echo", Map.of("AWS_REGION", "eu-west-1", "A", "b"))))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining("reserved: AWS_REGION");
        assertThatThrownBy(() -> echo("a function", Map.of())).isInstanceOf(AwsError.class);
    }

    @Test
    void measuresInvocationsByFunctionAndByAlias() {
        deploy();
        aws.invoke("echo:live", "{}");
        aws.invoke("echo:live", "{\"throw\":\"x\"}");
        aws.invoke("echo", "{}");

        assertThat(aws.metrics)
                .containsEntry("Invocations {FunctionName=echo}", 3.0)
                .containsEntry("Invocations {FunctionName=echo, Resource=echo}", 1.0)
                .containsEntry("Invocations {FunctionName=echo, Resource=echo:live}", 2.0)
                .containsEntry("Invocations {ExecutedVersion=1, FunctionName=echo, Resource=echo:live}", 2.0)
                .containsEntry("Errors {FunctionName=echo, Resource=echo:live}", 1.0)
                .containsEntry("Errors {FunctionName=echo, Resource=echo}", 0.0)
                .containsKey("Duration {FunctionName=echo}");
    }

    @Test
    void aDryRunRunsNothing() {
        deploy();

        assertThat(aws.lambda
                        .invoke(request -> request.functionName("echo").invocationType(InvocationType.DRY_RUN))
                        .statusCode())
                .isEqualTo(204);
        assertThat(codeOf(() -> aws.lambda.invoke(
                        request -> request.functionName("echo:blue").invocationType(InvocationType.DRY_RUN))))
                .isEqualTo("ResourceNotFoundException");
        assertThat(aws.metrics).isEmpty();
    }
}
