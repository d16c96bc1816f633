package rekey.cli.aws;

import java.net.URI;
import rekey.cli.CommandFailure;
import rekey.function.Endpoints;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Sends nothing over plain http but to this machine itself. An endpoint can come from an option, a variable or a profile;
 * whichever it is, a client secret would be read by whoever is in between.
 */
final class NoPlainHttp implements ExecutionInterceptor {
    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        URI address = context.httpRequest().getUri();
        if (!"https".equals(address.getScheme()) && !Endpoints.isPlainLoopback(address)) {
            throw new CommandFailure("The endpoint of AWS is plain http on another machine: nothing was sent there."
                    + " Correct AWS_ENDPOINT_URL, or endpoint_url in the profile.");
        }
    }
}
