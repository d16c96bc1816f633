package rekey.bench.result;

import java.util.List;
import java.util.Locale;

/**
 * What was found as an SVG: how long a first answer takes, as bars, and below it each figure on its way to what it is to
 * reach. Readable on light and on dark; a figure is told by its number and its mark, not by colour alone.
 */
public final class Picture {
    private static final int WIDTH = 820;
    private static final int BARS_FROM = 330;
    private static final int BAR_ROOM = 380;
    private static final int ROW = 26;

    /** A bar: the figures that it adds up, in milliseconds. */
    private record Bar(String text, String ready, String firstCall) {}

    private static final List<Bar> BARS = List.of(
            new Bar("reference, Python", "cold.reference.ready", "cold.reference.firstCall"),
            new Bar("ours, plain JVM", "cold.ours.ready", "cold.ours.firstCall"),
            new Bar("ours, with an archive", "cold.oursWithArchive.ready", "cold.oursWithArchive.firstCall"),
            new Bar("ours, from the primed state", "", "primed.ours.fromRestore"),
            new Bar("throttled: reference", "throttled.reference.ready", "throttled.reference.firstCall"),
            new Bar("throttled: ours, plain JVM", "throttled.ours.ready", "throttled.ours.firstCall"),
            new Bar(
                    "throttled: ours, with an archive",
                    "throttled.oursWithArchive.ready",
                    "throttled.oursWithArchive.firstCall"));

    private final Results results;
    private final StringBuilder svg = new StringBuilder();
    private int y = 30;

    public Picture(Results results) {
        this.results = results;
    }

    public String svg() {
        heading("From a process's start to its first answer, milliseconds (medians)");
        List<Bar> bars = BARS.stream().filter(this::isMeasured).toList();
        double longest = bars.stream()
                .mapToDouble(bar -> ready(bar) + firstCall(bar))
                .max()
                .orElse(1);
        bars.forEach(bar -> bar(bar, longest));
        text(BARS_FROM, "note", "dark: until it is ready   light: its first call");
        y += ROW;
        heading("Against what is to be reached (the line is the limit; to its left is better)");
        results.ratios().forEach(this::reach);
        text(16, "note", origin());
        y += 14;
        return open() + svg + "</svg>\n";
    }

    private void bar(Bar bar, double longest) {
        double dark = ready(bar) / longest * BAR_ROOM;
        double light = firstCall(bar) / longest * BAR_ROOM;
        text(16, "label", bar.text());
        rectangle("dark", BARS_FROM, dark);
        rectangle("light", BARS_FROM + dark, light);
        text(BARS_FROM + dark + light + 8, "value", Table.number(ready(bar) + firstCall(bar)));
        y += ROW;
    }

    /** On a scale on which the limit is in the middle: half of it is a quarter from the left, worse is to the right. */
    private void reach(Reach reach, Results.Figure figure) {
        double part = reach.atMost() ? figure.median() / reach.limit() : reach.limit() / figure.median();
        boolean reached = reach.isReachedBy(figure.median());
        double middle = BARS_FROM + BAR_ROOM / 2.0;
        double x = BARS_FROM + Math.min(part, 2) / 2 * BAR_ROOM;
        text(16, "label", reach.text());
        line(BARS_FROM, y - 5, BARS_FROM + BAR_ROOM, y - 5, "track");
        line(middle, y - 13, middle, y + 3, "limit");
        svg.append("<circle class=\"%s\" cx=\"%s\" cy=\"%d\" r=\"6\"/>\n"
                .formatted(reached ? "good" : "bad", coordinate(x), y - 5));
        text(BARS_FROM + BAR_ROOM + 12, "value", "%s %s".formatted(reached ? "✔" : "✘", Table.number(figure.median())));
        y += ROW;
    }

    private boolean isMeasured(Bar bar) {
        return results.figures().containsKey(bar.firstCall());
    }

    private double ready(Bar bar) {
        return bar.ready().isEmpty() ? 0 : results.median(bar.ready());
    }

    private double firstCall(Bar bar) {
        return results.median(bar.firstCall());
    }

    private String origin() {
        return "%s, %s, commit %s"
                .formatted(
                        results.run().getOrDefault("java", "?"),
                        results.run().getOrDefault("python", "?"),
                        results.run().getOrDefault("commit", "?"));
    }

    private void heading(String text) {
        text(16, "heading", text);
        y += ROW;
    }

    private void text(double x, String kind, String text) {
        svg.append("<text class=\"%s\" x=\"%s\" y=\"%d\">%s</text>\n".formatted(kind, coordinate(x), y, escaped(text)));
    }

    private void rectangle(String kind, double x, double width) {
        svg.append("<rect class=\"%s\" x=\"%s\" y=\"%d\" width=\"%s\" height=\"16\"/>\n"
                .formatted(kind, coordinate(x), y - 13, coordinate(width)));
    }

    private void line(double x1, int y1, double x2, int y2, String kind) {
        svg.append("<line class=\"%s\" x1=\"%s\" y1=\"%d\" x2=\"%s\" y2=\"%d\"/>\n"
                .formatted(kind, coordinate(x1), y1, coordinate(x2), y2));
    }

    private String open() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img">
                <title>Rekey's token function against the blog's</title>
                <style>
                text { font: 13px system-ui, sans-serif; fill: #1f2328; }
                .heading { font-weight: 600; font-size: 14px; }
                .note { font-size: 11px; fill: #59636e; }
                .dark { fill: #0969da; } .light { fill: #80b6f4; }
                .track { stroke: #d1d9e0; stroke-width: 2; } .limit { stroke: #59636e; stroke-width: 2; }
                .good { fill: #1a7f37; } .bad { fill: #cf222e; }
                @media (prefers-color-scheme: dark) {
                text { fill: #f0f6fc; } .note { fill: #9198a1; }
                .dark { fill: #4493f8; } .light { fill: #1f4f8f; }
                .track { stroke: #3d444d; } .limit { stroke: #9198a1; }
                .good { fill: #3fb950; } .bad { fill: #f85149; }
                }
                </style>
                """.formatted(WIDTH, y, WIDTH, y);
    }

    private static String coordinate(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
