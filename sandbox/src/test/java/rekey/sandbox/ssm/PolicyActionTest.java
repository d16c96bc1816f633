package rekey.sandbox.ssm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import rekey.sandbox.Effort;
import rekey.sandbox.aws.AwsEvent;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterInlinePolicy;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** What policies do when their time comes. */
class PolicyActionTest {
    private static final String NAME = "/my-erp/lwa/clientsecret";
    private static final Duration TICK = Duration.ofMinutes(1);

    @AutoClose
    private final SsmWithEvents aws = new SsmWithEvents();

    @Test
    void noChangeIsToldAsAwsPublishesIt() throws Exception {
        Instant before = aws.clock.instant();
        put("first", noChange(150, "Days"));
        Instant after = aws.clock.instant();

        aws.clock.advance(Duration.ofDays(150));

        AwsEvent event = aws.policyActions().get(0);
        assertThat(event.source()).isEqualTo("aws.ssm");
        assertThat(event.region()).isEqualTo("us-east-1");
        assertThat(event.resources())
                .containsExactly("arn:aws:ssm:us-east-1:123456789012:parameter/my-erp/lwa/clientsecret");
        String reason = event.detail().path("action-reason").textValue();
        assertThat(new ObjectMapper().readTree(event.detail().toString()))
                .isEqualTo(new ObjectMapper()
                        .createObjectNode()
                        .put("policy-type", "NoChangeNotification")
                        .put("parameter-name", NAME)
                        .put("parameter-type", "SecureString")
                        .put("policy-content", noChange(150, "Days"))
                        .put("action-status", "Success")
                        .put("action-reason", reason));
        assertThat(reason)
                .startsWith("The parameter has not been changed for 150 days. This notification was generated based on"
                        + " the policy created at ")
                .endsWith("Z.");
        assertThat(Instant.parse(reason.substring(reason.lastIndexOf(' ') + 1, reason.length() - 1)))
                .isBetween(before.truncatedTo(ChronoUnit.MICROS), after);
    }

    @Test
    void actsAtItsTimeAndNotBeforeAndOnlyOnce() {
        put("first", noChange(150, "Days"));

        aws.clock.advance(Duration.ofDays(150).minus(TICK));
        assertThat(aws.policyActions()).isEmpty();
        aws.clock.advance(TICK);
        assertThat(aws.policyActions()).hasSize(1);
        aws.clock.advance(Duration.ofDays(1_000));
        assertThat(aws.policyActions()).hasSize(1);
    }

    @Test
    void eachOfSeveralActsInItsOrder() {
        put("first", noChange(173, "Days"), noChange(150, "Days"), noChange(150, "Days"), noChange(2, "Hours"));

        aws.clock.advance(Duration.ofDays(180));

        assertThat(aws.policyActions())
                .extracting(
                        event -> event.detail().path("action-reason").asText().split("\\.", 2)[0])
                .containsExactly(
                        "The parameter has not been changed for 2 hours",
                        "The parameter has not been changed for 150 days",
                        "The parameter has not been changed for 150 days",
                        "The parameter has not been changed for 173 days");
    }

    @Test
    void saysOneHourAndOneDayInTheSingular() {
        put("first", noChange(1, "Hours"), noChange(1, "Days"));

        aws.clock.advance(Duration.ofDays(1));

        assertThat(reasons().get(0)).startsWith("The parameter has not been changed for 1 hour.");
        assertThat(reasons().get(1)).startsWith("The parameter has not been changed for 1 day.");
    }

    @Test
    void anyPutArmsAgainFromItsOwnTime() {
        put("first", noChange(150, "Days"));
        aws.clock.advance(Duration.ofDays(100));
        putKeepingPolicies("first", "only a description");

        aws.clock.advance(Duration.ofDays(149));
        assertThat(aws.policyActions()).isEmpty();
        aws.clock.advance(Duration.ofDays(1));
        assertThat(aws.policyActions()).hasSize(1);
        put("first", noChange(150, "Days"));
        aws.clock.advance(Duration.ofDays(150));
        assertThat(aws.policyActions()).hasSize(2);
    }

