package rekey.sandbox.lambda;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import rekey.sandbox.aws.AwsError;

/**
 * A function as a template defines it. What breaks one of <a
 * href="https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html">Lambda's rules</a> is refused as Lambda
 * refuses it.
 *
 * @param name up to 64 letters, digits, hyphens and underscores
 * @param handler {@code package.Class::handleRequest}
 * @param roleArn what the function may do; Lambda must be trusted by it
 * @param variables environment variables besides Lambda's own, whose names are reserved
 * @param timeout of an invocation, 1 to 900 s
 * @param memoryMegabytes 128 to 10,240
 * @param logGroupArn where it logs to, {@code arn:aws:logs:…:log-group:<name>:*}; without it, logs go to nobody but
 *     {@link LocalFunctions#logs()}
 */
public record FunctionDefinition(
        String name,
        String handler,
        String roleArn,
        Map<String, String> variables,
        Duration timeout,
        int memoryMegabytes,
        Optional<String> logGroupArn) {
    private static final Set<String> RESERVED = Set.of(
            "_HANDLER",
            "_X_AMZN_TRACE_ID",
            "AWS_DEFAULT_REGION",
            "AWS_REGION",
            "AWS_EXECUTION_ENV",
            "AWS_LAMBDA_FUNCTION_NAME",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "AWS_LAMBDA_INITIALIZATION_TYPE",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "AWS_ACCESS_KEY",
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_SESSION_TOKEN",
            "AWS_LAMBDA_RUNTIME_API",
            "LAMBDA_TASK_ROOT",
            "LAMBDA_RUNTIME_DIR");

    public FunctionDefinition {
        variables = Map.copyOf(variables);
        Objects.requireNonNull(roleArn, "roleArn");
        Objects.requireNonNull(logGroupArn, "logGroupArn");
        require(name.matches("[A-Za-z0-9_-]{1,64}"), "FunctionName: 1 to 64 letters, digits, hyphens and underscores");
        require(handler.matches("\\S{1,128}"), "Handler: 1 to 128 characters, none of them white space");
        require(timeout.toSeconds() >= 1 && timeout.toSeconds() <= 900, "Timeout: 1 to 900 seconds");
        require(memoryMegabytes >= 128 && memoryMegabytes <= 10_240, "MemorySize: 128 to 10240 MB");
    }

    /** @throws AwsError when a template may not have it so, though the sandbox's own variables may be named so */
    void refuseReservedVariables() {
        Set<String> reserved = new TreeSet<>(variables.keySet());
        reserved.retainAll(RESERVED);
        require(
                reserved.isEmpty(),
                "Lambda sets these environment variables itself, they are reserved: " + String.join(", ", reserved));
    }

    /** The class without the method. */
    String handlerClass() {
        return handler.replaceFirst("::.*", "");
    }

    String logGroupName() {
        return logGroupArn
                .map(arn -> arn.replaceFirst("^arn:aws:logs:[^:]*:[^:]*:log-group:", "")
                        .replaceFirst(":\\*$", ""))
                .orElse("/aws/lambda/" + name);
    }

    private static void require(boolean kept, String rule) {
        if (!kept) {
            throw AwsError.refused("InvalidParameterValueException", rule);
        }
    }
}
