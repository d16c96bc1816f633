package rekey.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static rekey.sandbox.lambda.LoopbackLambda.echo;
import static rekey.sandbox.lambda.LoopbackLambda.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Functions in JVMs of their own, under AWS's own runtime client. */
class IsolatedFunctionsTest {
    @BeforeAll
    static void needsLinux() {
        assumeTrue(IsolatedFunction.runsHere(), "AWS's runtime client has no native library for this machine");
    }

    @AutoClose
    private final LoopbackLambda aws = new LoopbackLambda(clock -> FunctionHost.isolated());

    @Test
    void givesAFunctionItsRoleAndItsVariables() {
        aws.functions.create(echo("echo", Map.of("STAGE", "first")));
        aws.functions.publishVersion("echo");
        aws.functions.putAlias("echo", "live", "1");

        JsonNode echo = read(aws.invoke("echo:live", "{\"log\":\"hello\"}"));
        JsonNode second = read(aws.invoke("echo:live", "{\"log\":\"hello again\"}"));

        assertThat(echo.get("function").asText()).isEqualTo("echo");
        assertThat(echo.get("version").asText()).isEqualTo("1");
        assertThat(echo.get("arn").asText()).isEqualTo("arn:aws:lambda:us-east-1:123456789012:function:echo:live");
        assertThat(echo.get("memory").asInt()).isEqualTo(256);
        assertThat(echo.get("logGroup").asText()).isEqualTo("echo-log");
        assertThat(echo.get("logStream").asText())
                .isEqualTo(second.get("logStream").asText());
        assertThat(echo.at("/variables/STAGE").asText()).isEqualTo("first");
        assertThat(echo.at("/variables/AWS_ENDPOINT_URL").asText())
                .isEqualTo(aws.endpoint().toString());
        assertThat(aws.iam.principal(echo.get("key").asText()).id())
                .isEqualTo("arn:aws:sts::123456789012:assumed-role/echo-role/echo");
        assertThat(aws.functions.logs()).hasSize(2);
        assertThat(aws.functions.logs().get(0)).contains("hello").doesNotContain("again");
        assertThat(aws.functions.logs().get(1)).contains("hello again");
    }

    @Test
    void startsAFunctionAnewThatEndedItself() {
        aws.functions.create(echo("echo", Map.of()));

        InvokeResponse ended = aws.invoke("echo", "{\"exit\":3}");

        assertThat(ended.functionError()).isEqualTo("Unhandled");
        assertThat(read(ended).get("errorType").asText()).isEqualTo("Runtime.ExitError");
        assertThat(read(ended).get("errorMessage").asText()).contains("exit status 3");
        assertThat(aws.invoke("echo", "{}").functionError()).isNull();
    }

    @Test
    void endsAFunctionThatTakesLongerThanItMay() {
        FunctionDefinition slow = echo("echo", Map.of());
        aws.functions.create(new FunctionDefinition(
                slow.name(),
                slow.handler(),
                slow.roleArn(),
                slow.variables(),
                Duration.ofSeconds(1),
                slow.memoryMegabytes(),
                Optional.empty()));

        InvokeResponse ended = aws.invoke("echo", "{\"log\":\"begun\",\"sleep\":60}");

        assertThat(read(ended).get("errorMessage").asText()).contains("Task timed out after 1.00 seconds");
        assertThat(aws.functions.logs()).singleElement().asString().contains("begun");
        assertThat(aws.invoke("echo", "{}").functionError()).isNull();
    }

    @Test
    void describesWhyAFunctionDidNotStart() {
        aws.functions.create(echo("echo", Map.of("BROKEN", "yes")));

        InvokeResponse response = aws.invoke("echo", "{}");

        assertThat(response.functionError()).isEqualTo("Unhandled");
        assertThat(response.payload().asUtf8String()).contains("BROKEN is set");
    }
}
