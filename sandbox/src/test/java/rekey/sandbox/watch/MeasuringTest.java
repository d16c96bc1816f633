package rekey.sandbox.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.watch.WatchedApplication.measured;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import rekey.sandbox.lambda.Invoked;

/** What the watch measures, in CloudWatch's embedded metric format. */
class MeasuringTest {

    @Test
    void isOneLineWithANamespaceADimensionAndTheNumbers() {
        try (WatchedApplication watched = WatchedApplication.manual()) {
            watched.watch();
            watched.pass(Duration.ofDays(30));
            JsonNode line = measured(watched.run());

            JsonNode directive = line.path("_aws").path("CloudWatchMetrics").path(0);
            assertThat(line.path("_aws").path("Timestamp").asLong())
                    .isBetween(
                            watched.start.plus(Duration.ofDays(30)).toEpochMilli(),
                            watched.sandbox.clock().millis());
            assertThat(directive.path("Namespace").asText()).isEqualTo("Rekey");
            assertThat(directive.path("Dimensions").toString()).isEqualTo("[[\"Application\"]]");
            assertThat(directive.path("Metrics").findValuesAsText("Name"))
                    .containsExactly("Canary", "DaysLeft", "RotationPhase", "SellerDaysLeft");
            assertThat(line.path("Application").asText()).isEqualTo("my-erp");
            assertThat(line.path("Canary").asLong()).isEqualTo(1);
            assertThat(line.path("DaysLeft").asLong()).isEqualTo(149);
            assertThat(line.path("RotationPhase").asLong()).isEqualTo(1);
            assertThat(line.path("SellerDaysLeft").asLong()).isEqualTo(334);
        }
    }

    @Test
    void isNegativeOnceTheSecretHasEnded() {
        try (WatchedApplication watched = WatchedApplication.manual()) {
            watched.watch();
            watched.pass(Duration.ofDays(181));
            JsonNode line = measured(watched.run());

            assertThat(line.path("DaysLeft").asLong()).isEqualTo(-2);
            assertThat(line.path("Canary").asLong()).isZero();
            assertThat(line.path("RotationPhase").asLong()).isEqualTo(6);
        }
    }

    @Test
    void saysNothingOfWhatIsNotStoredYet() {
        try (WatchedApplication watched = WatchedApplication.deployed("auto")) {
            Invoked run = watched.run();

            assertThat(run.error()).isFalse();
            assertThat(measured(run).path("_aws").path("CloudWatchMetrics").findValuesAsText("Name"))
                    .containsExactly("RotationPhase");
            assertThat(measured(run).path("RotationPhase").asLong()).isZero();
        }
    }
}
