package rekey.bench.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import rekey.bench.function.Function;
import rekey.bench.function.Launch;
import rekey.bench.function.RunningFunction;
import rekey.bench.function.RunningFunction.Batch;
import rekey.bench.result.Measurements;
import rekey.bench.result.Reach;
import rekey.bench.result.Statistics;

/**
 * Calls one after the other in processes that have answered many: an empty handler, ours from its cache, the reference.
 * They take turns of a fraction of a second, for a machine is not equally fast for longer than that.
 */
final class WarmScenario implements Scenario {
    private static final int WARM_UP = 1_500;
    private static final int TURNS = 10;
    private static final int CALLS = 300;
    /** One of the reference's calls takes as long as hundreds of the others'. */
    private static final int REFERENCE_WARM_UP = 30;

    private static final int REFERENCE_CALLS = 30;

    private final Ground ground;

    WarmScenario(Ground ground) {
        this.ground = ground;
    }

    @Override
    public void round(Measurements measured) throws IOException, InterruptedException {
        try (Side empty = warmed(ground.empty(), "{}", WARM_UP);
                Side ours = warmed(ground.ours(), Launch.TOKEN, WARM_UP);
                Side reference = warmed(ground.reference(), Launch.TOKEN, REFERENCE_WARM_UP)) {
            for (int turn = 0; turn < TURNS; turn++) {
                empty.call(CALLS);
                ours.call(CALLS);
                reference.call(REFERENCE_CALLS);
            }
            empty.tell("empty", measured);
            ours.tell("ours", measured);
            reference.tell("reference", measured);
            measured.ratio(Reach.WARM_EMPTY, ours.percentile(50) / empty.percentile(50));
            measured.ratio(Reach.WARM_P50, reference.percentile(50) / ours.percentile(50));
            measured.ratio(Reach.WARM_P99, reference.percentile(50) / ours.percentile(99));
        }
    }

    private Side warmed(Function function, String expected, int calls) throws IOException, InterruptedException {
        RunningFunction running = ground.launch().start(function);
        running.firstAnswer(expected);
        running.call(Launch.calls(calls), expected);
        return new Side(running, expected);
    }

    private static final class Side implements AutoCloseable {
        private final RunningFunction running;
        private final String expected;
        private final List<Double> millis = new ArrayList<>();
        private double seconds;

        Side(RunningFunction running, String expected) {
            this.running = running;
            this.expected = expected;
        }

        void call(int calls) throws IOException, InterruptedException {
            Batch batch = running.call(Launch.calls(calls), expected);
            millis.addAll(batch.millis());
            seconds += batch.seconds();
        }

        double percentile(double percent) {
            return Statistics.percentile(millis, percent);
        }

        void tell(String name, Measurements measured) {
            measured.add("warm." + name + ".p50", "ms", percentile(50));
            measured.add("warm." + name + ".p99", "ms", percentile(99));
            measured.add("warm." + name + ".throughput", "1/s", millis.size() / seconds);
        }

        @Override
        public void close() throws IOException {
            running.close();
        }
    }
}
