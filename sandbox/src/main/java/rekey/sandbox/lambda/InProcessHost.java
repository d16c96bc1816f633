package rekey.sandbox.lambda;

import java.time.Clock;
import java.util.Map;
import rekey.function.FunctionEnvironment;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Runs functions in this process. */
record InProcessHost(Clock clock) implements FunctionHost {
    @Override
    public RunningFunction start(FunctionDefinition definition, Map<String, String> variables) {
        AwsSessionCredentials credentials = AwsSessionCredentials.create(
                variables.get("AWS_ACCESS_KEY_ID"),
                variables.get("AWS_SECRET_ACCESS_KEY"),
                variables.get("AWS_SESSION_TOKEN"));
        return LocalHandler.start(
                definition.handlerClass(),
                new FunctionEnvironment(variables, clock, StaticCredentialsProvider.create(credentials)));
    }
}
