package rekey.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.refusalOf;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** Lambda's Invoke, of a token function whose parameters are not set. */
abstract class FunctionContract extends Contract {
    FunctionContract(BackEnd aws) {
        super(aws);
    }

    @Test
    @Needs(Capability.FUNCTIONS)
    void givesWhatTheHandlerThrewAsAnAnswer() {
        InvokeResponse answer = aws.lambda()
                .invoke(request -> request.functionName(function()).payload(SdkBytes.fromUtf8String("{\"x\":1}")));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.functionError()).isEqualTo("Unhandled");
        assertThat(answer.payload().asString(StandardCharsets.UTF_8))
                .contains("\"errorType\":\"rekey.failure.BadRequest\"")
                .contains("\"errorMessage\"");
    }

    @Test
    @Needs(Capability.FUNCTIONS)
    void givesTheEndOfTheLogToWhoAsksForIt() {
        InvokeResponse answer = aws.lambda()
                .invoke(request -> request.functionName(function())
                        .logType(LogType.TAIL)
                        .payload(SdkBytes.fromUtf8String("{\"x\":1}")));
        assertThat(new String(Base64.getDecoder().decode(answer.logResult()), StandardCharsets.UTF_8))
                .contains("BadRequest");
    }

    @Test
    @Needs(Capability.FUNCTIONS)
    void aDryRunRunsNothing() {
        InvokeResponse answer =
                aws.lambda().invoke(request -> request.functionName(function()).invocationType(InvocationType.DRY_RUN));
        assertThat(answer.statusCode()).isEqualTo(204);
    }

    @Test
    @Needs(Capability.FUNCTIONS)
    void refusesAPayloadThatIsNoJson() {
        assertThat(codeOf(() -> aws.lambda()
                        .invoke(request ->
                                request.functionName(function()).payload(SdkBytes.fromUtf8String("{\"x\":")))))
                .isEqualTo("InvalidRequestContentException");
    }

    @Test
    @Needs(Capability.LAMBDA)
    void saysThatThereIsNoSuchFunction() {
        assertThat(refusalOf(() -> aws.lambda().invoke(request -> request.functionName(application))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private String function() {
        return aws.function().orElseThrow(() -> new AssertionError("no function is deployed in " + aws.name()));
    }
}
