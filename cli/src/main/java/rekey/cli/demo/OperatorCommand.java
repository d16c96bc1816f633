package rekey.cli.demo;

import java.util.List;

/** Runs the command {@code rekey} for the demo's operator, as at his own terminal. */
@FunctionalInterface
public interface OperatorCommand {
    /**
     * What came of it.
     *
     * @param code its exit code
     * @param lines all that it said
     */
    record Said(int code, List<String> lines) {
        public Said {
            lines = List.copyOf(lines);
        }
    }

    /**
     * @param piped what it reads from standard input; empty for nothing
     * @param arguments as they are typed
     */
    Said run(String piped, String... arguments);
}
