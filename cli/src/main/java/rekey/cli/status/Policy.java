package rekey.cli.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.services.ssm.model.ParameterInlinePolicy;

/**
 * One of a parameter's <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-policies.html">policies</a>.
 *
 * @param type {@code NoChangeNotification}, …
 * @param when {@code 150 days}; empty when it does not say
 * @param status {@code Pending}, {@code InProgress}, {@code Finished} or {@code Failed}
 */
record Policy(String type, String when, String status) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Policy of(ParameterInlinePolicy policy) {
        return new Policy(policy.policyType(), when(policy.policyText()), policy.policyStatus());
    }

    boolean reminds() {
        return type.equals("NoChangeNotification");
    }

    /** After how long without a change it reminds; nothing when it does not. */
    Optional<Duration> reminder() {
        String[] amount = when.split(" ", -1);
        if (!reminds() || amount.length != 2 || !amount[0].matches("[0-9]{1,6}")) {
            return Optional.empty();
        }
        long number = Long.parseLong(amount[0]);
        return Optional.of(amount[1].startsWith("hour") ? Duration.ofHours(number) : Duration.ofDays(number));
    }

    /** Such a policy deletes the parameter, with the credential in it. */
    boolean deletes() {
        return type.equals("Expiration");
    }

    boolean failed() {
        return status.equals("Failed");
    }

    private static String when(String text) {
        try {
            JsonNode attributes = JSON.readTree(text).path("Attributes");
            String amount =
                    attributes.path("After").asText(attributes.path("Before").asText());
            return amount.isEmpty()
                    ? attributes.path("Timestamp").asText()
                    : "%s %s".formatted(amount, attributes.path("Unit").asText().toLowerCase(Locale.ROOT));
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
