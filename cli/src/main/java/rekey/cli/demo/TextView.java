package rekey.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import rekey.cli.Terminal;
import rekey.cli.Terminal.Style;

/** The demo for a person: a line or two a step, and a drawing of what the cache saves. */
public final class TextView implements DemoView {
    private static final int WIDTH = 96;
    private static final int BAR = 50;
    private static final int LONGEST_SHOWN = 70;
    private static final String ERASE_REST = "\u001b[K";

    private final Terminal terminal;
    private final PrintWriter out;

    public TextView(Terminal terminal) {
        this.terminal = terminal;
        this.out = terminal.out();
        out.println(terminal.styled(Style.BOLD, "Rekey, on this machine alone"));
        out.println("AWS and Login with Amazon are stand-ins on 127.0.0.1, on a clock that is moved ahead. What runs");
        out.println("in them is real: the CDK app's template, the functions, the AWS SDK, the command rekey.");
    }

    @Override
    public void progress(String text) {
        if (terminal.colours()) {
            out.print("\r  " + terminal.styled(Style.DIM, text) + ERASE_REST);
            out.flush();
        }
    }

    @Override
    public void chapter(String title) {
        clearProgress();
        out.println();
        out.println(terminal.styled(Style.BOLD, title));
    }

    @Override
    public void step(Step step) {
        clearProgress();
        String mark = step.ok()
                ? terminal.styled(Style.GREEN, terminal.symbol("✔", "ok"))
                : terminal.styled(Style.RED, terminal.symbol("✘", "FAILED"));
        boolean note = step.sent() == null && step.answer().has("text");
        String beside = note
                ? terminal.styled(Style.DIM, step.answer().get("text").asText())
                : terminal.styled(Style.CYAN, step.sent() == null ? "" : shortened(step.sent()));
        out.println("  %s %s  %s".formatted(mark, step.title(), beside));
        step.said().forEach(line -> out.println("      " + terminal.styled(Style.DIM, shown(line))));
        if (!note) {
            answer(step).forEach(line -> out.println("      " + shown(line)));
        }
        if (!step.ok()) {
            out.println("      " + terminal.styled(Style.RED, "expected: " + step.expected()));
        }
    }

    @Override
    public void end(Summary summary) {
        out.println();
        out.println(
                terminal.styled(Style.BOLD, "What the backend asked within an hour, and what of it reached Amazon"));
        Hour hour = summary.hour();
        bar("calls to the token function", hour.calls(), hour.calls(), Style.CYAN);
        bar("reads of Parameter Store", hour.reads(), hour.calls(), Style.YELLOW);
        bar("exchanges at LWA", hour.exchanges(), hour.calls(), Style.YELLOW);
        out.println();
        out.println(terminal.styled(Style.BOLD, "The life of my-erp's client secret"));
        new TimelineDrawing(terminal, summary.timeline()).lines().forEach(out::println);
        out.println();
        out.println(
                summary.failed() == 0
                        ? terminal.styled(Style.GREEN, "All %d steps did what they should.".formatted(summary.steps()))
                        : terminal.styled(
                                Style.RED,
                                "%d of %d steps did not do what they should."
                                        .formatted(summary.failed(), summary.steps())));
    }

    private void clearProgress() {
        if (terminal.colours()) {
            out.print("\r" + ERASE_REST);
        }
    }

    /** What a terminal without the characters shows of a line that somebody else wrote. */
    private String shown(String line) {
        return terminal.unicode() ? line : line.replaceAll("[^\\x00-\\x7e]", "?");
    }

    private void bar(String label, long value, long all, Style style) {
        int length = value == 0 ? 0 : (int) Math.max(1, BAR * value / Math.max(1, all));
        String drawn = terminal.symbol("█", "#").repeat(length);
        out.println(String.format(Locale.ROOT, "  %-28s %,6d  %s", label, value, terminal.styled(style, drawn)));
    }

    private List<String> answer(Step step) {
        ObjectNode answer = step.answer();
        if (answer.has("errorType")) {
            List<String> lines = new ArrayList<>();
            lines.add(terminal.styled(Style.YELLOW, answer.get("errorType").asText()));
            lines.addAll(wrapped(answer.path("errorMessage").asText()));
            return lines;
        }
        if (answer.has("access_token")) {
            return List.of(String.format(
                    Locale.ROOT,
                    "%s, good for %,d s  %s",
                    answer.get("access_token").asText(),
                    answer.get("expires_in").asLong(),
                    terminal.styled(Style.DIM, cost(step))));
        }
        return wrapped(answer.path("text").asText());
    }

    private static String cost(Step step) {
        if (step.reads() == 0 && step.exchanges() == 0) {
            return "(from the cache, %d ms)".formatted(step.millis());
        }
        return "(Parameter Store %d, LWA %d, %d ms)".formatted(step.reads(), step.exchanges(), step.millis());
    }

    private String shortened(String text) {
        String cut = terminal.symbol("…", "...") + String.format(Locale.ROOT, " (%,d bytes)", text.length());
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN - 20) + cut;
    }

    private static List<String> wrapped(String text) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (line.length() > 0 && line.length() + 1 + word.length() > WIDTH - 6) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