    @Test
    void aKeptPolicySaysWhenItWasFirstSent() {
        put("first", noChange(150, "Days"));
        Instant sent = aws.clock.instant();
        aws.clock.advance(Duration.ofDays(100));
        putKeepingPolicies("second", null);

        aws.clock.advance(Duration.ofDays(150));

        assertThat(reasons()).hasSize(1).first().satisfies(reason -> {
            String created = reason.substring(reason.lastIndexOf(' ') + 1, reason.length() - 1);
            assertThat(Instant.parse(created)).isBefore(sent);
        });
    }

    @Test
    void clearedPoliciesAndDeletedParametersAreDisarmed() {
        put("first", noChange(150, "Days"));
        put("first");
        aws.clock.advance(Duration.ofDays(200));
        assertThat(aws.policyActions()).isEmpty();

        put("second", noChange(150, "Days"));
        aws.ssm.deleteParameter(request -> request.name(NAME));
        aws.clock.advance(Duration.ofDays(200));
        assertThat(aws.policyActions()).isEmpty();
    }

    @Test
    void aNewParameterOfADeletedOnesNameHasItsOwnTime() {
        put("first", noChange(150, "Days"));
        aws.clock.advance(Duration.ofDays(100));
        aws.ssm.deleteParameter(request -> request.name(NAME));
        put("second", noChange(150, "Days"));

        aws.clock.advance(Duration.ofDays(50));
        assertThat(aws.policyActions()).isEmpty();
        aws.clock.advance(Duration.ofDays(100));
        assertThat(aws.policyActions()).hasSize(1);
    }

    @Test
    void showsPerVersionWhatHasActed() {
        put("first", noChange(150, "Days"), noChange(165, "Days"));
        assertThat(described()).containsExactly("Pending", "Pending");
        aws.clock.advance(Duration.ofDays(150));
        assertThat(described()).containsExactly("Finished", "Pending");
        aws.ssm.labelParameterVersion(request -> request.name(NAME).labels("current"));
        assertThat(described()).containsExactly("Finished", "Pending");
        putKeepingPolicies("second", null);

        assertThat(described()).containsExactly("Pending", "Pending");
        assertThat(aws.ssm.getParameterHistory(request -> request.name(NAME)).parameters())
                .extracting(ParameterHistory::policies)
                .extracting(PolicyActionTest::statuses)
                .containsExactly(List.of("Finished", "Pending"), List.of("Pending", "Pending"));
    }

    @Test
    void anExpirationDeletesTheParameterAfterItsNotification() {
        Instant end = aws.clock.instant().plus(Duration.ofDays(30)).truncatedTo(ChronoUnit.MILLIS);
        put("first", expiration(end), notice(2, "Days"));

        aws.clock.advance(Duration.ofDays(28));
        assertThat(types()).containsExactly("ExpirationNotification");
        assertThat(reasons().get(0)).startsWith("The parameter expires in 2 days, at " + end + ".");
        assertThat(described()).containsExactly("Pending", "Finished");
        aws.clock.advance(Duration.ofDays(2));

        assertThat(types()).containsExactly("ExpirationNotification", "Expiration");
        assertThat(reasons().get(1)).startsWith("The parameter expired at " + end + " and has been deleted.");
        assertThat(aws.changes())
                .extracting(event -> event.detail().path("operation").asText())
                .containsExactly("Create", "Delete");
        assertThat(aws.ssm.describeParameters().parameters()).isEmpty();
    }

