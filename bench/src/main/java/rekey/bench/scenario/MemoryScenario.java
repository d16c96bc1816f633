package rekey.bench.scenario;

import java.io.IOException;
import rekey.bench.function.Function;
import rekey.bench.function.Launch;
import rekey.bench.function.RunningFunction;
import rekey.bench.result.Measurements;
import rekey.bench.result.Reach;

/** The most memory that a process had resident by the time it has answered hundreds of calls, tens for the reference. */
final class MemoryScenario implements Scenario {
    private static final int CALLS = 300;
    private static final int REFERENCE_CALLS = 30;

    private final Ground ground;

    MemoryScenario(Ground ground) {
        this.ground = ground;
    }

    @Override
    public void round(Measurements measured) throws IOException, InterruptedException {
        measure("reference", ground.reference(), REFERENCE_CALLS, measured);
        measure("ours", ground.ours(), CALLS, measured);
        measured.ratio(Reach.MEMORY_ARCHIVE, measure("oursWithArchive", ground.withArchive(), CALLS, measured));
    }

    private double measure(String name, Function function, int calls, Measurements measured)
            throws IOException, InterruptedException {
        try (RunningFunction running = ground.launch().start(function)) {
            running.firstAnswer(Launch.TOKEN);
            running.call(Launch.calls(calls), Launch.TOKEN);
            double megabytes = running.peakMegabytes();
            measured.add("memory." + name + ".peak", "MB", megabytes);
            return megabytes;
        }
    }
}
