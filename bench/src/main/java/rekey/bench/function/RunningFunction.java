package rekey.bench.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A function's process, connected to a Runtime API of its own. Not thread-safe. */
public final class RunningFunction implements AutoCloseable {
    /** When things happened to it, in milliseconds since its process was started. */
    public record Start(double ready, double firstAnswer, double firstCall) {}

    /** How long the calls of a batch took. */
    public record Batch(List<Double> millis, double seconds) {}

    /** Linux counts CPU time in hundredths of a second towards programs, on every machine that Java runs on. */
    private static final double MILLIS_PER_TICK = 10;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Function function;
    private final RuntimeApi api;
    private final Process process;
    private final long started;
    private final Path output;

    private RunningFunction(Function function, RuntimeApi api, Process process, long started, Path output) {
        this.function = function;
        this.api = api;
        this.process = process;
        this.started = started;
        this.output = output;
    }

    /**
     * Starts it, and has its first call wait for it.
     *
     * @param before what the command is given to: {@link Cpus}
     * @param quota what holds its CPU from its first call on
     * @param beforeRestore what happens between SnapStart's snapshot and its restore
     */
    static RunningFunction start(
            Function function, List<String> before, CpuQuota quota, RuntimeApi.Step beforeRestore, String firstCall)
            throws IOException {
        RuntimeApi api = new RuntimeApi(quota::hold, beforeRestore);
        api.send(List.of(firstCall.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        Path output = Files.createTempFile("rekey-bench-", ".log");
        List<String> command = new ArrayList<>(quota.entering());
        command.addAll(before);
        command.addAll(function.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(function.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(function.variables());
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
        long started = System.nanoTime();
        Process process = builder.start();
        CompletableFuture<Void> unused =
                process.onExit().thenAccept(ended -> api.fail("it ended with status " + ended.exitValue()));
        return new RunningFunction(function, api, process, started, output);
    }

    /** Waits for the first answer. */
    public Start firstAnswer(String expected) throws IOException, InterruptedException {
        RuntimeApi.Answer answer = answers(expected).get(0);
        return new Start((api.readyAt() - started) / 1e6, (answer.answered() - started) / 1e6, answer.millis());
    }

    /** Milliseconds from the restore to the first answer. */
    public double fromRestore(String expected) throws IOException, InterruptedException {
        RuntimeApi.Answer answer = answers(expected).get(0);
        if (api.restoredAt() == 0) {
            throw new IOException("The function never asked to be restored.");
        }
        return (answer.answered() - api.restoredAt()) / 1e6;
    }

    /** One call after the other, each as soon as the one before is answered. */
    public Batch call(List<byte[]> payloads, String expected) throws IOException, InterruptedException {
        api.send(payloads);
        List<RuntimeApi.Answer> answers = answers(expected);
        return new Batch(
                answers.stream().map(RuntimeApi.Answer::millis).toList(),
                (answers.get(answers.size() - 1).answered() - answers.get(0).sent()) / 1e9);
    }

    /** The most memory that it ever had, in megabytes of a million bytes; NaN where there is no {@code /proc}. */
    public double peakMegabytes() throws IOException {
        Path status = Path.of("/proc/%d/status".formatted(process.pid()));
        if (!Files.exists(status)) {
            return Double.NaN;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / 1e6)
                    .findFirst()
                    .orElse(Double.NaN);
        }
    }

    /**
     * CPU time that all its threads took so far, in milliseconds, to ten of them; unlike the time that passed, it hardly
     * depends on what else the machine does. NaN where there is no {@code /proc}.
     */
    public double cpuMillis() throws IOException {
        Path stat = Path.of("/proc/%d/stat".formatted(process.pid()));
        if (!Files.exists(stat)) {
            return Double.NaN;
        }
        String text = Files.readString(stat);
        // The second field is the program's name in parentheses, which may hold anything.
        String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MILLIS_PER_TICK;
    }

    /** Ends it as a terminal would, and waits: an archive of classes is written then. */
    public void end() throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw failed("does not end", null);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        // Until it is gone it would take CPU time from the next one.
        process.onExit().join();
        api.close();
        Files.deleteIfExists(output);
    }

    private List<RuntimeApi.Answer> answers(String expected) throws IOException, InterruptedException {
        try {
            List<RuntimeApi.Answer> answers = api.answers(PATIENCE);
            if (!answers.get(0).body().contains(expected)) {
                throw new IOException("The answer does not hold " + expected);
            }
            return answers;
        } catch (IOException e) {
            throw failed("cannot be measured", e);
        }
    }

    private IOException failed(String what, IOException cause) throws IOException {
        return new IOException(
                "%s %s: %s%n%s".formatted(function.name(), what, cause == null ? "" : cause.getMessage(), tail()),
                cause);
    }

    private String tail() throws IOException {
        List<String> lines = Files.readAllLines(output);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }
}
