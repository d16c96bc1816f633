package rekey.bench.result;

import java.util.Optional;

/**
 * What the benchmark is to reach: a figure of {@code results.json}'s {@code "ratios"}, most of them ours over the
 * reference's of the same round.
 */
public enum Reach {
    COLD("coldTotalOursOverReference", "cold total, plain JVM", 3.5, true),
    COLD_ARCHIVE("coldTotalWithArchiveOursOverReference", "cold total, with an archive", 1.5, true),
    COLD_HELD("coldTotalThrottledOursOverReference", "cold total, network delay, call at 0.29 CPU", 2.6, true),
    COLD_HELD_ARCHIVE("coldTotalThrottledWithArchiveOursOverReference", "the same, with an archive", 1.2, true),
    PRIMED("primedFirstOverReferenceCold", "first answer from the primed state", 0.25, true),
    WARM_EMPTY("warmP50OverEmptyHandler", "warm p50 over an empty handler's", 1.10, true),
    WARM_P50("warmP50ReferenceOverOurs", "the reference's warm p50 over ours", 150, false),
    WARM_P99("warmP50ReferenceOverOursP99", "the reference's warm p50 over our p99", 75, false),
    COLD_TWO_CPUS("coldTotalTwoCpusWithArchiveOursOverReference", "cold total, archive, two CPUs", 0.9, true),
    ARCHIVE_SIZE("functionArchiveMegabytes", "function zip, MB", 10, true),
    MEMORY_ARCHIVE("peakMemoryWithArchiveMegabytes", "peak memory with an archive, MB", 100, true),
    UPSTREAM("upstreamCallsForTenThousandRequests", "upstream calls, 10,000 requests in an hour", 25, true),
    SELLERS("warmP50TenThousandSellersOverTwenty", "warm p50, 10,000 sellers over 20", 1.2, true);

    private final String key;
    private final String text;
    private final double limit;
    private final boolean atMost;

    Reach(String key, String text, double limit, boolean atMost) {
        this.key = key;
        this.text = text;
        this.limit = limit;
        this.atMost = atMost;
    }

    /** Its name in {@code results.json}. */
    public String key() {
        return key;
    }

    public String text() {
        return text;
    }

    public double limit() {
        return limit;
    }

    /** Whether the figure is to be the limit or below; else the limit or above. */
    public boolean atMost() {
        return atMost;
    }

    public boolean isReachedBy(double value) {
        return atMost ? value <= limit : value >= limit;
    }

    static Optional<Reach> of(String key) {
        for (Reach reach : values()) {
            if (reach.key.equals(key)) {
                return Optional.of(reach);
            }
        }
        return Optional.empty();
    }
}
