package rekey.sandbox.sqs;

import static java.util.function.Predicate.not;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import rekey.sandbox.aws.AwsError;

/**
 * The <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">attributes
 * of a queue</a> that can be set.
 *
 * @param given those that were, checked; the others have SQS's defaults
 */
record QueueSettings(Map<String, String> given) {
    static final QueueSettings DEFAULT = new QueueSettings(Map.of());
    static final String POLICY = "Policy";

    private static final String KEY = "KmsMasterKeyId";
    private static final String OWN_ENCRYPTION = "SqsManagedSseEnabled";
    /** An empty value takes these away. */
    private static final Set<String> REMOVABLE =
            Set.of(POLICY, RedrivePolicy.ATTRIBUTE, RedriveAllowPolicy.ATTRIBUTE, KEY);

    private static final Set<String> OF_FIFO_QUEUES =
            Set.of("FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit");

    private static final Set<String> KNOWN_TO_SQS = Set.of(
            "All",
            "QueueArn",
            "CreatedTimestamp",
            "LastModifiedTimestamp",
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesDelayed",
            OWN_ENCRYPTION);

    QueueSettings {
        given = Map.copyOf(given);
    }

    /** @throws AwsError when an attribute is not known or breaks its rule */
    QueueSettings with(Map<String, String> changes) {
        Map<String, String> all = new TreeMap<>(given);
        changes.forEach((name, value) -> {
            if (value.isEmpty() && REMOVABLE.contains(name)) {
                all.remove(name);
            } else {
                all.put(name, checked(name, value));
            }
        });
        boolean ownKey = "true".equals(changes.get(OWN_ENCRYPTION));
        if (!changes.getOrDefault(KEY, "").isEmpty()) {
            if (ownKey) {
                throw Refusals.attributeValue(
                        KEY, "A queue has one kind of encryption: with a key of KMS or with SQS's own.");
            }
            all.put(OWN_ENCRYPTION, "false");
        } else if (ownKey) {
            all.remove(KEY);
        }
        return new QueueSettings(all);
    }

    /** @throws AwsError {@code InvalidAttributeName} when no standard queue has such an attribute */
    static void requireReadable(String name) {
        if (!KNOWN_TO_SQS.contains(name)
                && !REMOVABLE.contains(name)
                && NumberSetting.of(name).isEmpty()) {
            throw Refusals.unknownAttribute(name);
        }
    }

    /** An attribute that is asked for with another value than this has. */
    Optional<String> conflict(Map<String, String> asked) {
        Map<String, String> mine = described();
        Map<String, String> theirs = DEFAULT.with(asked).given();
        return theirs.keySet().stream()
                .filter(not(name -> same(name, theirs.get(name), mine.get(name))))
                .findFirst();
    }

    /** All of them, with the defaults. */
    Map<String, String> described() {
        Map<String, String> all = new TreeMap<>();
        all.put(OWN_ENCRYPTION, "true");
        for (NumberSetting number : NumberSetting.values()) {
            if (number != NumberSetting.KEY_REUSE || given.containsKey(KEY)) {
                all.put(number.attribute, Integer.toString(number.absent));
            }
        }
        all.putAll(given);
        return all;
    }

    Duration seconds(NumberSetting setting) {
        return setting.secondsIn(given);
    }

    int mostBytes() {
        return NumberSetting.SIZE.in(given);
    }

    Optional<String> key() {
        return Optional.ofNullable(given.get(KEY));
    }

    Optional<String> policy() {
        return Optional.ofNullable(given.get(POLICY));
    }

    Optional<RedrivePolicy> redrive() {
        return Optional.ofNullable(given.get(RedrivePolicy.ATTRIBUTE)).map(RedrivePolicy::read);
    }

    RedriveAllowPolicy redriveAllowed() {
        return Optional.ofNullable(given.get(RedriveAllowPolicy.ATTRIBUTE))
                .map(RedriveAllowPolicy::read)
                .orElse(RedriveAllowPolicy.ALL);
    }

    private static boolean same(String name, String one, String other) {
        boolean json = REMOVABLE.contains(name) && !name.equals(KEY);
        if (one.equals(other) || !json || other == null) {
            return one.equals(other);
        }
        return SettingJson.object(name, one).equals(SettingJson.object(name, other));
    }

    private static String checked(String name, String value) {
        Optional<NumberSetting> number = NumberSetting.of(name);
        if (number.isPresent()) {
            return number.get().checked(value);
        }
        if (OF_FIFO_QUEUES.contains(name)) {
            throw Refusals.unsupported(
                    "The Rekey sandbox plays standard queues only, and " + name + " is for FIFO queues. Leave it out.");
        }
        switch (name) {
            case POLICY -> SettingJson.object(name, value);
            case RedrivePolicy.ATTRIBUTE -> RedrivePolicy.read(value);
            case RedriveAllowPolicy.ATTRIBUTE -> RedriveAllowPolicy.read(value);
            case OWN_ENCRYPTION -> {
                if (!Set.of("true", "false").contains(value)) {
                    throw Refusals.attributeValue(name, "It is true or false.");
                }
            }
            case KEY -> {
                // Any name of a key; whether it can be used shows when it is.
            }
            default -> throw Refusals.unknownAttribute(name);
        }
        return value;
    }
}
