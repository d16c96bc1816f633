package rekey.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One thing that was done, and whether it went as it should.
 *
 * @param title what was done, in a few words
 * @param sent what was sent, null when nothing was that is worth showing
 * @param answer what came back, with every credential masked
 * @param said what a command or a mail says, line by line
 * @param reads calls to Parameter Store that the step caused
 * @param exchanges calls to LWA that the step caused
 * @param expected what should have come back, null when it did
 */
public record Step(
        String title,
        String sent,
        ObjectNode answer,
        List<String> said,
        long reads,
        long exchanges,
        long millis,
        String expected) {
    public Step {
        said = List.copyOf(said);
    }

    /** With nothing to read out. */
    Step(String title, String sent, ObjectNode answer, long reads, long exchanges, long millis, String expected) {
        this(title, sent, answer, List.of(), reads, exchanges, millis, expected);
    }

    boolean ok() {
        return expected == null;
    }
}
