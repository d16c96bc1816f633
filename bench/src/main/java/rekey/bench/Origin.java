package rekey.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import rekey.bench.function.Cpus;
import rekey.bench.function.Jdk;
import rekey.bench.function.Python;
import rekey.bench.scenario.Ground;

/** On what was measured: everything that a reader would ask about before believing a figure. */
final class Origin {
    /** What the benchmark writes itself does not make a tree dirty. */
    private static final List<String> CHANGES = List.of(
            "status",
            "--porcelain",
            "--",
            ".",
            ":!bench/results.json",
            ":!bench/results.svg",
            ":!bench/jmh.json",
            ":!docs/performance.md");

    private Origin() {}

    /**
     * How busy the machine is with other things, as long as nothing is measured yet: runnable threads, averaged over the
     * last minute.
     */
    static String load() {
        return String.format(
                Locale.ROOT,
                "%.1f",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** @param load when the run began */
    static Map<String, String> of(
            Path home, Options options, String load, Cpus cpus, Jdk jdk, Python python, Ground ground)
            throws IOException, InterruptedException {
        Map<String, String> run = new LinkedHashMap<>();
        run.put("commit", git(home, List.of("rev-parse", "HEAD")));
        run.put("tree", git(home, CHANGES).isEmpty() ? "clean" : "with uncommitted changes");
        run.put(
                "date",
                Instant.now(Clock.systemUTC()).truncatedTo(ChronoUnit.MINUTES).toString());
        run.put("java", jdk.name());
        run.put("archive", ground.classes().aot() ? "AOT cache" : "dynamic CDS");
        run.put("python", python.name());
        run.put("machine", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        run.put(
                "cpus",
                cpus.areSplit()
                        ? "%d; functions alone on one, stand-ins and benchmark on the rest"
                                .formatted(cpus.all().size())
                        : "shared by all, for want of taskset or of a second one");
        run.put("rounds", "%d of each cold scenario".formatted(options.pairs()));
        run.put("loadBefore", load);
        run.put("networkDelayWherePlayed", options.delayMillis() + " ms");
        return run;
    }

    private static String git(Path home, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", home.toString()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command).start();
            String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? answer : "unknown";
        } catch (IOException e) {
            // Whoever has no git has no commit to name either.
            return "unknown";
        }
    }
}
