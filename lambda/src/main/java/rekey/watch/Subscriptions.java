package rekey.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import rekey.failure.AccessDenied;
import rekey.failure.Failure;
import rekey.failure.TryLater;
import rekey.function.Deadline;
import rekey.ledger.Ledger;
import rekey.rotation.Rotation;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.Subscription;

/**
 * Who is told: an address that was never confirmed gets nothing, without anybody noticing. Those that are confirmed hear
 * of it, once for each address.
 */
record Subscriptions(Rotation rotation, SnsClient sns) implements Duty {
    private static final Duration LONGEST = Duration.ofSeconds(6);
    /** What <a href="https://docs.aws.amazon.com/sns/latest/api/API_Subscription.html">SNS</a> shows in an ARN's place. */
    private static final String PENDING = "PendingConfirmation";

    @Override
    public String name() {
        return "the subscriptions";
    }

    @Override
    public void attend(Round round) {
        List<Subscription> all = list(round.deadline());
        List<Subscription> unconfirmed = all.stream()
                .filter(subscription -> PENDING.equals(subscription.subscriptionArn()))
                .toList();
        if (all.stream()
                .noneMatch(subscription -> subscription.subscriptionArn().startsWith("arn:"))) {
            // To be told when there is somebody to tell.
            round.journal().warn("watch.nobody", "topic", rotation.settings().topicArn());
            return;
        }
        if (unconfirmed.isEmpty()) {
            return;
        }
        Ledger ledger = rotation.ledgers().read(round.deadline());
        for (Subscription subscription : unconfirmed) {
            ledger = rotation.announcer()
                    .say(
                            rotation.notices().unconfirmed(subscription.endpoint(), id(subscription.endpoint())),
                            ledger,
                            round.deadline());
        }
    }

    private List<Subscription> list(Deadline deadline) {
        String topic = rotation.settings().topicArn();
        Duration left = deadline.remainingUpTo(LONGEST);
        if (left.isZero()) {
            throw new TryLater("No time is left to list the subscriptions of %s.".formatted(topic));
        }
        try {
            return sns
                    .listSubscriptionsByTopicPaginator(request ->
                            request.topicArn(topic).overrideConfiguration(limit -> limit.apiCallTimeout(left)))
                    .subscriptions()
                    .stream()
                    .toList();
        } catch (SnsException e) {
            throw refusal(topic, e);
        } catch (SdkClientException e) {
            throw new TryLater(
                    "SNS gave no usable answer (%s).".formatted(e.getClass().getSimpleName()));
        }
    }

    private static Failure refusal(String topic, SnsException e) {
        String code = e.awsErrorDetails() == null
                ? ""
                : String.valueOf(e.awsErrorDetails().errorCode());
        return code.startsWith("AuthorizationError") || code.startsWith("AccessDenied")
                ? AccessDenied.toListSubscriptions(topic, e)
                : new TryLater("SNS does not list the subscriptions of %s (%s).".formatted(topic, code), e);
    }

    private static String id(String endpoint) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(endpoint.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JVM has SHA-256.", e);
        }
    }
}
