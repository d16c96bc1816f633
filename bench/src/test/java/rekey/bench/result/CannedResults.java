package rekey.bench.result;

import java.util.List;
import java.util.Map;

/** Results as a run might have had them. */
final class CannedResults {
    private CannedResults() {}

    static Results some() {
        Measurements measured = new Measurements();
        for (String side : List.of("cold.reference", "cold.ours", "cold.oursWithArchive")) {
            measured.add(side + ".ready", "ms", 500);
            measured.add(side + ".firstCall", "ms", 1_000);
            measured.add(side + ".total", "ms", 1_500);
        }
        measured.add("primed.ours.fromRestore", "ms", 250);
        List.of(5.0, 3.0, 4.0).forEach(ratio -> measured.ratio(Reach.COLD, ratio));
        measured.ratio(Reach.WARM_P50, 200);
        return Results.of(Map.of("commit", "0123456", "java", "Some JDK <17>", "python", "Python 3"), measured);
    }
}
