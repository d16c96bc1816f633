package rekey.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import rekey.bench.function.Cpus;
import rekey.bench.function.JavaFunctions;
import rekey.bench.function.Jdk;
import rekey.bench.function.Launch;
import rekey.bench.function.Python;
import rekey.bench.result.Measurements;
import rekey.bench.result.Page;
import rekey.bench.result.Picture;
import rekey.bench.result.Results;
import rekey.bench.result.Table;
import rekey.bench.scenario.Ground;
import rekey.bench.scenario.Scenario;
import rekey.bench.scenario.Scenarios;
import rekey.bench.scenario.Unable;
import rekey.bench.standin.PlainClient;
import rekey.bench.standin.StandInProcess;

/** The command {@code ./bench/run}. */
public final class Bench {
    private static final String RESULTS = "bench/results.json";

    private final Options options;
    private final Path home;
    private final long started = System.nanoTime();

    private Bench(Options options, Path home) {
        this.options = options;
        this.home = home;
    }

    public static void main(String[] arguments) throws InterruptedException {
        Path home = Path.of(System.getProperty("rekey.home", "")).toAbsolutePath();
        try {
            Options options = Options.parse(arguments, System.getenv());
            switch (options.mode()) {
                case HELP -> System.out.print(Options.HELP);
                case DRAW -> draw(home, Results.read(home.resolve(RESULTS)));
                case JMH -> HotPath.measure(home.resolve("bench/jmh.json"));
                case MEASURE -> new Bench(options, home).measure();
            }
        } catch (IllegalArgumentException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(2);
        } catch (IOException | UncheckedIOException | GeneralSecurityException e) {
            System.err.println("bench: " + e.getMessage());
            System.exit(1);
        }
    }

    private void measure() throws IOException, GeneralSecurityException, InterruptedException {
        String load = Origin.load();
        say("The load is %s before anything is measured; above 0.7, measure again later.", load);
        Cpus cpus = Cpus.split();
        Jdk jdk = Jdk.at(options.java().orElse(Path.of(System.getProperty("java.home"))));
        Python python = Python.find(options.python());
        Path folder = emptied(home.resolve("bench/target/work"));
        try (StandInProcess standIns = StandInProcess.start(jdk.cacerts(), python.certifi(), folder)) {
            Measurements measured = new Measurements();
            say("Functions run on %s and %s.", jdk.name(), python.name());
            Launch launch = new Launch(cpus, standIns);
            if (!cpus.areSplit()) {
                say("No taskset, or no second CPU: functions share theirs with the stand-ins and with this.");
            }
            say("Asking the stand-ins how long they take");
            new PlainClient(standIns.trustStore()).measure(standIns, measured);
            say("Training an archive of classes");
            Ground ground = Ground.prepare(home, folder, launch, JavaFunctions.on(jdk, home, folder, standIns), python);
            for (String name : options.scenarios()) {
                run(name, ground, measured);
            }
            Results results = Results.of(Origin.of(home, options, load, cpus, jdk, python, ground), measured);
            System.out.print(new Table(results).text());
            if (options.complete()) {
                results.write(home.resolve(RESULTS));
                // From the file, which rounds, as every later drawing.
                draw(home, Results.read(home.resolve(RESULTS)));
            } else {
                results.write(home.resolve("bench/target/results.json"));
                Files.writeString(home.resolve("bench/target/results.svg"), new Picture(results).svg());
                say("Not all was measured, or not often: written to bench/target only.");
            }
        }
    }

    private static void draw(Path home, Results results) throws IOException {
        Files.writeString(home.resolve("bench/results.svg"), new Picture(results).svg());
        Path page = home.resolve("docs/performance.md");
        Files.writeString(page, new Page(results).filled(Files.readString(page)));
    }

    private void run(String name, Ground ground, Measurements measured) throws IOException, InterruptedException {
        int rounds = switch (name) {
            case "size", "upstream" -> 1;
            case "cold", "throttled", "two-cpus" -> options.pairs();
            default -> Math.max(2, options.pairs() / 3);
        };
        say("%s", name);
        if (minutes() > options.minutes()) {
            measured.skip(name, "0 of %d rounds, for want of time".formatted(rounds));
            return;
        }
        try (Scenario scenario = Scenarios.named(name, ground, options.delayMillis())) {
            for (int round = 1; round <= rounds; round++) {
                if (minutes() > options.minutes()) {
                    measured.skip(name, "%d of %d rounds, for want of time".formatted(round - 1, rounds));
                    return;
                }
                say("%s, round %d of %d", name, round, rounds);
                scenario.round(measured);
            }
        } catch (Unable e) {
            say("%s is left out: %s", name, e.getMessage());
            measured.skip(name, e.getMessage());
        }
    }

    private void say(String format, Object... values) {
        System.err.printf(Locale.ROOT, "%5.1f min  %s%n", minutes(), String.format(Locale.ROOT, format, values));
    }

    private double minutes() {
        return (System.nanoTime() - started) / 60e9;
    }

    private static Path emptied(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> old = Files.walk(folder)) {
                for (Path file : old.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(folder);
    }
}
