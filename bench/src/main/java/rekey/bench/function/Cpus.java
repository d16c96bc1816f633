package rekey.bench.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Who runs where: functions have the last CPU for themselves, the benchmark and the stand-ins have the others. Needs
 * {@code taskset}, so Linux, and two CPUs; without, everything shares them all.
 *
 * @param function the CPU of functions, −1 when it cannot be set
 */
public record Cpus(List<Integer> all, int function) {
    private static final Path STATUS = Path.of("/proc/self/status");

    public static Cpus split() throws IOException, InterruptedException {
        List<Integer> all = allowed();
        if (all.size() < 2 || !hasTaskset()) {
            return new Cpus(all, -1);
        }
        int last = all.get(all.size() - 1);
        List<Integer> others = all.subList(0, all.size() - 1);
        String self = Long.toString(ProcessHandle.current().pid());
        int status = new ProcessBuilder("taskset", "-acp", list(others), self)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return new Cpus(all, status == 0 ? last : -1);
    }

    public boolean areSplit() {
        return function >= 0;
    }

    /** What to put before a command that gets one CPU of its own. */
    List<String> one() {
        return areSplit() ? List.of("taskset", "-c", Integer.toString(function)) : List.of();
    }

    /** What to put before a command that gets one more, which the benchmark and the stand-ins may be using too. */
    List<String> two() {
        return areSplit() ? List.of("taskset", "-c", list(all.subList(all.size() - 2, all.size()))) : List.of();
    }

    /** @param text as {@code /proc/self/status} has it, such as {@code 0-1,3} */
    static List<Integer> parse(String text) {
        List<Integer> cpus = new ArrayList<>();
        for (String range : text.strip().split(",", -1)) {
            String[] ends = range.split("-", -1);
            for (int cpu = Integer.parseInt(ends[0]); cpu <= Integer.parseInt(ends[ends.length - 1]); cpu++) {
                cpus.add(cpu);
            }
        }
        return List.copyOf(cpus);
    }

    private static List<Integer> allowed() throws IOException {
        if (!Files.exists(STATUS)) {
            return List.of();
        }
        try (var lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith("Cpus_allowed_list:"))
                    .findFirst()
                    .map(line -> parse(line.substring(line.indexOf(':') + 1)))
                    .orElse(List.of());
        }
    }

    private static boolean hasTaskset() throws InterruptedException {
        try {
            return new ProcessBuilder("taskset", "--version")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static String list(List<Integer> cpus) {
        return cpus.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
}
