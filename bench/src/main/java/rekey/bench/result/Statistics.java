package rekey.bench.result;

import java.util.List;

/** What many measurements of one thing come to. */
public record Statistics(double median, double min, double max, int n) {

    /** @throws IllegalArgumentException when there are none */
    public static Statistics of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("Nothing was measured.");
        }
        List<Double> sorted = values.stream().sorted().toList();
        return new Statistics(percentile(sorted, 50), sorted.get(0), sorted.get(sorted.size() - 1), sorted.size());
    }

    /** Between the two nearest values, in proportion; the median of an even number is the mean of the middle two. */
    public static double percentile(List<Double> values, double percent) {
        List<Double> sorted = values.stream().sorted().toList();
        double position = percent / 100 * (sorted.size() - 1);
        int below = (int) Math.floor(position);
        int above = (int) Math.ceil(position);
        return sorted.get(below) + (position - below) * (sorted.get(above) - sorted.get(below));
    }
}
