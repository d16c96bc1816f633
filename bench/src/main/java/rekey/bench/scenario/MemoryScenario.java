package rekey.bench.scenario;

import java.io.IOException;
import rekey.bench.function.Function;
import rekey.bench.function.Launch;
import rekey.bench.function.RunningFunction;
import rekey.bench.result.Measurements;
import rekey.bench.result.Reach;

/** The most memory that a process had resident by the time it has answered some hundred calls. */
final class MemoryScenario implements Scenario {
    private static final int CALLS = 300;

    private final Ground ground;

    MemoryScenario(Ground ground) {
        this.ground = ground;
    }

    @Override
    public void round(Measurements measured) throws IOException, InterruptedException {
        measure("reference", ground.reference(), measured);
        measure("ours", ground.ours(), measured);
        measured.ratio(Reach.MEMORY_ARCHIVE, measure("oursWithArchive", ground.withArchive(), measured));
    }

    private double measure(String name, Function function, Measurements measured)
            throws IOException, InterruptedException {
        try (RunningFunction running = ground.launch().start(function)) {
            running.firstAnswer(Launch.TOKEN);
            running.call(Launch.calls(CALLS), Launch.TOKEN);
            double megabytes = running.peakMegabytes();
            measured.add("memory." + name + ".peak", "MB", megabytes);
            return megabytes;
        }
    }
}
