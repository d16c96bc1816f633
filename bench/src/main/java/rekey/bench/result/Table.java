package rekey.bench.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was found, for people: one table against what is to be reached, one of everything measured. */
public final class Table {
    private final Results results;

    public Table(Results results) {
        this.results = results;
    }

    /** As text, in columns. */
    public String text() {
        return columns(reaches()) + "\n" + columns(figures()) + skipped("  ");
    }

    /** As Markdown. */
    public String reachesAsMarkdown() {
        return markdown(reaches()) + skipped("* ");
    }

    /** As Markdown. */
    public String figuresAsMarkdown() {
        return markdown(figures());
    }

    private List<List<String>> reaches() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("against the reference", "median", "min–max", "n", "to reach", ""));
        for (Reach reach : Reach.values()) {
            Results.Figure figure = results.ratios().get(reach);
            String limit = (reach.atMost() ? "≤ " : "≥ ") + plain(reach.limit());
            if (figure == null) {
                rows.add(List.of(reach.text(), "–", "–", "0", limit, "not measured"));
            } else {
                String verdict = reach.isReachedBy(figure.median()) ? "reached" : "not reached";
                rows.add(row(reach.text(), figure, limit, verdict));
            }
        }
        return rows;
    }

    private List<List<String>> figures() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("figure", "median", "min–max", "n", "unit"));
        results.figures().forEach((name, figure) -> rows.add(row(name, figure, figure.unit())));
        return rows;
    }

    private static List<String> row(String name, Results.Figure figure, String... more) {
        Statistics statistics = figure.statistics();
        List<String> row = new ArrayList<>(List.of(
                name,
                number(statistics.median()),
                number(statistics.min()) + "–" + number(statistics.max()),
                Integer.toString(statistics.n())));
        row.addAll(List.of(more));
        return row;
    }

    private String skipped(String bullet) {
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<String, String> scenario : results.skipped().entrySet()) {
            lines.append("\n%sNot all of %s: %s".formatted(bullet, scenario.getKey(), scenario.getValue()));
        }
        return lines.isEmpty() ? "" : lines.append("\n").toString();
    }

    /** Three digits that say something, and no more. */
    public static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 0.095 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }

    private static String plain(double limit) {
        return limit == Math.rint(limit) ? String.format(Locale.ROOT, "%.0f", limit) : Double.toString(limit);
    }

    private static String markdown(List<List<String>> rows) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            text.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
            if (i == 0) {
                text.append("|---")
                        .append("|---:".repeat(3))
                        .append("|---".repeat(rows.get(0).size() - 4))
                        .append("|\n");
            }
        }
        return text.toString();
    }

    private static String columns(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String padding = " ".repeat(widths[i] - row.get(i).length());
                boolean toTheRight = i > 0 && i < 4;
                line.append(toTheRight ? padding + row.get(i) : row.get(i) + padding)
                        .append("  ");
            }
            text.append(line.toString().stripTrailing()).append("\n");
        }
        return text.toString();
    }
}
