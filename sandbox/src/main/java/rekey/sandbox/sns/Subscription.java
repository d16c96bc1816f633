package rekey.sandbox.sns;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import rekey.credential.Secret;

/**
 * Somebody's subscription to a topic. As long as it is pending, nothing is sent to it.
 *
 * @param number in the order in which they were made, for the region
 * @param arn the topic's, with a UUID
 * @param endpoint the address or number
 * @param token what the mail's link holds, kept because confirming again does no harm; nobody is sent a phone's
 * @param guarded whether only the account may end it, and not whoever has the link in a mail
 * @param pendingSince when the last mail that asks for confirmation was sent, empty once confirmed
 */
record Subscription(
        long number,
        String arn,
        TopicArn topic,
        Channel channel,
        String endpoint,
        Secret token,
        boolean guarded,
        Optional<Instant> pendingSince) {
    /** How long a token is valid, and a subscription waits for it. */
    static final Duration CONFIRMABLE = Duration.ofDays(2);

    Subscription {
        Objects.requireNonNull(arn, "arn");
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(pendingSince, "pendingSince");
    }

    boolean isPending() {
        return pendingSince.isPresent();
    }

    boolean isExpired(Instant now) {
        return pendingSince.map(since -> !now.isBefore(since.plus(CONFIRMABLE))).orElse(false);
    }

    Subscription confirmed() {
        return new Subscription(number, arn, topic, channel, endpoint, token, guarded, Optional.empty());
    }

    Subscription guardedByOwner() {
        return new Subscription(number, arn, topic, channel, endpoint, token, true, pendingSince);
    }

    /** Asked again. */
    Subscription pendingSince(Instant mailed) {
        return new Subscription(number, arn, topic, channel, endpoint, token, guarded, Optional.of(mailed));
    }
}
