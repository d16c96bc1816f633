package rekey.bench.result;

import java.util.List;
import java.util.Locale;

/**
 * What a million calls cost in US dollars, by the public prices of US East (N. Virginia) in November 2026 and the
 * durations that were measured.
 *
 * <p>Assumes ARM64 and 512 MB on either side, one cold start in a hundred calls, and that a call takes in Lambda what it
 * takes here: a warm one at full speed, a cold one as measured with the network's delay and the CPU held. Free tiers are
 * left out.
 */
final class Cost {
    /** <a href="https://aws.amazon.com/lambda/pricing/">Lambda</a>: a million requests, and a GB-second on Arm. */
    static final double REQUESTS = 0.20;

    static final double GB_SECOND = 0.0000133334;
    /** <a href="https://aws.amazon.com/kms/pricing/">KMS</a>: 10,000 requests. */
    static final double KMS = 0.03;
    /**
     * <a href="https://aws.amazon.com/systems-manager/pricing/">Parameter Store</a>: 10,000 reads of an advanced
     * parameter, of which each read has one, the secret.
     */
    static final double ADVANCED = 0.05;

    private static final double GIGABYTES = 512 / 1024.0;
    private static final double COLD_SHARE = 0.01;
    private static final double MILLION = 1e6;
    private static final double TEN_THOUSAND = 1e4;
    /** Identifier, secret and refresh token: each is decrypted by itself. */
    private static final int SECURE_STRINGS = 3;

    private final Results results;

    Cost(Results results) {
        this.results = results;
    }

    boolean isKnown() {
        return results.figures()
                .keySet()
                .containsAll(List.of("warm.ours.p50", "throttled.ours.total", "upstream.ours.parameterStore"));
    }

    /** As Markdown. */
    String table() {
        double readsPerCall = results.median("upstream.ours.parameterStore") / TEN_THOUSAND;
        return """
                | a million calls, US$ | requests | duration | Parameter Store | KMS | sum |
                |---|---:|---:|---:|---:|---:|
                """
                + row(
                        "reference, Python",
                        results.median("warm.reference.p50"),
                        results.median("throttled.reference.total"),
                        1)
                + row(
                        "ours, plain JVM",
                        results.median("warm.ours.p50"),
                        results.median("throttled.ours.total"),
                        readsPerCall)
                + row(
                        "ours, with an archive",
                        results.median("warm.ours.p50"),
                        results.median("throttled.oursWithArchive.total"),
                        readsPerCall);
    }

    private static String row(String side, double warmMillis, double coldMillis, double readsPerCall) {
        double duration = duration(warmMillis, coldMillis);
        double store = MILLION * readsPerCall / TEN_THOUSAND * ADVANCED;
        double kms = MILLION * readsPerCall * SECURE_STRINGS / TEN_THOUSAND * KMS;
        return "| %s | %s | %s | %s | %s | %s |\n"
                .formatted(
                        side,
                        dollars(REQUESTS),
                        dollars(duration),
                        dollars(store),
                        dollars(kms),
                        dollars(REQUESTS + duration + store + kms));
    }

    /** Of a million calls; Lambda bills whole milliseconds. */
    static double duration(double warmMillis, double coldMillis) {
        double millis = (1 - COLD_SHARE) * Math.ceil(warmMillis) + COLD_SHARE * Math.ceil(coldMillis);
        return MILLION * millis / 1_000 * GIGABYTES * GB_SECOND;
    }

    private static String dollars(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
