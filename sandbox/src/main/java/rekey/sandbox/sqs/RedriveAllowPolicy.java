package rekey.sandbox.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import rekey.sandbox.aws.AwsError;

/** Which queues may use a queue as their dead-letter queue: attribute {@code RedriveAllowPolicy}. */
record RedriveAllowPolicy(String permission, List<String> sources) {
    static final String ATTRIBUTE = "RedriveAllowPolicy";
    static final RedriveAllowPolicy ALL = new RedriveAllowPolicy("allowAll", List.of());

    private static final int MOST_SOURCES = 10;
    private static final String BY_QUEUE = "byQueue";

    RedriveAllowPolicy {
        sources = List.copyOf(sources);
    }

    /** @throws AwsError {@code InvalidParameterValue} */
    static RedriveAllowPolicy read(String json) {
        JsonNode policy = SettingJson.object(ATTRIBUTE, json);
        List<String> sources = new ArrayList<>();
        policy.path("sourceQueueArns").forEach(source -> sources.add(source.asText()));
        String permission = policy.path("redrivePermission").asText();
        boolean known = permission.equals(BY_QUEUE)
                ? !sources.isEmpty() && sources.size() <= MOST_SOURCES
                : List.of("allowAll", "denyAll").contains(permission) && sources.isEmpty();
        if (!known) {
            throw Refusals.parameter(
                    ATTRIBUTE,
                    "redrivePermission is allowAll, denyAll, or byQueue with 1 to " + MOST_SOURCES
                            + " sourceQueueArns.");
        }
        return new RedriveAllowPolicy(permission, sources);
    }

    boolean allows(QueueArn source) {
        return permission.equals(BY_QUEUE) ? sources.contains(source.toString()) : permission.equals("allowAll");
    }
}
