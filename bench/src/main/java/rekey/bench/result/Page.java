package rekey.bench.result;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * A page whose tables come from the results: what stands between {@code <!-- bench:NAME -->} and
 * {@code <!-- bench:end -->} is put there by the benchmark.
 */
public final class Page {
    /** A load above this is not that of an idle machine. */
    private static final double IDLE = 0.7;

    private static final String END = "<!-- bench:end -->";

    private final Map<String, String> parts = new TreeMap<>();

    public Page(Results results) {
        Table table = new Table(results);
        parts.put("run", about(results));
        parts.put("reach", table.reachesAsMarkdown());
        parts.put("figures", table.figuresAsMarkdown());
        Cost cost = new Cost(results);
        parts.put("cost", cost.isKnown() ? cost.table() : "Not all of it was measured.\n");
    }

    /** @throws IOException when the page lacks a place for one of the tables */
    public String filled(String page) throws IOException {
        String text = page;
        for (Map.Entry<String, String> part : parts.entrySet()) {
            String begin = "<!-- bench:%s -->\n".formatted(part.getKey());
            int from = text.indexOf(begin);
            int to = text.indexOf(END, from);
            if (from < 0 || to < 0) {
                throw new IOException("The page has no place for the table " + part.getKey());
            }
            text = text.substring(0, from + begin.length()) + "\n" + part.getValue() + "\n" + text.substring(to);
        }
        return text;
    }

    private static String about(Results results) {
        StringBuilder text = new StringBuilder();
        double load = Double.parseDouble(results.run().getOrDefault("loadBefore", "0"));
        if (load > IDLE) {
            text.append("**The machine was busy with other things (a load of %s) when this was measured: the times, and"
                            .formatted(load)
                    + " ratios of times, have to be measured again.**\n\n");
        }
        results.run().forEach((what, how) -> text.append("* %s: %s\n".formatted(what, how)));
        return text.toString();
    }
}
