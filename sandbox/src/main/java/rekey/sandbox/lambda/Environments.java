package rekey.sandbox.lambda;

import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import rekey.function.FunctionEnvironment;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;
import rekey.sandbox.iam.Iam;

/** Starts execution environments, with credentials and variables as Lambda gives them. Thread-safe. */
final class Environments {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd").withZone(ZoneOffset.UTC);

    private final Clock clock;
    private final Iam iam;
    private final FunctionHost host;
    private final Supplier<Map<String, String>> surroundings;

    Environments(Clock clock, Iam iam, FunctionHost host, Supplier<Map<String, String>> surroundings) {
        this.clock = clock;
        this.iam = iam;
        this.host = host;
        this.surroundings = surroundings;
    }

    /**
     * What Lambda acts as on behalf of a function.
     *
     * @throws AwsError HTTP 502, when the role cannot be assumed; Lambda calls it {@code AccessDeniedException}, though
     *     its service model does not
     */
    Principal.RoleSession assume(FunctionDefinition definition) {
        String arn = FunctionName.of(definition.name()).arn();
        try {
            return iam.assume(Caller.service("lambda.amazonaws.com", arn), definition.roleArn(), definition.name());
        } catch (AwsError refused) {
            throw new AwsError(
                    502,
                    "AccessDeniedException",
                    "The role defined for the function cannot be assumed by Lambda. " + refused.getMessage());
        }
    }

    /**
     * Starts a function. When its own start fails, each invocation of what is returned describes that failure.
     *
     * @throws AwsError when its role cannot be assumed
     */
    ExecutionEnvironment start(FunctionDefinition definition, String version) {
        Principal.RoleSession session = assume(definition);
        String logStream = logStream(version);
        Map<String, String> variables = new HashMap<>(definition.variables());
        variables.putAll(surroundings.get());
        variables.putAll(ownVariables(definition, version, logStream));
        variables.put("AWS_ACCESS_KEY_ID", iam.issueKey(session));
        RunningFunction running;
        try {
            running = host.start(definition, variables);
        } catch (RuntimeException e) {
            running = new FailedStart(e);
        }
        return new ExecutionEnvironment(running, Optional.of(Caller.overNetwork(session, true)), logStream);
    }

    /** Starts a function with what is given instead of what Lambda would give. */
    ExecutionEnvironment start(FunctionDefinition definition, String version, FunctionEnvironment given) {
        return new ExecutionEnvironment(
                LocalHandler.start(definition.handlerClass(), given), Optional.empty(), logStream(version));
    }

    private String logStream(String version) {
        return DAY.format(clock.instant()) + "/[" + version + "]"
                + UUID.randomUUID().toString().replace("-", "");
    }

    /** <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Those that it defines</a>. */
    private static Map<String, String> ownVariables(FunctionDefinition definition, String version, String logStream) {
        Map<String, String> own = new HashMap<>(Map.of(
                "AWS_REGION",
                FunctionName.REGION,
                "AWS_DEFAULT_REGION",
                FunctionName.REGION,
                // Only its identifier says whose a key is: the sandbox verifies no signatures.
                "AWS_SECRET_ACCESS_KEY",
                "sandbox",
                "AWS_SESSION_TOKEN",
                "sandbox",
                "AWS_LAMBDA_FUNCTION_NAME",
                definition.name(),
                "AWS_LAMBDA_FUNCTION_VERSION",
                version,
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
                Integer.toString(definition.memoryMegabytes()),
                "AWS_LAMBDA_LOG_GROUP_NAME",
                definition.logGroupName(),
                "AWS_LAMBDA_LOG_STREAM_NAME",
                logStream,
                "AWS_LAMBDA_INITIALIZATION_TYPE",
                "on-demand"));
        own.put("_HANDLER", definition.handler());
        own.put("TZ", ":UTC");
        return own;
    }

    /** What is left of a function that did not start. */
    private record FailedStart(RuntimeException why) implements RunningFunction {
        @Override
        public RuntimeApi.Outcome invoke(Invocation invocation, byte[] payload) {
            invocation.getLogger().log(why);
            return new RuntimeApi.Outcome(LocalHandler.description(why), true);
        }

        @Override
        public boolean lives() {
            return false;
        }

        @Override
        public void close() {}
    }
}
