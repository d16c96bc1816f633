package rekey.bench.function;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A function's process as it is started, but for the Runtime API's address, which each start has its own of.
 *
 * @param name for messages
 * @param command the program and its arguments
 * @param variables all of its environment variables
 * @param directory where it is started
 */
public record Function(String name, List<String> command, Map<String, String> variables, Path directory) {
    public Function {
        command = List.copyOf(command);
        variables = Map.copyOf(variables);
    }
}
