package rekey.sandbox.cloudwatch;

/** What was recorded of a metric in some time. */
record Samples(double sum, double minimum, double maximum, long count) {
    static Samples of(double value) {
        return new Samples(value, value, value, 1);
    }

    Samples plus(Samples other) {
        return new Samples(
                sum + other.sum,
                Math.min(minimum, other.minimum),
                Math.max(maximum, other.maximum),
                count + other.count);
    }
}
