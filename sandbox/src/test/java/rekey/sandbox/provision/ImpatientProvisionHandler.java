package rekey.sandbox.provision;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import rekey.function.FunctionEnvironment;
import rekey.provision.ProvisionHandler;

/** The provision function for tests of what is refused for good: it does not wait for a refusal to pass. */
public final class ImpatientProvisionHandler implements RequestStreamHandler {
    private final ProvisionHandler handler;

    public ImpatientProvisionHandler(FunctionEnvironment environment) {
        handler = new ProvisionHandler(environment, Duration.ZERO);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        handler.handleRequest(input, output, context);
    }
}
