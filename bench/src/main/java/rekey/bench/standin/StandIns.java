package rekey.bench.standin;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * Parameter Store and LWA in a process of their own, so that no pause of the benchmark is one of theirs. Told what to do
 * by lines on its input, each answered by one line; ends when the input does. Not thread-safe.
 *
 * <p>Arguments: the JDK's {@code cacerts}, the trust store to make of it; where Python asks too, its authorities and
 * the bundle to make of those. The first line that it prints is the two services' ports.
 */
final class StandIns {
    private final Service ssm;
    private final Service lwa;

    private StandIns(Authority authority) throws IOException {
        ssm = new Service("ssm", authority.listen(), new ParameterStore());
        lwa = new Service("lwa", authority.listen(), new TokenEndpoint());
    }

    public static void main(String[] files) throws IOException, GeneralSecurityException {
        Authority authority = new Authority();
        authority.trustStore(Path.of(files[0]), Path.of(files[1]));
        if (files.length > 2) {
            authority.bundle(Path.of(files[2]), Path.of(files[3]));
        }
        StandIns standIns = new StandIns(authority);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println(standIns.ssm.port() + " " + standIns.lwa.port());
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            System.out.println(standIns.obey(line.split(" ", -1)));
        }
    }

    private String obey(String[] order) throws IOException {
        switch (order[0]) {
            case "latency" -> {
                ssm.latency(Double.parseDouble(order[1]));
                lwa.latency(Double.parseDouble(order[2]));
                return "ok";
            }
            case "drop" -> {
                ssm.drop();
                lwa.drop();
                return "ok";
            }
            case "calls" -> {
                return ssm.calls() + " " + lwa.calls();
            }
            default -> throw new IOException("Cannot obey " + order[0]);
        }
    }
}
