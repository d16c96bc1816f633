package rekey.sandbox.lwa;

import java.time.Duration;

/**
 * What becomes of a message on its way to the queue. SQS delivers at least once and in any order.
 *
 * @param times how often it arrives; 0 when it is lost
 * @param delay how much later than it was written
 */
public record Handling(int times, Duration delay) {
    /** Once, at once: so are messages handled that nothing else was said of. */
    public static final Handling AT_ONCE = new Handling(1, Duration.ZERO);

    /** Never. It can still be delivered, with {@link SecretMessages#deliver}. */
    public static final Handling LOST = new Handling(0, Duration.ZERO);

    public Handling {
        if (times < 0 || delay.isNegative()) {
            throw new IllegalArgumentException("A message arrives 0 times or more, and not before it was written.");
        }
    }

    /** So many copies, at once. */
    public static Handling times(int times) {
        return new Handling(times, Duration.ZERO);
    }

    /** Once, but so much later: after what is written in between. */
    public static Handling late(Duration delay) {
        return new Handling(1, delay);
    }
}
