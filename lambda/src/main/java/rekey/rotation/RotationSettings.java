package rekey.rotation;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import rekey.credential.ApplicationName;
import rekey.credential.Sellers;
import rekey.function.Variables;
import rekey.ledger.KnownSecret;
import rekey.lwa.LwaEndpoint;
import rekey.spapi.SpApiEndpoint;

/**
 * The environment variables of the rotation and the watch function, read once.
 *
 * @param application {@code REKEY_APP}: the application's name; required
 * @param lwaEndpoint {@code REKEY_LWA_ENDPOINT}: default {@value LwaEndpoint#DEFAULT}
 * @param spApi {@code REKEY_SPAPI_ENDPOINT}: {@code na}, {@code eu} or {@code fe}, or an address on loopback; default
 *     {@code na}
 * @param keyArn {@code REKEY_KEY_ARN}: the KMS key that the secrets are encrypted under; required
 * @param topicArn {@code REKEY_TOPIC_ARN}: where people are told; required
 * @param automatic {@code REKEY_ROTATION}: {@code auto} or {@code manual}; default {@code auto}. Whether Amazon is asked for
 *     a new secret by itself once the application is enrolled; one that comes is taken in either way
 * @param before {@code REKEY_ROTATE_DAYS_BEFORE}: how many days before its end, 8 to 170, a secret is due to be rotated;
 *     default 40
 * @param sellers {@code REKEY_SELLERS}: the sellers besides the default one whose authorizations are watched; default
 *     {@code none}
 */
public record RotationSettings(
        ApplicationName application,
        LwaEndpoint lwaEndpoint,
        SpApiEndpoint spApi,
        String keyArn,
        String topicArn,
        boolean automatic,
        Duration before,
        Sellers sellers) {
    public static final int DAYS_BEFORE = 40;
    public static final int FEWEST_DAYS_BEFORE = (int) KnownSecret.OVERLAP.toDays() + 1;
    public static final int MOST_DAYS_BEFORE = 170;

    /** @throws rekey.failure.Misconfigured with all that is wrong */
    public static RotationSettings from(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        var application = variables.required("REKEY_APP", ApplicationName::new);
        var lwa = variables.optional("REKEY_LWA_ENDPOINT", LwaEndpoint.DEFAULT, LwaEndpoint::parse);
        var spApi = variables.optional("REKEY_SPAPI_ENDPOINT", "na", SpApiEndpoint::parse);
        var key = variables.required("REKEY_KEY_ARN", Function.identity());
        var topic = variables.required("REKEY_TOPIC_ARN", Function.identity());
        var automatic = variables.optional("REKEY_ROTATION", "auto", RotationSettings::automatic);
        var before = variables.optional(
                "REKEY_ROTATE_DAYS_BEFORE", String.valueOf(DAYS_BEFORE), RotationSettings::daysBefore);
        var sellers = variables.optional("REKEY_SELLERS", "none", Sellers::parse);
        variables.check();
        return new RotationSettings(application, lwa, spApi, key, topic, automatic, before, sellers);
    }

    private static boolean automatic(String text) {
        return switch (text) {
            case "auto" -> true;
            case "manual" -> false;
            default -> throw new IllegalArgumentException("It is auto or manual.");
        };
    }

    private static Duration daysBefore(String text) {
        int days;
        try {
            days = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("It is a whole number of days.", e);
        }
        if (days < FEWEST_DAYS_BEFORE || days > MOST_DAYS_BEFORE) {
            throw new IllegalArgumentException("A secret is rotated %d to %d days before its end."
                    .formatted(FEWEST_DAYS_BEFORE, MOST_DAYS_BEFORE));
        }
        return Duration.ofDays(days);
    }
}
