package rekey.sandbox.contract.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import rekey.sandbox.Sandbox;

/** The sandbox refuses what AWS's models forbid: what works here must not fail for its shape there. */
class RequestsFitTheModelTest {
    @Test
    void whatBotocoreForbidsIsRefused() throws Exception {
        Optional<BotocoreModel> botocore = BotocoreModel.find();
        assumeTrue(botocore.isPresent(), "python3 with botocore is not installed");
        assertRefused(botocore.get());
    }

    @Test
    void whatTheJavaSdkForbidsIsRefused() throws Exception {
        assertRefused(SdkModel.INSTANCE);
    }

    private static void assertRefused(Model model) throws Exception {
        SpoiltRequests spoilt = new SpoiltRequests(model);
        Map<String, String> failures = new TreeMap<>();
        try (Sandbox sandbox = Sandbox.start(0);
                Tour tour = new Tour(sandbox.endpoint(), spoilt, sandbox.deployTokenFunction("my-erp"))) {
            Set<String> operations = Operations.of(sandbox.endpoint());
            tour.stops().forEach((operation, stop) -> {
                if (operations.contains(operation)) {
                    try {
                        stop.run();
                    } catch (RuntimeException | AssertionError e) {
                        // Where a request was answered that should not be, the right one may fail after it.
                        failures.put(operation, e.toString());
                    }
                }
            });
        }
        assertThat(spoilt.sent()).isGreaterThan(200);
        assertThat(new TreeSet<>(spoilt.answered())).isEmpty();
        assertThat(failures).isEmpty();
    }
}
