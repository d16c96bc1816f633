package rekey.cli.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * What one of the application's functions threw. Their own failures hold no credential.
 *
 * @param type the exception's name, {@code rekey.failure.NotEnrolled}; {@code Failed} when it is none
 * @param message in one line of at most 1,000 characters
 */
public record FunctionError(String type, String message) {
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9_.$]{1,200}");
    private static final int LONGEST_MESSAGE = 1_000;

    public static FunctionError of(JsonNode payload) {
        String type = payload.path("errorType").asText();
        String message = payload.path("errorMessage")
                .asText("")
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .strip();
        return new FunctionError(
                TYPE.matcher(type).matches() ? type : "Failed",
                message.substring(0, Math.min(message.length(), LONGEST_MESSAGE)));
    }

    /** Whether the function threw it on purpose, and so knows what it did and did not do. */
    public boolean isOurs() {
        return type.startsWith("rekey.failure.");
    }

    /** {@code NotEnrolled: Amazon does not …} */
    public String line() {
        return "%s: %s".formatted(type.substring(type.lastIndexOf('.') + 1), message);
    }
}
