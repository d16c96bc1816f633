package rekey.sandbox.events;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Delivery;

/**
 * Brings messages to targets. What fails in passing (throttling, HTTP 5xx, anything that is no answer of AWS's) is tried
 * again on the sandbox's clock, after 1 second, 2, 4, … and at last every 8 minutes, within the errand's <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html">retry policy</a>: 185 times
 * fit into a day. What is refused (missing permissions, no such target, a message that the target does not take), or
 * has been tried often enough, goes to its dead-letter queue, or is dropped when it has none or the queue refuses it.
 *
 * <p>On AWS the message in that queue has the attributes RULE_ARN or SCHEDULE_ARN, TARGET_ARN, ERROR_CODE and
 * ERROR_MESSAGE, and there is jitter in the waits; here there is neither. Throws nothing. Thread-safe.
 */
final class Courier {
    private static final int LONGEST_WAIT_SECONDS = 480;
    private static final int DOUBLINGS = 9;
    private static final Pattern THROTTLE =
            Pattern.compile("(?i).*(throttl|toomanyrequests|requestlimitexceeded|slowdown|overlimit).*");

    private final SandboxClock clock;
    private final Delivery delivery;

    Courier(SandboxClock clock, Delivery delivery) {
        this.clock = clock;
        this.delivery = delivery;
    }

    /** Tries once before it returns; the rest happens when the clock comes to it. */
    void send(Errand errand) {
        attempt(errand, clock.instant(), 0);
    }

    /** Ends an errand without having tried it. */
    void giveUp(Errand errand) {
        errand.end().accept(Errand.End.FAILED);
        errand.deadLetter().ifPresent(letter -> errand.end().accept(post(letter)));
    }

    private void attempt(Errand errand, Instant first, int retries) {
        try {
            delivery.deliver(errand.sender().get(), errand.target(), errand.message());
        } catch (RuntimeException failure) {
            Instant next =
                    clock.instant().plusSeconds(Math.min(1 << Math.min(retries, DOUBLINGS), LONGEST_WAIT_SECONDS));
            if (passes(failure) && errand.retries().allows(retries + 1, Duration.between(first, next))) {
                clock.schedule(next, () -> attempt(errand, first, retries + 1));
            } else {
                giveUp(errand);
            }
        }
    }

    private static boolean passes(RuntimeException failure) {
        return !(failure instanceof AwsError answer)
                || answer.httpStatus() >= 500
                || answer.httpStatus() == 429
                || THROTTLE.matcher(answer.type()).matches();
    }

    private Errand.End post(DeadLetter letter) {
        try {
            delivery.deliver(letter.sender().get(), letter.queue(), letter.message());
            return Errand.End.SENT_TO_QUEUE;
        } catch (RuntimeException refused) {
            return Errand.End.NOT_SENT_TO_QUEUE;
        }
    }
}
