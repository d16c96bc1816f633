package rekey.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.codeOf;
import static rekey.sandbox.lambda.LoopbackLambda.echo;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** Invocations that nobody waits for. */
class EventInvocationsTest {
    private static final Caller OPERATOR = Caller.overNetwork(new Principal.User("123456789012", "operator"), true);

    @AutoClose
    private final LoopbackLambda aws = new LoopbackLambda();

    @BeforeEach
    void deploy() {
        aws.functions.create(echo("echo", Map.of()));
    }

    private InvokeResponse send(String function, String payload) {
        return aws.lambda.invoke(request -> request.functionName(function)
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String(payload)));
    }

    @Test
    void acceptsAnEventAndRunsTheFunctionBeforeTheClockMoves() {
        InvokeResponse response = send("echo", "{\"log\":\"it ran\"}");
        aws.pass(Duration.ZERO);

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.payload().asByteArray()).isEmpty();
        assertThat(aws.functions.logs()).containsExactly("it ran");
    }

    @Test
    void refusesAtOnceWhatCannotBeRun() {
        assertThat(codeOf(() -> send("other", "{}"))).isEqualTo("ResourceNotFoundException");
        assertThat(codeOf(() -> send("echo:live", "{}"))).isEqualTo("ResourceNotFoundException");
        assertThat(codeOf(() -> send("echo", "{"))).isEqualTo("InvalidRequestContentException");
        assertThat(codeOf(() -> send("echo", "\"" + "x".repeat(1024 * 1024) + "\"")))
                .isEqualTo("RequestTooLargeException");
    }

    @Test
    void runsAFunctionThatThrowsAgainAfterOneMinuteAndAfterTwoMore() {
        aws.functions.deliver(OPERATOR, "echo", "{\"throw\":\"always\"}");

        aws.pass(Duration.ofSeconds(59));
        assertThat(aws.functions.logs()).hasSize(1);
        aws.pass(Duration.ofSeconds(2));
        assertThat(aws.functions.logs()).hasSize(2);
        aws.pass(Duration.ofSeconds(117));
        assertThat(aws.functions.logs()).hasSize(2);
        aws.pass(Duration.ofSeconds(3));
        assertThat(aws.functions.logs()).hasSize(3);
        aws.pass(Duration.ofDays(1));
        assertThat(aws.functions.logs()).hasSize(3);
        assertThat(aws.metrics).containsEntry("AsyncEventsDropped {FunctionName=echo}", 1.0);
    }

    @Test
    void keepsAnEventForAFunctionThatIsThrottledForSixHours() {
        aws.functions.limitConcurrency("echo", 0);
        aws.functions.deliver(OPERATOR, "echo", "{\"log\":\"it ran\"}");
        aws.pass(Duration.ofHours(5));
        assertThat(aws.functions.logs()).isEmpty();
        aws.functions.limitConcurrency("echo", 1);
        aws.pass(Duration.ofMinutes(6));
        assertThat(aws.functions.logs()).containsExactly("it ran");

        aws.functions.limitConcurrency("echo", 0);
        aws.functions.deliver(OPERATOR, "echo", "{\"log\":\"it ran again\"}");
        aws.pass(Duration.ofHours(7));
        aws.functions.limitConcurrency("echo", 1);
        aws.pass(Duration.ofDays(1));
        assertThat(aws.functions.logs()).containsExactly("it ran");
        assertThat(aws.metrics).containsEntry("AsyncEventsDropped {FunctionName=echo}", 1.0);
    }

    @Test
    void forgetsEventsOfAFunctionThatIsDeleted() {
        aws.functions.deliver(OPERATOR, "echo", "{\"throw\":\"always\"}");
        aws.pass(Duration.ZERO);
        aws.functions.delete("echo");
        aws.pass(Duration.ofDays(1));

        assertThat(aws.functions.logs()).hasSize(1);
    }
}
