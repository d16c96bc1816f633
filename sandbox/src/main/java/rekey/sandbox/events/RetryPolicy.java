package rekey.sandbox.events;

import java.time.Duration;
import java.util.Optional;
import rekey.sandbox.aws.AwsInput;

/**
 * How long to try again when a target cannot be invoked: <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-retry-policy.html">24 hours and 185 times</a>
 * unless the target says otherwise, whichever is over first. The first attempt is not one of these.
 */
record RetryPolicy(int attempts, Duration age) {
    private static final int MOST_ATTEMPTS = 185;
    private static final int LONGEST_AGE_SECONDS = 86_400;

    static RetryPolicy of(Optional<AwsInput> input) {
        if (input.isEmpty()) {
            return new RetryPolicy(MOST_ATTEMPTS, Duration.ofSeconds(LONGEST_AGE_SECONDS));
        }
        input.get().allowOnly("MaximumRetryAttempts", "MaximumEventAgeInSeconds");
        return new RetryPolicy(
                input.get().integer("MaximumRetryAttempts", 0, MOST_ATTEMPTS, MOST_ATTEMPTS),
                Duration.ofSeconds(
                        input.get().integer("MaximumEventAgeInSeconds", 60, LONGEST_AGE_SECONDS, LONGEST_AGE_SECONDS)));
    }

    /** Whether the target may be tried for the {@code retry}th time again, so long after the first attempt. */
    boolean allows(int retry, Duration sinceFirst) {
        return retry <= attempts && sinceFirst.compareTo(age) <= 0;
    }
}
