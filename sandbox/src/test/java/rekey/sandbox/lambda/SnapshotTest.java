package rekey.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import rekey.sandbox.Calls;
import rekey.sandbox.lwa.LwaStandIn;

/** What is in the token function's memory when Lambda takes a SnapStart snapshot of it, and what it does from there. */
class SnapshotTest extends InItsOwnJvm {
    /** The second dump shows that the first could have found something. */
    @Test
    void holdsNoCredentialAndNoTokenUntilTheFirstCall() throws Exception {
        prime(variables());
        HeapDump snapshot = HeapDump.of(function.processId(), directory.resolve("snapshot.hprof"));
        RuntimeApi.Outcome answer = function.invoke("{}", PATIENCE);
        HeapDump afterwards = HeapDump.of(function.processId(), directory.resolve("afterwards.hprof"));

        assertThat(answer.error()).as(answer.payload()).isFalse();
        List<String> secrets = new ArrayList<>(deployed.credentials());
        secrets.add(new ObjectMapper()
                .readTree(answer.payload())
                .get("access_token")
                .asText());
        assertThat(secrets).hasSize(4).allSatisfy(secret -> {
            assertThat(snapshot.holds(secret)).isFalse();
            assertThat(afterwards.holds(secret)).isTrue();
        });
    }

    /** Once each, as nobody: the made-up credentials are none of the application's. */
    @Test
    void asksParameterStoreAndLwaOnceBefore() throws Exception {
        prime(variables());

        assertThat(deployed.sandbox.calls().of(Calls.GET_PARAMETERS)).isEqualTo(1);
        assertThat(deployed.sandbox.calls().of(Calls.LWA)).isEqualTo(1);
        assertThat(deployed.sandbox.lwa().exchanges()).isEmpty();
        assertThat(function.output()).doesNotContain("priming.").doesNotContain("token.");
    }

    @Test
    void leavesNoConnectionOpen() throws Exception {
        prime(variables());
        int port = deployed.sandbox.endpoint().getPort();

        assertThat(OpenConnections.of(function.processId(), port)).isZero();
        function.invoke("{}", PATIENCE);
        assertThat(OpenConnections.of(function.processId(), port)).isPositive();
    }

    @Test
    void isTakenAlsoWhenNobodyAnswers() throws Exception {
        Map<String, String> variables = variables();
        variables.put("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
        variables.put("REKEY_LWA_ENDPOINT", "http://127.0.0.1:1" + LwaStandIn.PATH);

        prime(variables);

        assertThat(function.output())
                .contains("{\"level\":\"WARN\",\"event\":\"priming.unanswered\",\"by\":\"AWS\","
                        + "\"failure\":\"ConnectException\"}")
                .contains("{\"level\":\"WARN\",\"event\":\"priming.unanswered\",\"by\":\"LWA\","
                        + "\"failure\":\"ConnectException\"}")
                .doesNotContain("\tat ");
        assertThat(function.lives()).isTrue();
    }

    private void prime(Map<String, String> variables) throws IOException, InterruptedException {
        start("snap-start", variables);
        assertThat(function.isReadyForSnapshot(PATIENCE)).isTrue();
    }
}
