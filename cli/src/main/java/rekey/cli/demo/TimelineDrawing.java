package rekey.cli.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import rekey.cli.Terminal;
import rekey.cli.Terminal.Style;

/**
 * A {@link Timeline} as a picture of text, 90 columns wide: a line for each secret's life, one for reminders, one for
 * rotations, one for the calls, under an axis of months. Colours and block characters only where the terminal has them.
 */
final class TimelineDrawing {
    private static final int LABEL = 12;
    private static final int COLUMNS = 66;

    private final Terminal terminal;
    private final Timeline timeline;
    private final Instant start;
    private final double millis;

    TimelineDrawing(Terminal terminal, Timeline timeline) {
        this.terminal = terminal;
        this.timeline = timeline;
        this.start = timeline.start();
        this.millis = timeline.end().toEpochMilli() - start.toEpochMilli();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(label("") + months());
        lines.add(label("") + axis());
        int number = 1;
        for (Timeline.SecretLine secret : timeline.secrets()) {
            lines.add(label("secret " + number++) + life(secret));
        }
        lines.add(label("reminders") + marks(timeline.reminders(), terminal.symbol("▲", "^"), Style.YELLOW));
        lines.add(label("rotations") + marks(timeline.rotations(), terminal.symbol("◆", "*"), Style.CYAN));
        lines.add(label("tokens") + calls());
        lines.add("");
        lines.add(label("") + legend());
        return lines;
    }

    private static String label(String text) {
        return String.format(Locale.ROOT, "  %-" + (LABEL - 2) + "s", text);
    }

    private int column(Instant time) {
        double part = (time.toEpochMilli() - start.toEpochMilli()) / millis;
        return (int) Math.max(0, Math.min(COLUMNS - 1, Math.floor(part * COLUMNS)));
    }

    private List<LocalDate> firstsOfMonths() {
        LocalDate end = LocalDate.ofInstant(timeline.end(), ZoneOffset.UTC);
        return LocalDate.ofInstant(start, ZoneOffset.UTC)
                .withDayOfMonth(1)
                .plusMonths(1)
                .datesUntil(end.plusDays(1), Period.ofMonths(1))
                .toList();
    }

    private int column(LocalDate date) {
        return column(date.atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    /** The months' names, each over its first day, as far as there is room. */
    private String months() {
        StringBuilder names = new StringBuilder(monthOf(LocalDate.ofInstant(start, ZoneOffset.UTC)));
        for (LocalDate first : firstsOfMonths()) {
            if (column(first) > names.length() && column(first) + 3 <= COLUMNS) {
                names.append(" ".repeat(column(first) - names.length())).append(monthOf(first));
            }
        }
        return terminal.styled(Style.DIM, names.toString());
    }

    private static String monthOf(LocalDate date) {
        return date.getMonth().getDisplayName(TextStyle.SHORT, Locale.ROOT);
    }

    private String axis() {
        char[] axis = filled(terminal.symbol("─", "-"));
        axis[0] = terminal.symbol("├", "+").charAt(0);
        for (LocalDate first : firstsOfMonths()) {
            axis[column(first)] = terminal.symbol("┬", "+").charAt(0);
        }
        axis[COLUMNS - 1] = terminal.symbol("┤", "+").charAt(0);
        return terminal.styled(Style.DIM, new String(axis));
    }

    /** In use; then the overlap in which Amazon accepts the old one besides, or the days that are left; then its end. */
    private String life(Timeline.SecretLine secret) {
        int from = column(secret.issued());
        int end = column(secret.ends());
        boolean current = secret.replaced().equals(Instant.MAX);
        int until = Math.max(from, column(current ? timeline.now() : secret.replaced()));
        int rest = Math.max(0, end - Math.max(from + 1, until));
        return " ".repeat(from)
                + terminal.styled(
                        Style.GREEN, terminal.symbol("█", "#").repeat(Math.max(1, Math.min(until, end) - from)))
                + (current
                        ? terminal.styled(Style.DIM, terminal.symbol("┄", ".").repeat(rest))
                        : terminal.styled(
                                Style.YELLOW, terminal.symbol("▒", "=").repeat(rest)))
                + terminal.styled(Style.RED, terminal.symbol("╳", "X"))
                + terminal.styled(Style.DIM, " " + LocalDate.ofInstant(secret.ends(), ZoneOffset.UTC));
    }

    /** Each with its label behind it; where two are too near for that, the earlier one's label is left out. */
    private String marks(List<Timeline.Mark> marks, String symbol, Style style) {
        StringBuilder line = new StringBuilder();
        int column = 0;
        for (int i = 0; i < marks.size(); i++) {
            Timeline.Mark mark = marks.get(i);
            int at = column(mark.time());
            int next = i + 1 < marks.size() ? column(marks.get(i + 1).time()) : Integer.MAX_VALUE;
            if (at < column || at == next) {
                continue;
            }
            String label = at + 3 + mark.label().length() <= next ? " " + mark.label() : "";
            line.append(" ".repeat(at - column))
                    .append(terminal.styled(style, symbol))
                    .append(label);
            column = at + 1 + label.length();
        }
        return line.isEmpty() ? terminal.styled(Style.DIM, "none") : line.toString();
    }

    /** How many were served at each time, as a row of bars; a time at which one got none is marked. */
    private String calls() {
        long[] served = new long[COLUMNS];
        long[] failed = new long[COLUMNS];
        for (Timeline.Calls calls : timeline.calls()) {
            served[column(calls.time())] += calls.served();
            failed[column(calls.time())] += calls.failed();
        }
        long most = Math.max(1, Arrays.stream(served).max().orElse(1));
        String heights = terminal.symbol("▁▂▃▄▅▆▇█", ".:-=+*#%");
        StringBuilder bars = new StringBuilder();
        for (int i = 0; i < COLUMNS; i++) {
            if (failed[i] > 0) {
                bars.append(terminal.styled(Style.RED, terminal.symbol("✘", "!")));
            } else if (served[i] == 0) {
                bars.append(' ');
            } else {
                // By its logarithm: an hour of a thousand calls must not make a day of four invisible.
                double height = Math.log1p((double) served[i]) / Math.log1p((double) most);
                int level = (int) Math.min(heights.length() - 1, Math.floor(height * heights.length()));
                bars.append(terminal.styled(Style.CYAN, heights.substring(level, level + 1)));
            }
        }
        return bars.toString().stripTrailing();
    }

    private String legend() {
        return terminal.styled(Style.GREEN, terminal.symbol("█", "#")) + " in use  "
                + terminal.styled(Style.YELLOW, terminal.symbol("▒", "=")) + " overlap  "
                + terminal.styled(Style.DIM, terminal.symbol("┄", ".")) + " left  "
                + terminal.styled(Style.RED, terminal.symbol("╳", "X")) + " its end  "
                + terminal.styled(Style.CYAN, terminal.symbol("▁▃█", ".-%")) + " served  "
                + terminal.styled(Style.RED, terminal.symbol("✘", "!")) + " a call without a token";
    }

    private static char[] filled(String symbol) {
        char[] line = new char[COLUMNS];
        Arrays.fill(line, symbol.charAt(0));
        return line;
    }
}
