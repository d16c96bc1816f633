package rekey.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.function.IntSupplier;
import picocli.CommandLine;

/** What a command with {@code --json} prints instead of its document when it fails. */
final class ErrorJson {
    private ErrorJson() {}

    /** Runs it. The failure goes on to where it is said to people. */
    static int around(boolean json, Terminal terminal, IntSupplier command) {
        try {
            return command.getAsInt();
        } catch (CommandFailure e) {
            if (json) {
                terminal.out()
                        .println(JsonNodeFactory.instance
                                .objectNode()
                                .put("error", e.getMessage())
                                .put("exitCode", CommandLine.ExitCode.SOFTWARE)
                                .toPrettyString());
            }
            throw e;
        }
    }
}
