package rekey.cli;

import java.time.Duration;
import java.time.Instant;

/**
 * How long a client secret lives: <a
 * href="https://developer-docs.amazon.com/sp-api/docs/rotating-your-apps-lwa-credentials">180 days</a> from its issue.
 * Amazon has no way to ask for the date of its end. It can be counted from when the secret was stored, which is at most
 * right: it may have been issued long before.
 */
public final class SecretLife {
    public static final Duration LIFE = Duration.ofDays(180);
    /** How long Amazon accepts the old secret after a rotation. */
    public static final Duration OVERLAP = Duration.ofDays(7);
    /** After how long people are reminded of it, where nothing else is set. */
    public static final Duration REMINDER = Duration.ofDays(150);

    private SecretLife() {}

    /** Days that are left at most; zero or less when it has ended. */
    public static long daysLeft(Instant stored, Instant now) {
        return LIFE.toDays() - Duration.between(stored, now).toDays();
    }
}
