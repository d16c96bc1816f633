package rekey.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final FakeContext context = new FakeContext(1_000);
    private final Metrics metrics = new Metrics(context.getLogger());

    @Test
    void writesOneLineOfTheEmbeddedMetricFormat() {
        metrics.write(
                Instant.parse("2026-11-23T15:04:05Z"), "my-erp", new TreeMap<>(Map.of("DaysLeft", -2L, "Canary", 1L)));

        assertThat(context.log())
                .containsExactly(
                        "{\"_aws\":{\"Timestamp\":1795446245000,\"CloudWatchMetrics\":[{\"Namespace\":\"Rekey\","
                                + "\"Dimensions\":[[\"Application\"]],"
                                + "\"Metrics\":[{\"Name\":\"Canary\"},{\"Name\":\"DaysLeft\"}]}]},"
                                + "\"Application\":\"my-erp\",\"Canary\":1,\"DaysLeft\":-2}\n");
    }

    @Test
    void writesNothingWhenThereIsNoNumber() {
        metrics.write(Instant.EPOCH, "my-erp", new TreeMap<>());

        assertThat(context.log()).isEmpty();
    }
}
