package rekey.sandbox.sqs;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;
import rekey.sandbox.iam.Iam;
import rekey.sandbox.kms.Kms;

/**
 * Uses keys of KMS for the messages of queues that have one, always for whoever sends or receives and may use the key. SQS
 * reuses a data key for some minutes; this makes a new one each time, so that each time shows whether the caller may.
 *
 * <p>Bodies stay in memory as they are: only the right to read them is played. Safe for use by several threads.
 */
final class QueueKeys {
    /** The key that AWS keeps for SQS: everyone of the account may use it through SQS, others and services may not. */
    static final String AWS_MANAGED = "alias/aws/sqs";

    private static final int DATA_KEY_BYTES = 32;

    private final Iam iam;
    private final Kms kms;

    QueueKeys(Iam iam, Kms kms) {
        this.iam = iam;
        this.kms = kms;
    }

    /**
     * Makes the envelope of what the caller sends to a queue: {@code kms:GenerateDataKey} and {@code kms:Decrypt}.
     *
     * @param key the queue's, empty when it has none
     * @throws AwsError {@code KmsAccessDenied}, {@code KmsDisabled}, {@code KmsInvalidState}, {@code KmsNotFound}
     */
    Optional<Envelope> seal(Caller caller, QueueArn queue, Optional<String> key) {
        return key.map(id -> {
            if (id.endsWith(AWS_MANAGED)) {
                requireOwn(caller, "kms:GenerateDataKey");
                return new Envelope(AWS_MANAGED, queue, "");
            }
            String arn = asked(() -> kms.keyArn(queue.region(), id));
            check(caller, "kms:GenerateDataKey", arn, queue);
            check(caller, "kms:Decrypt", arn, queue);
            byte[] wrapped = asked(
                            () -> kms.generateDataKey(queue.region(), arn, DATA_KEY_BYTES, Envelope.context(queue)))
                    .wrapped();
            return new Envelope(arn, queue, Base64.getEncoder().encodeToString(wrapped));
        });
    }

    /** Opens an envelope for the caller who receives what is in it: {@code kms:Decrypt}. Throws as {@link #seal}. */
    void open(Caller caller, Envelope envelope) {
        if (envelope.key().equals(AWS_MANAGED)) {
            requireOwn(caller, "kms:Decrypt");
            return;
        }
        String region = envelope.queue().region();
        // KMS denies access to a ciphertext whose key is gone; SQS says that the key is not found.
        String arn = asked(() -> kms.keyArn(region, envelope.key()));
        check(caller, "kms:Decrypt", arn, envelope.queue());
        byte[] dataKey = Base64.getDecoder().decode(envelope.dataKey());
        asked(() -> kms.decrypt(region, dataKey, Envelope.context(envelope.queue())));
    }

    private void check(Caller caller, String action, String keyArn, QueueArn queue) {
        Caller throughSqs = caller.via("sqs." + queue.region() + ".amazonaws.com");
        Map<String, String> context = Map.of(
                "kms:EncryptionContext:aws:sqs:arn",
                queue.toString(),
                "kms:EncryptionContextKeys",
                "aws:sqs:arn",
                "kms:CallerAccount",
                caller.principal().account());
        iam.refusal(throughSqs, action, keyArn, context).ifPresent(reason -> {
            throw Refusals.kms("KmsAccessDenied", "AccessDeniedException", reason);
        });
    }

    private static void requireOwn(Caller caller, String action) {
        Principal principal = caller.principal();
        if (principal instanceof Principal.Service || !principal.account().equals(AwsAccount.ID)) {
            throw Refusals.kms(
                    "KmsAccessDenied",
                    "AccessDeniedException",
                    principal.id() + " is not authorized to perform: " + action + " with " + AWS_MANAGED
                            + ", which only principals of the account may use. Give the queue a key of your own whose"
                            + " policy allows it.");
        }
    }

    private static <T> T asked(Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsError e) {
            throw switch (e.type()) {
                case "NotFoundException" -> Refusals.kms("KmsNotFound", e.type(), e.getMessage());
                case "DisabledException" -> Refusals.kms("KmsDisabled", e.type(), e.getMessage());
                case "KMSInvalidStateException" ->
                    Refusals.kms("KmsInvalidState", "InvalidStateException", e.getMessage());
                case "InvalidKeyUsageException" -> Refusals.kms("KmsInvalidKeyUsage", e.type(), e.getMessage());
                default -> Refusals.kms("KmsAccessDenied", "AccessDeniedException", e.getMessage());
            };
        }
    }
}
