package rekey.sandbox.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.iam.Iam;
import rekey.sandbox.kms.Kms;

/**
 * The standard queues of every region, for use in process and through {@link SqsService}. Queues are given by their ARNs.
 *
 * <p>Delays, visibility and retention go by the sandbox's clock. A message arrives once and in order, unless it becomes visible
 * again; a receive finds all that is visible. Who uses a queue whose key is one of KMS needs that key, too.
 *
 * <p>Every method throws {@link AwsError} with the type that SQS has for it: {@code QueueDoesNotExist}, {@code
 * AccessDeniedException} when the caller may not, {@code KmsAccessDenied} when he may not use the queue's key. Safe for use by
 * several threads.
 */
public final class Sqs {
    final Queues queues;
    final QueueAccess access;
    final QueueKeys keys;
    final MoveTasks moves;

    /** Tells nobody how queues stand. */
    public Sqs(SandboxClock clock, Iam iam, Kms kms) {
        this(clock, iam, kms, QueueMetrics.NONE);
    }

    public Sqs(SandboxClock clock, Iam iam, Kms kms, QueueMetrics metrics) {
        queues = new Queues(clock, iam, metrics);
        access = new QueueAccess(iam, queues);
        keys = new QueueKeys(iam, kms);
        moves = new MoveTasks(clock, queues, access, keys);
    }

    /**
     * Makes a queue, unless there is one with these attributes.
     *
     * @param attributes as {@code CreateQueue} takes them: numbers as texts, policies as JSON
     * @return its ARN
     */
    public String createQueue(String region, String name, Map<String, String> attributes) {
        return queues.create(new QueueArn(region, name), attributes, Map.of())
                .arn
                .toString();
    }

    public boolean has(String region, String name) {
        return queues.find(new QueueArn(region, name)).isPresent();
    }

    /** Changes attributes, as {@code SetQueueAttributes} does. */
    public void setAttributes(String queueArn, Map<String, String> changes) {
        queues.set(QueueArn.parse(queueArn), changes);
    }

    /**
     * Sets the queue's policy, here and with IAM.
     *
     * @param origin what made the policy, for the report: a logical id
     */
    public void putPolicy(String queueArn, JsonNode document, String origin) {
        queues.putPolicy(QueueArn.parse(queueArn), document, origin);
    }

    /** Deletes a queue with its messages. For a minute none of its name can be made. */
    public void deleteQueue(String queueArn) {
        queues.delete(QueueArn.parse(queueArn));
    }

    /** All attributes, as {@code GetQueueAttributes} shows them. */
    public Map<String, String> attributes(String queueArn) {
        return queue(queueArn).described();
    }

    /** As {@link #attributes(String)}, for somebody who must be allowed to see them. */
    public Map<String, String> attributes(Caller caller, String queueArn) {
        return access.queue(caller, "GetQueueAttributes", QueueArn.parse(queueArn))
                .described();
    }

    /** Throws what {@link #send} would for a caller who may not use the queue. Its key is not asked for. */
    public void checkSend(Caller caller, String queueArn) {
        access.queue(caller, "SendMessage", QueueArn.parse(queueArn));
    }

    public void send(Caller caller, String queueArn, String body) {
        OutgoingMessage message = OutgoingMessage.of(body);
        send(caller, access.queue(caller, "SendMessage", QueueArn.parse(queueArn)), message);
    }

    /**
     * Receives what is visible, without waiting for more.
     *
     * @param max 1 to 10
     */
    public List<ReceivedMessage> receive(Caller caller, String queueArn, int max) {
        Queue queue = access.queue(caller, "ReceiveMessage", QueueArn.parse(queueArn));
        Duration hidden = queue.settings().seconds(NumberSetting.VISIBILITY);
        return receive(caller, queue, new ReceiveOptions(max, hidden, Duration.ZERO)).stream()
                .map(message -> ReceivedMessage.of(queue.arn, message))
                .toList();
    }

    public void delete(Caller caller, String queueArn, String receiptHandle) {
        Queue queue = access.queue(caller, "DeleteMessage", QueueArn.parse(queueArn));
        queue.backlog.delete(ReceiptHandle.read(queue.arn, receiptHandle));
    }

    /** How many messages could be received now. */
    public long visible(String queueArn) {
        return queue(queueArn).backlog.visible();
    }

    /**
     * How long ago the oldest message was sent, zero when there is none. In a dead-letter queue that counts from when it was
     * sent to the first queue.
     */
    public Duration ageOfOldest(String queueArn) {
        return queue(queueArn).backlog.age();
    }

    /**
     * Has {@code listener} called, on the clock's thread, whenever a message may have become visible, and now if one is. It may
     * receive all, some or none of them; it is not called again for those that it leaves until something changes.
     */
    public void onVisible(String queueArn, Runnable listener) {
        queue(queueArn).backlog.onVisible(listener);
    }

    QueuedMessage send(Caller caller, Queue queue, OutgoingMessage message) {
        return queue.send(message, SenderId.of(caller.principal()), seal(caller, queue));
    }

    Optional<Envelope> seal(Caller caller, Queue queue) {
        return keys.seal(caller, queue.arn, queue.settings().key());
    }

    List<QueuedMessage> receive(Caller caller, Queue queue, ReceiveOptions options) {
        return queue.receive(options, message -> message.envelope().ifPresent(envelope -> keys.open(caller, envelope)));
    }

    private Queue queue(String arn) {
        return queues.get(QueueArn.parse(arn));
    }
}
