package rekey.bench.scenario;

import java.io.IOException;
import rekey.bench.function.Launch;
import rekey.bench.function.RunningFunction;
import rekey.bench.result.Measurements;
import rekey.bench.result.Reach;

/**
 * From a restored snapshot to the first answer, without the restore itself: the process goes through SnapStart's
 * initialisation, all its connections end, and it is told to go on. Over the reference's whole cold start.
 */
final class PrimedScenario implements Scenario {
    private final Ground ground;

    PrimedScenario(Ground ground) {
        this.ground = ground;
    }

    @Override
    public void round(Measurements measured) throws IOException, InterruptedException {
        double total;
        try (RunningFunction reference = ground.launch().start(ground.reference())) {
            total = reference.firstAnswer(Launch.TOKEN).firstAnswer();
        }
        try (RunningFunction ours = ground.launch().start(ground.primed())) {
            double first = ours.fromRestore(Launch.TOKEN);
            measured.add("primed.reference.total", "ms", total);
            measured.add("primed.ours.fromRestore", "ms", first);
            measured.ratio(Reach.PRIMED, first / total);
        }
    }
}
