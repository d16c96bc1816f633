package rekey.sandbox.lwa;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.aws.AwsError;

/**
 * Amazon's messages about one application's secrets, on their way to the queues. Each arrives once and at once unless told
 * otherwise; what the queue refuses is lost, as at Amazon. All are kept, so that any can be delivered once more.
 * Thread-safe.
 */
public final class SecretMessages {
    /**
     * A message as it was written, wherever it went.
     *
     * @param queueArn where it is to go
     * @param body JSON, for {@link MessageType#NEW_SECRET} with the secret in it
     */
    public record Message(MessageType type, String queueArn, Instant time, String body) {
        /** Without the body. */
        @Override
        public String toString() {
            return "Message[" + type + ", " + queueArn + ", " + time + "]";
        }
    }

    /**
     * A message that the queue did not take.
     *
     * @param reason in AWS's words
     */
    public record Undelivered(Message message, Instant time, String reason) {}

    private final SandboxClock clock;
    private final AmazonSender sender;
    private final List<Message> written = new CopyOnWriteArrayList<>();
    private final List<Undelivered> undelivered = new CopyOnWriteArrayList<>();
    private final Map<MessageType, Queue<Handling>> next = new EnumMap<>(MessageType.class);

    SecretMessages(SandboxClock clock, AmazonSender sender) {
        this.clock = clock;
        this.sender = sender;
        for (MessageType type : MessageType.values()) {
            next.put(type, new ConcurrentLinkedQueue<>());
        }
    }

    /** The next messages of a type are handled like this, one each, in this order. */
    public void handleNext(MessageType type, Handling... handlings) {
        next.get(type).addAll(Arrays.asList(handlings));
    }

    /** Every message that Amazon wrote, the oldest first: also those that were lost, refused, or have yet to arrive. */
    public List<Message> written() {
        return List.copyOf(written);
    }

    /** Those of a type. */
    public List<Message> written(MessageType type) {
        return written.stream().filter(message -> message.type() == type).toList();
    }

    /** The newest of a type. */
    public Message last(MessageType type) {
        List<Message> all = written(type);
        if (all.isEmpty()) {
            throw new IllegalStateException("Amazon has written no " + type + " yet.");
        }
        return all.get(all.size() - 1);
    }

    /** What a queue refused, with the reason, in the order in which that happened. */
    public List<Undelivered> undelivered() {
        return List.copyOf(undelivered);
    }

    /** Sends a message to its queue now: one that was lost, or once more. */
    public void deliver(Message message) {
        try {
            sender.send(message.queueArn(), message.body());
        } catch (AwsError e) {
            undelivered.add(new Undelivered(message, clock.instant(), e.getMessage()));
        }
    }

    /** Sends any text to a queue now, as Amazon. */
    public void deliver(MessageType type, String queueArn, String body) {
        deliver(new Message(type, queueArn, clock.instant(), body));
    }

    void write(MessageType type, String queueArn, Instant now, String body) {
        Message message = new Message(type, queueArn, now, body);
        written.add(message);
        Handling special = next.get(type).poll();
        Handling handling = special == null ? Handling.AT_ONCE : special;
        for (int copy = 0; copy < handling.times(); copy++) {
            if (handling.delay().isZero()) {
                deliver(message);
            } else {
                clock.schedule(now.plus(handling.delay()), () -> deliver(message));
            }
        }
    }
}
