package rekey.sandbox.sns;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;
import rekey.sandbox.kms.Kms;

/**
 * Who may do what with topics, and use their keys. Services say on whose behalf they publish, except EventBridge: <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html">conditions on that</a> shut it
 * out. KMS hears it from none. Safe for use by several threads.
 */
final class Access {
    /** Why a call is refused, as {@link rekey.sandbox.iam.Iam#refusal} says it. */
    @FunctionalInterface
    interface Judge {
        Optional<String> refusal(Caller caller, String action, String resource, Map<String, String> context);
    }

    /** For what is not done to one topic. */
    static final String EVERYTHING = "*";

    private static final String OWN_KEY = "alias/aws/sns";
    private static final int DATA_KEY_BYTES = 32;
    private static final String TOPIC = "aws:sns:topicArn";

    private final Judge judge;
    private final Kms kms;

    Access(Judge judge, Kms kms) {
        this.judge = judge;
        this.kms = kms;
    }

    void check(Caller caller, String action, TopicArn topic) {
        check(caller, action, topic.toString(), Map.of());
    }

    /**
     * @param action {@code Publish}
     * @throws AwsError {@code AuthorizationError}, HTTP 403
     */
    void check(Caller caller, String action, String resource, Map<String, String> context) {
        Map<String, String> conditions = new TreeMap<>(context);
        if (!(caller.principal() instanceof Principal.Service)) {
            // The key of SNS's default policies; no service is let in by them.
            conditions.put("aws:SourceOwner", caller.principal().account());
        }
        Caller asking = caller.principal().id().equals("events.amazonaws.com") ? withoutSource(caller) : caller;
        judge.refusal(asking, "sns:" + action, resource, conditions).ifPresent(reason -> {
            throw Refusals.notAuthorized(reason);
        });
    }

    /**
     * Lets a caller publish to a topic that is encrypted: it must be allowed to use the key by way of SNS, and the key must
     * work.
     *
     * @param keyId an id, an alias, or an ARN of one
     * @throws AwsError {@code KMSAccessDenied}, {@code KMSNotFound}, {@code KMSDisabled} or {@code KMSInvalidState}
     */
    void checkKey(Caller caller, TopicArn topic, String keyId) {
        if (keyId.equals(OWN_KEY) || keyId.endsWith(":" + OWN_KEY)) {
            if (caller.principal() instanceof Principal.Service) {
                throw denied(
                        "The policy of " + OWN_KEY + " lets no service use it, and cannot be changed. Give the topic a"
                                + " key of yours whose policy lets "
                                + caller.principal().id() + " use it.");
            }
            return;
        }
        try {
            String key = kms.keyArn(topic.region(), keyId);
            Caller bySns = withoutSource(caller).via("sns." + topic.region() + ".amazonaws.com");
            Map<String, String> conditions = Map.of(
                    "kms:EncryptionContext:" + TOPIC,
                    topic.toString(),
                    "kms:EncryptionContextKeys",
                    TOPIC,
                    "kms:CallerAccount",
                    caller.principal().account());
            for (String action : List.of("kms:GenerateDataKey", "kms:Decrypt")) {
                judge.refusal(bySns, action, key, conditions).ifPresent(reason -> {
                    throw denied(reason);
                });
            }
            kms.generateDataKey(topic.region(), key, DATA_KEY_BYTES, Map.of(TOPIC, topic.toString()));
        } catch (AwsError error) {
            throw switch (error.type()) {
                case "NotFoundException" -> AwsError.refused("KMSNotFound", error.getMessage());
                case "DisabledException" -> AwsError.refused("KMSDisabled", error.getMessage());
                case "KMSInvalidStateException" -> AwsError.refused("KMSInvalidState", error.getMessage());
                default -> error;
            };
        }
    }

    private static Caller withoutSource(Caller caller) {
        Map<String, String> context = new TreeMap<>(caller.context());
        context.remove(Caller.SOURCE_ARN);
        context.remove(Caller.SOURCE_ACCOUNT);
        return new Caller(caller.principal(), context);
    }

    private static AwsError denied(String reason) {
        return AwsError.refused("KMSAccessDenied", reason);
    }
}
