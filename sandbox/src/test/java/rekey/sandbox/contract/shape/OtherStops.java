package rekey.sandbox.contract.shape;

import static rekey.sandbox.contract.shape.Tour.refused;

import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.sts.StsClient;

/** Lambda and STS. */
final class OtherStops {
    private final LambdaClient lambda;
    private final StsClient sts;
    private final String function;

    OtherStops(Tour tour, String function) {
        lambda = tour.client(LambdaClient::builder);
        sts = tour.client(StsClient::builder);
        this.function = function;
    }

    void addTo(Map<String, Runnable> stops) {
        stops.put("Lambda.Invoke", this::invoke);
        stops.put("Lambda.GetFunction", this::getFunction);
        stops.put("Lambda.GetFunctionConfiguration", this::getConfiguration);
        stops.put("STS.GetCallerIdentity", sts::getCallerIdentity);
    }

    private void invoke() {
        lambda.invoke(request ->
                request.functionName(function).logType(LogType.TAIL).payload(SdkBytes.fromUtf8String("{\"x\":1}")));
        lambda.invoke(request -> request.functionName(function).invocationType(InvocationType.DRY_RUN));
        refused(() -> lambda.invoke(request -> request.functionName("none")));
        refused(() -> lambda.invoke(request -> request.functionName(function).payload(SdkBytes.fromUtf8String("{"))));
    }

    private void getFunction() {
        lambda.getFunction(request -> request.functionName(function));
        refused(() -> lambda.getFunction(request -> request.functionName("none")));
    }

    private void getConfiguration() {
        lambda.getFunctionConfiguration(request -> request.functionName(function));
        refused(() -> lambda.getFunctionConfiguration(request -> request.functionName("none")));
    }
}
