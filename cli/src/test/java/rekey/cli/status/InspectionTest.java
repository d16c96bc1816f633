package rekey.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.cli.put.Kind;
import rekey.cli.status.ParameterState.Details;
import rekey.cli.status.ParameterState.Presence;
import rekey.credential.ApplicationName;
import software.amazon.awssdk.services.ssm.model.ParameterInlinePolicy;

/** What only AWS itself shows: states that the sandbox does not have. */
class InspectionTest {
    private static final String NAME = "/my-erp/lwa/clientsecret";
    private static final Instant NOW = Instant.parse("2026-11-25T00:00:00Z");

    @ParameterizedTest
    @CsvSource({"Pending, 0", "InProgress, 0", "Finished, 0", "Failed, 1"})
    void asksForAttentionWhenAPolicyFailedOnly(String status, int times) {
        Findings findings = withPolicies(List.of(new Policy("NoChangeNotification", "150 days", status)));

        assertThat(findings.attention())
                .filteredOn(each -> each.sentence().contains("Its policy NoChangeNotification failed"))
                .hasSize(times)
                .allMatch(each -> each.subject().equals(NAME));
    }

    @Test
    void readsThePoliciesOfAnyForm() {
        assertThat(policy("NoChangeNotification", "{\"Attributes\":{\"After\":\"36\",\"Unit\":\"Hours\"}}"))
                .isEqualTo(new Policy("NoChangeNotification", "36 hours", "Finished"));
        assertThat(policy("ExpirationNotification", "{\"Attributes\":{\"Before\":\"2\",\"Unit\":\"Days\"}}"))
                .isEqualTo(new Policy("ExpirationNotification", "2 days", "Finished"));
        assertThat(policy("Expiration", "{\"Attributes\":{\"Timestamp\":\"2099-01-02T00:00:00Z\"}}")
                        .when())
                .isEqualTo("2099-01-02T00:00:00Z");
        assertThat(policy("NoChangeNotification", "no JSON").when()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws-cn:kms:cn-north-1:123456789012:key/x, arn:aws-cn:sns:cn-north-1:123456789012:my-erp-notices",
        "arn:aws:ssm:eu-west-1:210987654321:parameter/my-erp/x, arn:aws:sns:eu-west-1:210987654321:my-erp-notices",
        "parameter/my-erp/x,"
    })
    void findsTheTopicInThePartitionRegionAndAccountOfSomethingElse(String arn, String topic) {
        assertThat(Subscribers.arnBeside(arn, "my-erp-notices")).isEqualTo(Optional.ofNullable(topic));
    }

    private static Policy policy(String type, String text) {
        return Policy.of(ParameterInlinePolicy.builder()
                .policyType(type)
                .policyText(text)
                .policyStatus("Finished")
                .build());
    }

    private static Findings withPolicies(List<Policy> policies) {
        var details = new Details(
                2, "SecureString", "Advanced", "alias/my-erp", Answer.of(true), policies, NOW, "arn:aws:ssm:x");
        var secret = new ParameterState(
                NAME,
                Optional.of(Kind.CLIENT_SECRET),
                "",
                Answer.of(Presence.SET),
                Optional.of(NOW),
                Optional.of(details));
        return new Findings(
                new ApplicationName("my-erp"),
                "us-east-1",
                NOW,
                "alias/my-erp",
                Answer.of(List.of(secret)),
                Answer.of(Optional.empty()),
                Answer.of(Optional.empty()),
                Answer.of(Optional.empty()));
    }
}
