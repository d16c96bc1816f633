package rekey.bench.standin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** The stand-ins without TLS, in this process: for what is not about a network. Thread-safe. */
public final class PlainStandIns {
    private final Service ssm = new Service("ssm", listen(), new ParameterStore());
    private final Service lwa = new Service("lwa", listen(), new TokenEndpoint());

    public PlainStandIns() throws IOException {}

    /** The token function's environment variables. */
    public Map<String, String> variables() {
        return Map.of(
                "AWS_REGION",
                "us-east-1",
                "AWS_ENDPOINT_URL_SSM",
                "http://127.0.0.1:" + ssm.port(),
                "REKEY_APP",
                ParameterStore.APPLICATION,
                "REKEY_LWA_ENDPOINT",
                "http://127.0.0.1:" + lwa.port() + "/auth/o2/token");
    }

    StandInProcess.Calls calls() {
        return new StandInProcess.Calls(ssm.calls(), lwa.calls());
    }

    private static ServerSocket listen() throws IOException {
        return new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
    }
}
