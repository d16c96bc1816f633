package rekey.sandbox.lambda;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;

/**
 * Reads messages from a queue with its function's role and invokes the function with them, on the clock's thread, one
 * batch after the other. What the function is done with is deleted; the rest shows up again when its visibility timeout is
 * over. Where Lambda asks the queue all the time, this asks when the queue says that there is something, and again after
 * a refusal. Thread-safe.
 */
final class QueuePoller {
    private static final int MOST_AT_A_TIME = 10;
    /** After so long a refusal may be over; Lambda asks sooner, and for ever. */
    private static final Duration AGAIN_WHEN_REFUSED = Duration.ofMinutes(5);

    private final EventSource source;
    private final SandboxClock clock;
    private final Environments environments;
    private final Invoker invoker;
    private final QueueSource queues;
    private final AtomicBoolean coming = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();
    private volatile boolean stopped;
    private volatile String lastResult = "No records processed";

    QueuePoller(
            EventSource source, SandboxClock clock, Environments environments, Invoker invoker, QueueSource queues) {
        this.source = source;
        this.clock = clock;
        this.environments = environments;
        this.invoker = invoker;
        this.queues = queues;
    }

    EventSource source() {
        return source;
    }

    String lastResult() {
        return lastResult;
    }

    void start() {
        queues.onVisible(source.queueArn(), this::come);
        come();
    }

    void stop() {
        stopped = true;
    }

    /** Comes at once for a full batch, and otherwise when messages have been gathered for as long as the mapping says. */
    private void come() {
        if (stopped) {
            return;
        }
        boolean gathers = !source.window().isZero() && queues.visible(source.queueArn()) < source.batchSize();
        if (!gathers) {
            clock.schedule(clock.instant(), this::poll);
        } else if (!coming.getAndSet(true)) {
            clock.schedule(clock.instant().plus(source.window()), this::poll);
        }
    }

    private void pollAgain() {
        again.set(false);
        poll();
    }

    private void poll() {
        coming.set(false);
        try {
            for (List<QueueSource.Message> batch = next(); !batch.isEmpty(); batch = next()) {
                handle(new SqsBatch(source, batch));
            }
        } catch (AwsError refused) {
            lastResult = "PROBLEM: " + refused.type() + ": " + refused.getMessage();
            if (!stopped && queues.visible(source.queueArn()) > 0 && !again.getAndSet(true)) {
                clock.schedule(clock.instant().plus(AGAIN_WHEN_REFUSED), this::pollAgain);
            }
        }
    }

    private List<QueueSource.Message> next() {
        List<QueueSource.Message> batch = new ArrayList<>();
        while (!stopped && batch.size() < source.batchSize()) {
            List<QueueSource.Message> more = queues.receive(
                    role(), source.queueArn(), Math.min(MOST_AT_A_TIME, source.batchSize() - batch.size()));
            if (more.isEmpty()) {
                break;
            }
            batch.addAll(more);
        }
        return batch;
    }

    private void handle(SqsBatch batch) {
        Invoked invoked = invoker.run(source.function(), batch.event());
        List<QueueSource.Message> done = invoked.error() ? List.of() : batch.done(invoked.payload());
        Caller role = role();
        for (QueueSource.Message message : done) {
            queues.delete(role, source.queueArn(), message.receiptHandle());
        }
        lastResult = invoked.error() ? "PROBLEM: Function call failed" : "OK";
    }

    /** Anew each time, as rights may be taken from it. */
    private Caller role() {
        return Caller.overNetwork(
                environments.assume(invoker.find(source.function()).definition()), true);
    }
}
