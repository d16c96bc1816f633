package rekey.bench.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.Map;
import rekey.bench.function.CpuQuota;
import rekey.bench.function.Launch;
import rekey.bench.result.Measurements;
import rekey.bench.result.Reach;

/** The scenarios by their names. */
public final class Scenarios {
    private static final double MEGA = 1e6;

    private Scenarios() {}

    /**
     * @param delayMillis of the services' answers where a network is played
     * @throws Unable when it cannot be run on this machine
     */
    public static Scenario named(String name, Ground ground, double delayMillis)
            throws IOException, InterruptedException {
        return switch (name) {
            case "size" -> measured -> size(ground, measured);
            case "cold" -> both(cold(ground), new PrimedScenario(ground));
            case "throttled" -> throttled(ground, delayMillis);
            case "two-cpus" -> twoCpus(ground);
            case "warm" -> new WarmScenario(ground);
            case "memory" -> new MemoryScenario(ground);
            case "upstream" -> new HourScenario(ground);
            case "sellers" -> new SellersScenario(ground);
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Scenario cold(Ground ground) {
        return new ColdScenario(
                "cold", ground.reference(), sides(ground, Reach.COLD, Reach.COLD_ARCHIVE), ground.launch()::start);
    }

    private static Scenario throttled(Ground ground, double delayMillis) throws IOException {
        CpuQuota quota;
        try {
            quota = CpuQuota.create();
        } catch (IOException e) {
            throw new Unable(e.getMessage());
        }
        Scenario cold = new ColdScenario(
                "throttled",
                ground.reference(),
                sides(ground, Reach.COLD_HELD, Reach.COLD_HELD_ARCHIVE),
                function -> ground.launch().start(function, quota));
        ground.standIns().latency(delayMillis, delayMillis);
        return new Scenario() {
            @Override
            public void round(Measurements measured) throws IOException, InterruptedException {
                cold.round(measured);
            }

            @Override
            public void close() throws IOException {
                ground.standIns().latency(0, 0);
                quota.close();
            }
        };
    }

    private static Scenario twoCpus(Ground ground) throws IOException {
        Launch launch = ground.launch();
        if (!launch.cpus().areSplit()) {
            throw new Unable("it needs Linux, taskset and two CPUs");
        }
        return new ColdScenario(
                "twoCpus",
                ground.reference(),
                Map.of("oursWithArchive", new ColdScenario.Side(ground.withArchive(), Reach.COLD_TWO_CPUS)),
                launch::startOnTwo);
    }

    private static Map<String, ColdScenario.Side> sides(Ground ground, Reach plain, Reach archive) {
        Map<String, ColdScenario.Side> sides = new LinkedHashMap<>();
        sides.put("ours", new ColdScenario.Side(ground.ours(), plain));
        sides.put("oursWithArchive", new ColdScenario.Side(ground.withArchive(), archive));
        return sides;
    }

    private static void size(Ground ground, Measurements measured) throws IOException {
        double zip = Files.size(ground.archive()) / MEGA;
        measured.add("size.functionArchive", "MB", zip);
        measured.add("size.classArchive", "MB", Files.size(ground.classes().file()) / MEGA);
        measured.add(
                "size.classesFromArchive", "classes", (double) ground.classes().classes());
        measured.ratio(Reach.ARCHIVE_SIZE, zip);
    }

    private static Scenario both(Scenario one, Scenario other) {
        return measured -> {
            one.round(measured);
            other.round(measured);
        };
    }
}
