package rekey.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the command was asked for.
 *
 * @param mode what to do
 * @param pairs rounds of each cold scenario; the others have a third of them
 * @param minutes after which no further round is begun
 * @param scenarios which to run, in this order
 * @param delayMillis of each answer of Parameter Store and LWA where a network is played
 * @param java the JDK for the functions; empty for the one that the benchmark runs on
 * @param python the command
 */
record Options(
        Mode mode,
        int pairs,
        double minutes,
        List<String> scenarios,
        double delayMillis,
        Optional<Path> java,
        String python) {
    enum Mode {
        MEASURE,
        DRAW,
        JMH,
        HELP
    }

    static final List<String> SCENARIOS =
            List.of("size", "upstream", "cold", "throttled", "two-cpus", "warm", "memory", "sellers");
    static final String HELP = """
            Measures the token function against a Python one that does what Amazon's blog shows, side by side.

            ./bench/run                 all of it, at most 25 minutes on two CPUs; writes bench/results.json, results.svg
                                        and the tables of docs/performance.md
              --quick                   3 pairs, at most 5 minutes; writes to bench/target instead
              --pairs N                 rounds of each cold scenario, 15 unless told otherwise
              --minutes N               begins no further round after that
              --scenario A,B            only these: %s
              --delay MS                of Parameter Store's and LWA's answers where a network is played; 20
              --java HOME               the JDK for the functions; else REKEY_BENCH_JAVA, else the one that runs this
              --python COMMAND          with boto3 and requests; else python3
            ./bench/run --draw          draws the picture and the tables anew from bench/results.json
            ./bench/run --jmh           the path inside the handler alone; writes bench/jmh.json, takes 3 minutes

            Linux on x86-64 or ARM64, a JDK 17 or later, Python 3 with boto3 and requests. Measure on an idle machine.
            """.formatted(String.join(", ", SCENARIOS));

    private static final Set<String> WITH_VALUE =
            Set.of("--pairs", "--minutes", "--scenario", "--delay", "--java", "--python");
    private static final Set<String> ALONE = Set.of("--quick", "--draw", "--jmh", "--help");

    boolean complete() {
        return scenarios.equals(SCENARIOS) && pairs > 3;
    }

    /** @throws IllegalArgumentException with the rule that is broken */
    static Options parse(String[] arguments, Map<String, String> environment) {
        Map<String, String> given = new TreeMap<>();
        for (int i = 0; i < arguments.length; i++) {
            String name = arguments[i];
            if (WITH_VALUE.contains(name)) {
                if (++i == arguments.length) {
                    throw new IllegalArgumentException(name + " needs a value.");
                }
                given.put(name, arguments[i]);
            } else if (ALONE.contains(name)) {
                given.put(name, "");
            } else {
                throw new IllegalArgumentException(name + " is not an option; --help lists them.");
            }
        }
        boolean quick = given.containsKey("--quick");
        Optional<String> java = Optional.ofNullable(given.getOrDefault("--java", environment.get("REKEY_BENCH_JAVA")));
        return new Options(
                mode(given),
                (int) number("--pairs", given.getOrDefault("--pairs", quick ? "3" : "15")),
                number("--minutes", given.getOrDefault("--minutes", quick ? "4.5" : "24")),
                scenarios(given.get("--scenario")),
                number("--delay", given.getOrDefault("--delay", "20")),
                java.filter(home -> !home.isBlank()).map(Path::of),
                given.getOrDefault("--python", "python3"));
    }

    private static Mode mode(Map<String, String> given) {
        if (given.containsKey("--help")) {
            return Mode.HELP;
        }
        if (given.containsKey("--draw")) {
            return Mode.DRAW;
        }
        return given.containsKey("--jmh") ? Mode.JMH : Mode.MEASURE;
    }

    private static double number(String name, String text) {
        double number;
        try {
            number = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is a number.", e);
        }
        if (!(number >= (name.equals("--delay") ? 0 : 1)) || number > 10_000) {
            throw new IllegalArgumentException(name + " is a number of 1 to 10000; --delay may be 0.");
        }
        return number;
    }

    private static List<String> scenarios(String text) {
        if (text == null) {
            return SCENARIOS;
        }
        List<String> asked = List.of(text.split(",", -1));
        if (!SCENARIOS.containsAll(asked)) {
            throw new IllegalArgumentException("--scenario takes some of " + String.join(",", SCENARIOS) + ".");
        }
        return SCENARIOS.stream().filter(asked::contains).toList();
    }
}
