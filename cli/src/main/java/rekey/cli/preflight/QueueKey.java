package rekey.cli.preflight;

import java.util.Map;
import java.util.stream.Stream;
import rekey.cli.aws.AwsProblem;
import rekey.cli.preflight.AmazonsAccess.Verdict;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** Whether Amazon may use the key that a queue is encrypted under: it takes two rights to send. */
final class QueueKey {
    private final KmsClient kms;
    private final String repair;

    /** @param repair the sentence that says how it is set right */
    QueueKey(KmsClient kms, String repair) {
        this.kms = kms;
        this.repair = repair;
    }

    Check of(QueueFacts queue) {
        if (queue.key().isEmpty()) {
            return Check.passed(queue.name(), "is encrypted with SQS's own key, which everybody who may send may use");
        }
        String id = queue.key().get();
        KeyMetadata key;
        try {
            key = kms.describeKey(request -> request.keyId(id)).keyMetadata();
        } catch (NotFoundException e) {
            return Check.failed(queue.name(), "is encrypted with the key %s, which is not there".formatted(id), repair);
        } catch (SdkException e) {
            return Check.unknown(
                    queue.name(),
                    new AwsProblem("look at the key " + id, "kms:DescribeKey on it")
                            .failure(e)
                            .getMessage());
        }
        if (key.keyManager() == KeyManagerType.AWS) {
            return Check.failed(
                    queue.name(),
                    "is encrypted with %s, which no other account can use".formatted(id),
                    "Give it a key of your own. " + repair);
        }
        if (!key.enabled()) {
            return Check.failed(
                    queue.name(),
                    "is encrypted with the key %s, whose state is %s".formatted(id, key.keyStateAsString()),
                    "Enable the key, or cancel its deletion.");
        }
        return byPolicy(queue, id, key.arn());
    }

    private Check byPolicy(QueueFacts queue, String id, String keyArn) {
        String policy;
        try {
            policy = kms.getKeyPolicy(request -> request.keyId(keyArn).policyName("default"))
                    .policy();
        } catch (SdkException e) {
            return Check.unknown(
                    queue.name(),
                    new AwsProblem("look at the policy of the key " + id, "kms:GetKeyPolicy on it")
                            .failure(e)
                            .getMessage());
        }
        AmazonsAccess access = new AmazonsAccess(policy);
        Map<String, String> context = Map.of(
                "kms:ViaService",
                "sqs.%s.amazonaws.com".formatted(queue.arn().split(":", -1)[3]),
                "kms:CallerAccount",
                AmazonsAccess.ACCOUNT,
                "kms:EncryptionContext:aws:sqs:arn",
                queue.arn(),
                "kms:EncryptionContextKeys",
                "aws:sqs:arn");
        return Stream.of("kms:GenerateDataKey", "kms:Decrypt")
                .filter(action -> access.may(action, keyArn, context) != Verdict.ALLOWED)
                .findFirst()
                .map(action -> AccessCheck.refused(
                        queue.name(), "its key %s".formatted(id), action, access.may(action, keyArn, context), repair))
                .orElseGet(() -> Check.passed(queue.name(), "its key lets Amazon encrypt for it"));
    }
}
