package rekey.bench.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what is measured, round by round. Not thread-safe. */
public final class Measurements {
    private record Series(String unit, List<Double> values) {}

    private final Map<String, Series> figures = new LinkedHashMap<>();
    private final Map<Reach, List<Double>> ratios = new LinkedHashMap<>();
    private final Map<String, String> skipped = new LinkedHashMap<>();

    /** @param name such as {@code cold.ours.total} */
    public void add(String name, String unit, double value) {
        figures.computeIfAbsent(name, any -> new Series(unit, new ArrayList<>()))
                .values()
                .add(value);
    }

    /** @param value of one round: what is reported is the median of the rounds' */
    public void ratio(Reach reach, double value) {
        ratios.computeIfAbsent(reach, any -> new ArrayList<>()).add(value);
    }

    /** Says that a scenario, or some of its rounds, was not run. */
    public void skip(String scenario, String why) {
        skipped.put(scenario, why);
    }

    public Map<String, String> skipped() {
        return Map.copyOf(skipped);
    }

    Map<String, Results.Figure> figures() {
        Map<String, Results.Figure> all = new LinkedHashMap<>();
        figures.forEach((name, series) -> all.put(name, Results.Figure.of(series.unit(), series.values())));
        return all;
    }

    Map<Reach, Results.Figure> ratios() {
        Map<Reach, Results.Figure> all = new LinkedHashMap<>();
        ratios.forEach((reach, values) -> all.put(reach, Results.Figure.of("", values)));
        return all;
    }
}
