package rekey.sandbox.lambda;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;

/** One queue whose messages come back 60 s after they were received, unless they are deleted. Thread-safe. */
final class FakeQueue implements QueueSource {
    static final String ARN = "arn:aws:sqs:us-east-1:123456789012:inbox";
    static final Duration VISIBILITY = Duration.ofSeconds(60);

    private final SandboxClock clock;
    private final List<Held> messages = new ArrayList<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    final List<Caller> callers = new CopyOnWriteArrayList<>();
    boolean refusesDeletion;
    private int receipts;

    private static final class Held {
        private final String id;
        private final String body;
        private Instant visible;
        private String receipt = "";
        private int receives;

        private Held(String id, String body, Instant visible) {
            this.id = id;
            this.body = body;
            this.visible = visible;
        }
    }

    FakeQueue(SandboxClock clock) {
        this.clock = clock;
    }

    void send(String... bodies) {
        synchronized (this) {
            for (String body : bodies) {
                messages.add(new Held("id-" + body + "-" + messages.size(), body, clock.instant()));
            }
        }
        listeners.forEach(Runnable::run);
    }

    /** Their bodies, whether they are visible or not. */
    synchronized List<String> bodies() {
        return messages.stream().map(message -> message.body).toList();
    }

    @Override
    public synchronized List<Message> receive(Caller caller, String queueArn, int max) {
        callers.add(caller);
        Instant now = clock.instant();
        List<Message> received = new ArrayList<>();
        for (Held message : messages) {
            if (received.size() < max && !message.visible.isAfter(now)) {
                message.visible = now.plus(VISIBILITY);
                message.receipt = "receipt-" + ++receipts;
                message.receives++;
                received.add(new Message(
                        message.id,
                        message.receipt,
                        message.body,
                        Map.of("ApproximateReceiveCount", Integer.toString(message.receives))));
                clock.schedule(message.visible, () -> listeners.forEach(Runnable::run));
            }
        }
        return received;
    }

    @Override
    public synchronized void delete(Caller caller, String queueArn, String receiptHandle) {
        if (refusesDeletion) {
            throw AwsError.refused("AccessDeniedException", "not authorized to perform: sqs:DeleteMessage");
        }
        callers.add(caller);
        messages.removeIf(message -> message.receipt.equals(receiptHandle));
    }

    @Override
    public synchronized long visible(String queueArn) {
        return messages.stream()
                .filter(message -> !message.visible.isAfter(clock.instant()))
                .count();
    }

    @Override
    public Map<String, String> attributes(String queueArn) {
        return Map.of("VisibilityTimeout", Long.toString(VISIBILITY.toSeconds()));
    }

    @Override
    public void onVisible(String queueArn, Runnable listener) {
        listeners.add(listener);
    }
}