    @Test
    void aPutOfTheValueDoesNotMoveTheExpiration() {
        put("first", expiration(aws.clock.instant().plus(Duration.ofDays(30))), notice(2, "Days"));
        aws.clock.advance(Duration.ofDays(29));
        putKeepingPolicies("second", null);
        aws.clock.advance(Duration.ZERO);
        assertThat(types()).as("armed again").containsExactly("ExpirationNotification", "ExpirationNotification");

        aws.clock.advance(Duration.ofDays(1));

        assertThat(aws.ssm.describeParameters().parameters()).isEmpty();
    }

    @Test
    void whatIsLongOverHappensAtOnce() {
        put("first", expiration(Instant.parse("2020-01-01T00:00:00Z")), notice(2, "Days"));

        aws.clock.advance(Duration.ZERO);

        assertThat(types()).containsExactly("ExpirationNotification", "Expiration");
        assertThat(aws.ssm.describeParameters().parameters()).isEmpty();
    }

    @Test
    void whatIsCenturiesAheadWaits() {
        put("first", expiration(Instant.parse("9999-12-31T23:59:59Z")), noChange(999_999_999, "Days"));

        aws.clock.advance(Duration.ofDays(150));

        assertThat(described()).containsExactly("Pending", "Pending");
    }

    @Test
    void aNotificationOfNoExpirationNeverComes() {
        put("first", notice(2, "Days"));

        aws.clock.advance(Duration.ofDays(10_000));

        assertThat(aws.policyActions()).isEmpty();
        assertThat(described()).containsExactly("Pending");
    }

    @Test
    void thousandsOfPoliciesPassInATime() {
        for (int i = 0; i < 200; i++) {
            String name = "/p/" + i;
            aws.ssm.putParameter(request -> request.name(name)
                    .value("v")
                    .type(ParameterType.STRING)
                    .tier(ParameterTier.ADVANCED)
                    .policies(array(Stream.iterate(1, n -> n + 1)
                            .limit(10)
                            .map(n -> noChange(n, "Days"))
                            .toArray(String[]::new))));
        }

        assertThat(Effort.of(() -> aws.clock.advance(Duration.ofDays(150)))).isLessThan(Duration.ofSeconds(1));

        assertThat(aws.policyActions()).hasSize(2_000);
    }

    private void put(String value, String... policies) {
        aws.ssm.putParameter(request -> request.name(NAME)
                .value(value)
                .type(ParameterType.SECURE_STRING)
                .tier(ParameterTier.ADVANCED)
                .policies(array(policies))
                .overwrite(true));
    }

    private void putKeepingPolicies(String value, String description) {
        aws.ssm.putParameter(request -> request.name(NAME)
                .value(value)
                .description(description)
                .tier(ParameterTier.ADVANCED)
                .overwrite(true));
    }

    private List<String> described() {
        return statuses(aws.ssm.describeParameters().parameters().get(0).policies());
    }

    private static List<String> statuses(List<ParameterInlinePolicy> policies) {
        return policies.stream().map(ParameterInlinePolicy::policyStatus).toList();
    }

    private List<String> types() {
        return aws.policyActions().stream()
                .map(event -> event.detail().path("policy-type").asText())
                .toList();
    }

    private List<String> reasons() {
        return aws.policyActions().stream()
                .map(event -> event.detail().path("action-reason").asText())
                .toList();
    }

    private static String array(String... policies) {
        return policies.length == 0 ? "[{}]" : Stream.of(policies).collect(Collectors.joining(",", "[", "]"));
    }

    private static String noChange(int after, String unit) {
        return policy("NoChangeNotification", "{\"After\":\"%d\",\"Unit\":\"%s\"}".formatted(after, unit));
    }

    private static String notice(int before, String unit) {
        return policy("ExpirationNotification", "{\"Before\":\"%d\",\"Unit\":\"%s\"}".formatted(before, unit));
    }

    private static String expiration(Instant time) {
        return policy("Expiration", "{\"Timestamp\":\"%s\"}".formatted(time));
    }

    private static String policy(String type, String attributes) {
        return "{\"Type\":\"%s\",\"Version\":\"1.0\",\"Attributes\":%s}".formatted(type, attributes);
    }
}
