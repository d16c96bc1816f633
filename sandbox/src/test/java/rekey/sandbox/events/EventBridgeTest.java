package rekey.sandbox.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsEvent;
import rekey.sandbox.aws.AwsJson;

/** Which rules an event meets, for those who use the bus in this process. */
class EventBridgeTest {
    private static final String TARGET = "{\"Id\":\"1\",\"Arn\":\"%s\"}".formatted(Doorstep.QUEUE);
    private static final String OTHER = "{\"Id\":\"2\",\"Arn\":\"%s\"}".formatted(Doorstep.TOPIC);

    private final Doorstep doorstep = new Doorstep();

    @Test
    void everyTargetOfEveryRuleThatMatchesGetsTheEvent() {
        doorstep.rule("r", TARGET + "," + OTHER);
        doorstep.rule("s", TARGET);
        doorstep.happens("{}");

        assertThat(doorstep.at(Doorstep.QUEUE)).hasSize(2);
        assertThat(doorstep.at(Doorstep.TOPIC)).hasSize(1);
    }

    @Test
    void aDisabledRuleMatchesNothing() {
        doorstep.rule("r", TARGET);
        doorstep.events.enable(Doorstep.REGION, "r", false);
        doorstep.happens("{}");
        assertThat(doorstep.messages()).isEmpty();

        doorstep.events.enable(Doorstep.REGION, "r", true);
        doorstep.happens("{}");
        assertThat(doorstep.messages()).hasSize(1);
    }

    @Test
    void anEventStaysInItsRegion() {
        doorstep.rule("r", TARGET);
        doorstep.events.put(new AwsEvent("test", "Something", "eu-west-1", List.of(), AwsJson.object()));

        assertThat(doorstep.messages()).isEmpty();
    }

    @Test
    void targetsWithinTheRuleReplaceThoseThatItHad() {
        doorstep.rule("r", TARGET);
        doorstep.events.putRule(
                Doorstep.REGION,
                "r",
                Doorstep.json("{\"EventPattern\":{\"source\":[\"test\"]},\"Targets\":[" + OTHER + "]}"));
        doorstep.happens("{}");

        assertThat(doorstep.at(Doorstep.TOPIC)).hasSize(1);
        assertThat(doorstep.at(Doorstep.QUEUE)).isEmpty();
    }

    @Test
    void aDeletedRuleIsGoneWithItsTargetsButWhatItBeganIsTriedAgain() {
        doorstep.rule("r", TARGET);
        doorstep.refuse(Doorstep.QUEUE, new AwsError(503, "ServiceUnavailable", "later"));
        doorstep.happens("{\"a\":1}");
        doorstep.events.deleteRule(Doorstep.REGION, "r");
        doorstep.events.deleteRule(Doorstep.REGION, "r");
        doorstep.refuse(Doorstep.QUEUE, null);
        doorstep.happens("{\"a\":2}");
        doorstep.clock.advance(Duration.ofMinutes(1));

        assertThat(doorstep.messages()).singleElement().asString().contains("{\"a\":1}");
    }

    @Test
    void targetsNeedARuleAndARuleAName() {
        assertThatExceptionOfType(AwsError.class)
                .isThrownBy(() -> doorstep.events.putTargets(Doorstep.REGION, "r", Doorstep.json("[" + TARGET + "]")))
                .matches(error -> error.type().equals("ResourceNotFoundException"));
        assertThatExceptionOfType(AwsError.class).isThrownBy(() -> doorstep.rule("x".repeat(65), TARGET));
    }
}
