package rekey.sandbox.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rekey.sandbox.aws.AwsError;

/**
 * Where something is in an event, in the part of JSONPath that EventBridge knows less its wildcards: {@code $},
 * {@code $.detail.parameter-name}, {@code $.resources[0]}.
 */
record JsonPath(String text) {
    private static final Pattern STEP = Pattern.compile("\\.([A-Za-z0-9_\\-/]+)|\\[(\\d{1,6})]");
    private static final Pattern PATH = Pattern.compile("\\$(?:" + STEP.pattern() + ")*");

    /** @throws AwsError for a path that is none of these */
    JsonPath {
        if (!PATH.matcher(text).matches()) {
            throw AwsError.invalid(
                    text + " is not a JSON path that the Rekey sandbox follows. It follows names of letters,"
                            + " digits, -, _ and / after dots, and array indices: $.detail.names[0].");
        }
    }

    /** Empty when the event has nothing there. */
    Optional<JsonNode> in(JsonNode event) {
        JsonNode at = event;
        Matcher step = STEP.matcher(text);
        while (step.find()) {
            at = step.group(1) != null ? at.path(step.group(1)) : at.path(Integer.parseInt(step.group(2)));
        }
        return at.isMissingNode() ? Optional.empty() : Optional.of(at);
    }
}
