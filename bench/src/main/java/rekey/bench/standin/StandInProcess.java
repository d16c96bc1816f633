package rekey.bench.standin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The stand-ins as the benchmark sees them. Not thread-safe, but for {@link #drop}. */
public final class StandInProcess implements AutoCloseable {
    public static final String APPLICATION = ParameterStore.APPLICATION;

    /** Calls answered since the stand-ins were started. */
    public record Calls(long ssm, long lwa) {
        public long sum() {
            return ssm + lwa;
        }
    }

    private final Process process;
    private final PrintStream orders;
    private final BufferedReader answers;
    private final String ssm;
    private final String lwa;
    private final Path directory;

    private StandInProcess(Process process, Path directory) throws IOException {
        this.process = process;
        this.directory = directory;
        orders = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String[] ports = answer().split(" ", -1);
        ssm = "https://127.0.0.1:" + ports[0];
        lwa = "https://127.0.0.1:" + ports[1] + "/auth/o2/token";
    }

    /**
     * @param cacerts the authorities of the JDK that the functions run on
     * @param certifi the authorities of the Python that the reference runs on
     * @param directory where the functions find whom to trust
     */
    public static StandInProcess start(Path cacerts, Path certifi, Path directory) throws IOException {
        return start(directory, List.of(cacerts, trustStore(directory), certifi, bundle(directory)));
    }

    /** The same where no Python asks. */
    public static StandInProcess start(Path cacerts, Path directory) throws IOException {
        return start(directory, List.of(cacerts, trustStore(directory)));
    }

    private static StandInProcess start(Path directory, List<Path> files) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                // With both compilers: the first alone makes an RSA signature take ten times as long.
                "-Xmn64m",
                "-cp",
                System.getProperty("java.class.path"),
                StandIns.class.getName()));
        files.forEach(file -> command.add(file.toString()));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new StandInProcess(process, directory);
    }

    public String ssm() {
        return ssm;
    }

    public String lwa() {
        return lwa;
    }

    /** For Java: a PKCS12 file without a password. */
    public Path trustStore() {
        return trustStore(directory);
    }

    /** For Python: PEM. */
    public Path bundle() {
        return bundle(directory);
    }

    /** From now on each answer of Parameter Store and of LWA takes that much longer. */
    public void latency(double ssmMillis, double lwaMillis) throws IOException {
        order("latency %s %s".formatted(ssmMillis, lwaMillis));
    }

    /** Ends all connections to both. */
    public void drop() throws IOException {
        order("drop");
    }

    public Calls calls() throws IOException {
        String[] calls = order("calls").split(" ", -1);
        return new Calls(Long.parseLong(calls[0]), Long.parseLong(calls[1]));
    }

    @Override
    public void close() {
        orders.close();
        process.destroy();
    }

    private static Path trustStore(Path directory) {
        return directory.resolve("trust.p12");
    }

    private static Path bundle(Path directory) {
        return directory.resolve("trust.pem");
    }

    private synchronized String order(String line) throws IOException {
        orders.println(line);
        return answer();
    }

    private String answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("The stand-ins ended by themselves; what they said is above.");
        }
        return line;
    }
}
