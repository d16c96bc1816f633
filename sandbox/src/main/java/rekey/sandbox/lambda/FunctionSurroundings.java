package rekey.sandbox.lambda;

import java.util.Map;
import java.util.function.Supplier;

/**
 * What functions find around them.
 *
 * @param variables environment variables that every function gets besides its own and Lambda's: where the sandbox is
 * @param logs where log entries go
 * @param metrics where Lambda's metrics go
 * @param queues the queues that event source mappings read from
 */
public record FunctionSurroundings(
        Supplier<Map<String, String>> variables, FunctionLogs logs, FunctionMetrics metrics, QueueSource queues) {}
