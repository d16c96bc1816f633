package rekey.infra;

import java.util.List;
import rekey.deployment.DeployedNames;
import rekey.infra.Configuration.OnDelete;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.kms.Alias;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sqs.DeadLetterQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.amazon.awscdk.services.sqs.QueueEncryption;
import software.constructs.Construct;

/**
 * Where Amazon sends what becomes of the client secret: one queue for when it will expire, one for new secrets, each with
 * a queue for what could not be dealt with.
 *
 * <p>Amazon's account may send to the two and read their attributes, and may do nothing else; the key that it may use is
 * therefore theirs alone and not that of the credentials
 * (<a href="https://developer-docs.amazon.com/sp-api/docs/set-up-notifications-amazon-sqs-workflow">its rules</a>).
 * Messages stay for 14 days, the longest there is. A message is tried 30 times, six minutes apart: a new secret may take
 * the better part of an hour until all of Amazon knows it.
 *
 * <p>A message may be the only copy of a new secret. The queue that it comes to, the one that it ends in, and the key
 * outlive the stack therefore, as the parameters do, unless the stack was to take everything with it; they do not outlive
 * a first deployment that fails, when nothing can have come yet. The expiry queues hold nothing that is not told again.
 */
public final class AmazonQueues extends Construct {
    /** How much longer than the function may take a message is out of sight: six times, as AWS advises. */
    static final Duration VISIBILITY = Duration.seconds(6 * RotationFunction.TIMEOUT_SECONDS);

    static final int MOST_TRIES = 30;

    /** The account that SP-API sends from, in each of its regions. */
    static final String AMAZON = "arn:aws:iam::437568002678:root";

    /** What they are called, and whether they outlive the stack. */
    public record Props(DeployedNames names, OnDelete onDelete) {}

    /** A queue and the one behind it. */
    record WithFailed(Queue queue, Queue failed) {}

    private final Key key;
    private final WithFailed expiry;
    private final WithFailed newSecret;

    public AmazonQueues(Construct scope, String id, Props props) {
        super(scope, id);
        DeployedNames names = props.names();
        // A key that is deleted on purpose can be had back for 30 days.
        RemovalPolicy ofTheOnlyCopy =
                props.onDelete() == OnDelete.DELETE ? RemovalPolicy.DESTROY : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE;
        key = Key.Builder.create(this, "Key")
                .description("Encrypts what Amazon tells " + names.application() + " of its client secret")
                .enableKeyRotation(true)
                .removalPolicy(ofTheOnlyCopy)
                .build();
        key.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("AmazonEncrypts")
                .principals(List.of(new ArnPrincipal(AMAZON)))
                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
                .resources(List.of("*"))
                .build());
        Alias.Builder.create(this, "Alias")
                .aliasName(names.queueKeyAlias())
                .targetKey(key)
                .build();
        expiry = queues("Expiry", names, names.expiryQueue(), RemovalPolicy.DESTROY);
        newSecret = queues("NewSecret", names, names.newSecretQueue(), ofTheOnlyCopy);
    }

    /** When the secret will expire. */
    public Queue expiry() {
        return expiry.queue();
    }

    /** New secrets. */
    public Queue newSecret() {
        return newSecret.queue();
    }

    /** Both, each with the one behind it. */
    List<WithFailed> all() {
        return List.of(expiry, newSecret);
    }

    /** What encrypts the messages. */
    Key key() {
        return key;
    }

    private WithFailed queues(String id, DeployedNames names, String name, RemovalPolicy removal) {
        Queue failed = queue(id + "Failed", names.failedQueue(name), removal).build();
        Queue queue = queue(id, name, removal)
                .visibilityTimeout(VISIBILITY)
                .deadLetterQueue(DeadLetterQueue.builder()
                        .queue(failed)
                        .maxReceiveCount(MOST_TRIES)
                        .build())
                .build();
        queue.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("AmazonSends")
                .principals(List.of(new ArnPrincipal(AMAZON)))
                .actions(List.of("sqs:GetQueueAttributes", "sqs:SendMessage"))
                .resources(List.of(queue.getQueueArn()))
                .build());
        return new WithFailed(queue, failed);
    }

    private Queue.Builder queue(String id, String name, RemovalPolicy removal) {
        return Queue.Builder.create(this, id)
                .queueName(name)
                .encryption(QueueEncryption.KMS)
                .encryptionMasterKey(key)
                .enforceSsl(true)
                .retentionPeriod(Duration.days(14))
                .removalPolicy(removal);
    }
}
