package rekey.bench.scenario;

import java.io.IOException;
import rekey.bench.function.Function;
import rekey.bench.function.Launch;
import rekey.bench.function.RunningFunction;
import rekey.bench.function.RunningFunction.Batch;
import rekey.bench.result.Measurements;
import rekey.bench.result.Reach;
import rekey.bench.result.Statistics;

/** Calls one after the other in a process that has answered many: an empty handler, ours from its cache, the reference. */
final class WarmScenario implements Scenario {
    private static final int WARM_UP = 1_500;
    private static final int CALLS = 3_000;
    private static final int REFERENCE_WARM_UP = 30;
    private static final int REFERENCE_CALLS = 300;

    private record Side(double p50, double p99) {}

    private final Ground ground;

    WarmScenario(Ground ground) {
        this.ground = ground;
    }

    @Override
    public void round(Measurements measured) throws IOException, InterruptedException {
        Side empty = measure("empty", ground.empty(), "{}", WARM_UP, CALLS, measured);
        Side ours = measure("ours", ground.ours(), Launch.TOKEN, WARM_UP, CALLS, measured);
        Side reference =
                measure("reference", ground.reference(), Launch.TOKEN, REFERENCE_WARM_UP, REFERENCE_CALLS, measured);
        measured.ratio(Reach.WARM_EMPTY, ours.p50() / empty.p50());
        measured.ratio(Reach.WARM_P50, reference.p50() / ours.p50());
        measured.ratio(Reach.WARM_P99, reference.p50() / ours.p99());
    }

    private Side measure(String name, Function function, String expected, int warmUp, int calls, Measurements measured)
            throws IOException, InterruptedException {
        try (RunningFunction running = ground.launch().start(function)) {
            running.firstAnswer(expected);
            running.call(Launch.calls(warmUp), expected);
            Batch batch = running.call(Launch.calls(calls), expected);
            Side side = new Side(Statistics.percentile(batch.millis(), 50), Statistics.percentile(batch.millis(), 99));
            measured.add("warm." + name + ".p50", "ms", side.p50());
            measured.add("warm." + name + ".p99", "ms", side.p99());
            measured.add("warm." + name + ".throughput", "1/s", batch.perSecond());
            return side;
        }
    }
}
