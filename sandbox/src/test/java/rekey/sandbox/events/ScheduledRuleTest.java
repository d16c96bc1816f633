package rekey.sandbox.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ScheduledRuleTest {
    private static final String TARGETS = "[{\"Id\":\"1\",\"Arn\":\"%s\"}]".formatted(Doorstep.QUEUE);

    private final Doorstep doorstep = new Doorstep();

    @Test
    void firesOnTheSandboxsClock() throws Exception {
        String arn = put("daily", "cron(0 9 * * ? *)", "ENABLED");
        long began = System.nanoTime();
        doorstep.clock.advance(Duration.ofDays(150));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
        assertThat(doorstep.messages()).hasSize(150);
        JsonNode event = Doorstep.json(doorstep.messages().get(149));
        assertThat(event.get("time").asText()).isEqualTo("2027-04-21T09:00:00Z");
        assertThat(event.get("source").asText()).isEqualTo("aws.events");
        assertThat(event.get("detail-type").asText()).isEqualTo("Scheduled Event");
        assertThat(event.get("resources").toString()).isEqualTo("[\"" + arn + "\"]");
        assertThat(event.get("detail").toString()).isEqualTo("{}");
    }

    @Test
    void aRateFiresForTheFirstTimeWhenItHasPassed() {
        put("hourly", "rate(1 hour)", "ENABLED");
        doorstep.clock.advance(Duration.ofMinutes(59));
        assertThat(doorstep.messages()).isEmpty();
        doorstep.clock.advance(Duration.ofMinutes(2));
        assertThat(doorstep.messages()).hasSize(1);
        doorstep.clock.advance(Duration.ofHours(2));
        assertThat(doorstep.messages()).hasSize(3);
    }

    @Test
    void firesNoMoreOnceItIsDisabledOrDeleted() {
        put("a", "rate(1 hour)", "ENABLED");
        put("b", "rate(1 hour)", "DISABLED");
        doorstep.clock.advance(Duration.ofMinutes(61));
        assertThat(doorstep.messages()).hasSize(1);

        doorstep.events.enable(Doorstep.REGION, "a", false);
        doorstep.clock.advance(Duration.ofHours(3));
        assertThat(doorstep.messages()).hasSize(1);

        doorstep.events.enable(Doorstep.REGION, "a", true);
        doorstep.events.enable(Doorstep.REGION, "a", true);
        doorstep.clock.advance(Duration.ofMinutes(61));
        assertThat(doorstep.messages()).as("twice enabled is not twice fired").hasSize(2);

        doorstep.events.deleteRule(Doorstep.REGION, "a");
        doorstep.clock.advance(Duration.ofHours(3));
        assertThat(doorstep.messages()).hasSize(2);
    }

    @Test
    void anotherScheduleTakesThePlaceOfTheFirst() {
        put("a", "rate(1 hour)", "ENABLED");
        put("a", "cron(0 12 * * ? *)", "ENABLED");
        doorstep.clock.advance(Duration.ofDays(1));

        assertThat(doorstep.delivered)
                .singleElement()
                .satisfies(one -> assertThat(one.time())
                        .isBetween(Instant.parse("2026-11-23T12:00:00Z"), Instant.parse("2026-11-23T12:00:10Z")));
    }

    @Test
    void otherRulesDoNotSeeItsEvents() {
        doorstep.events.putRule(
                Doorstep.REGION, "all", Doorstep.json("{\"EventPattern\":{\"source\":[\"aws.events\"]}}"));
        doorstep.events.putTargets(Doorstep.REGION, "all", Doorstep.json(TARGETS.replace("work", "other")));
        put("hourly", "rate(1 hour)", "ENABLED");
        doorstep.clock.advance(Duration.ofMinutes(61));

        assertThat(doorstep.delivered).hasSize(1);
    }

    private String put(String name, String expression, String state) {
        String arn = doorstep.events.putRule(
                Doorstep.REGION,
                name,
                Doorstep.json("{\"ScheduleExpression\":\"%s\",\"State\":\"%s\"}".formatted(expression, state)));
        doorstep.events.putTargets(Doorstep.REGION, name, Doorstep.json(TARGETS));
        return arn;
    }
}
