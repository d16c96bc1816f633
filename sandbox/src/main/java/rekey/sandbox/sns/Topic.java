package rekey.sandbox.sns;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A topic.
 *
 * @param attributes those that it was given: {@code DisplayName} and {@code KmsMasterKeyId}
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

    /** With an attribute changed, or removed when the value is empty. */
    Topic with(String attribute, String value) {
        Map<String, String> changed = new TreeMap<>(attributes);
        changed.put(attribute, value);
        changed.values().removeIf(String::isEmpty);
        return new Topic(arn, changed, unsubscribed);
    }

    Optional<String> displayName() {
        return Optional.ofNullable(attributes.get(TopicAttributes.DISPLAY_NAME));
    }

    /** The key that it is encrypted with, as it was given. */
    Optional<String> keyId() {
        return Optional.ofNullable(attributes.get(TopicAttributes.KEY));
    }
}
