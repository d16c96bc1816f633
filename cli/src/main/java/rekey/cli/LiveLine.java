package rekey.cli;

import java.time.Duration;

/**
 * The last line of a terminal, which says what is being waited for, and gives way to what happens. Where escape sequences
 * are not understood there is none: a pipe gets the lines that stay.
 */
public final class LiveLine {
    private static final String START_OF_EMPTY_LINE = "\r\u001b[K";
    private static final String[] TURNING = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};
    private static final String[] ASCII = {"|", "/", "-", "\\"};

    private final Terminal terminal;
    private int turn;
    private boolean isThere;

    public LiveLine(Terminal terminal) {
        this.terminal = terminal;
    }

    public void waiting(String what, Duration since) {
        if (!terminal.colours()) {
            return;
        }
        String[] turning = terminal.unicode() ? TURNING : ASCII;
        terminal.out()
                .print("%s  %s  %s %d:%02d"
                        .formatted(
                                START_OF_EMPTY_LINE,
                                terminal.styled(Terminal.Style.CYAN, turning[turn++ % turning.length]),
                                what,
                                since.toMinutes(),
                                since.toSecondsPart()));
        terminal.out().flush();
        isThere = true;
    }

    /** A line that stays. */
    public void print(String line) {
        clear();
        terminal.out().println(line);
    }

    public void clear() {
        if (isThere) {
            terminal.out().print(START_OF_EMPTY_LINE);
            terminal.out().flush();
            isThere = false;
        }
    }
}
