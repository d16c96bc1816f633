package rekey.cli;

/** A command cannot do what it was asked to. The message is the one line that the operator gets: what, on what, what now. */
public final class CommandFailure extends RuntimeException {
    /** @param line what failed, on what, and what to do; never a value that was typed or read */
    public CommandFailure(String line) {
        super(line);
    }

    public CommandFailure(String line, Throwable cause) {
        super(line, cause);
    }
}
