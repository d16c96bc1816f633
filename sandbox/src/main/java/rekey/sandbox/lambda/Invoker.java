package rekey.sandbox.lambda;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import rekey.sandbox.aws.AwsError;

/** Runs functions, whoever it is for: counts, measures, and passes on what they log. Thread-safe. */
final class Invoker {
    private final Function<FunctionName, Optional<DeployedFunction>> functions;
    private final Environments environments;
    private final KeptLogs logs;
    private final FunctionMetrics metrics;

    Invoker(
            Function<FunctionName, Optional<DeployedFunction>> functions,
            Environments environments,
            KeptLogs logs,
            FunctionMetrics metrics) {
        this.functions = functions;
        this.environments = environments;
        this.logs = logs;
        this.metrics = metrics;
    }

    /** @throws AwsError when there is no such function, version or alias */
    FunctionVersion find(FunctionName name) {
        return function(name).at(name.qualifier());
    }

    /** @throws AwsError when there is no such function */
    DeployedFunction function(FunctionName name) {
        return functions.apply(name).orElseThrow(name::notFound);
    }

    /** @throws AwsError when it does not come to an invocation; what the function throws is in the result */
    Invoked run(FunctionName name, byte[] payload) {
        DeployedFunction function = function(name);
        FunctionVersion version = function.at(name.qualifier());
        if (!function.begin()) {
            measure("Throttles", name, version, 1);
            throw new AwsError(429, "TooManyRequestsException", "Rate Exceeded.");
        }
        try {
            return run(name, version, payload);
        } finally {
            function.end();
        }
    }

    void measure(String metric, FunctionName name, FunctionVersion version, double value) {
        Map<String, String> function = Map.of("FunctionName", name.function());
        Map<String, String> resource = Map.of("FunctionName", name.function(), "Resource", name.resource());
        List<Map<String, String>> dimensions =
                name.qualifier().filter(by -> !by.equals(version.version())).isPresent()
                        ? List.of(
                                function,
                                resource,
                                Map.of(
                                        "FunctionName",
                                        name.function(),
                                        "Resource",
                                        name.resource(),
                                        "ExecutedVersion",
                                        version.version()))
                        : List.of(function, resource);
        dimensions.forEach(of -> metrics.add(metric, of, value));
    }

    private Invoked run(FunctionName name, FunctionVersion version, byte[] payload) {
        ExecutionEnvironment environment = version.environment(environments);
        FunctionDefinition definition = version.definition();
        FunctionLog log = new FunctionLog();
        Invocation invocation = new Invocation(definition, version.version(), name.arn(), environment.logStream(), log);
        long started = System.nanoTime();
        RuntimeApi.Outcome outcome = environment.running().invoke(invocation, payload);
        double millis = Duration.ofNanos(System.nanoTime() - started).toNanos() / 1e6;
        logs.take(definition, environment, log);
        measure("Invocations", name, version, 1);
        measure("Errors", name, version, outcome.error() ? 1 : 0);
        measure("Duration", name, version, millis);
        return new Invoked(outcome.payload(), outcome.error(), log.toString(), version.version());
    }
}
