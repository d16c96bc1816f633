package rekey.sandbox.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rekey.sandbox.aws.AwsError;

/** Where something is in a line's JSON: {@code $.failure}, {@code $.records[0].kind}. */
record Selector(List<String> path) {
    private static final Pattern WHOLE = Pattern.compile("\\$(?:\\.[A-Za-z0-9_-]+|\\[\\d{1,4}])+");
    private static final Pattern STEP = Pattern.compile("\\.([A-Za-z0-9_-]+)|\\[(\\d+)]");

    /** @throws AwsError when it is none, or one with a wildcard, which is not known here */
    static Selector read(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw Properties.refused(
                    "The Rekey sandbox knows selectors such as $.failure and $.records[0].kind, not " + text + ".");
        }
        List<String> path = new ArrayList<>();
        Matcher step = STEP.matcher(text);
        while (step.find()) {
            path.add(step.group(1) == null ? step.group(2) : step.group(1));
        }
        return new Selector(List.copyOf(path));
    }

    /** Missing when it is not there. */
    JsonNode in(JsonNode json) {
        JsonNode node = json;
        for (String step : path) {
            node = node.isArray() && step.matches("\\d+") ? node.path(Integer.parseInt(step)) : node.path(step);
        }
        return node;
    }
}
