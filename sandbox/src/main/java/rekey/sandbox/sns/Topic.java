package rekey.sandbox.sns;

import java.util.Map;
import java.util.Objects;

/**
 * A topic.
 *
 * @param attributes those that were given when it was created
 * @param unsubscribed how many subscriptions to it were deleted
 */
record Topic(TopicArn arn, Map<String, String> attributes, int unsubscribed) {
    Topic {
        Objects.requireNonNull(arn, "arn");
        attributes = Map.copyOf(attributes);
    }

    Topic withOneLess() {
        return new Topic(arn, attributes, unsubscribed + 1);
    }
}
