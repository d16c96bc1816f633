package rekey.sandbox.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsJson;

/**
 * Which lines of a log a metric filter counts (<a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html">the syntax</a>): all when the
 * pattern is blank, those that hold terms, or those whose JSON meets conditions. Patterns in brackets, for columns, and
 * regular expressions between {@code %} are refused by name.
 */
interface FilterPattern {
    /** @param json the line's, missing when it is none */
    boolean matches(String line, JsonNode json);

    /** @throws AwsError when it is not known here */
    static FilterPattern read(String pattern) {
        String stripped = pattern.strip();
        if (stripped.startsWith("[") || stripped.startsWith("%")) {
            throw Properties.refused("The Rekey sandbox knows filter patterns of terms and of JSON in braces, not "
                    + (stripped.startsWith("[") ? "of columns in brackets: " : "regular expressions: ") + stripped);
        }
        return stripped.startsWith("{") ? JsonPatternReader.read(stripped) : TermPattern.read(stripped);
    }

    /** The JSON that a line holds, missing when it is none. */
    static JsonNode json(String line) {
        if (!line.stripLeading().startsWith("{")) {
            return MissingNode.getInstance();
        }
        try {
            return AwsJson.read(line);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
