package rekey.notice;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import rekey.failure.TryLater;
import rekey.function.Deadline;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * The topic that people are subscribed to. Mail addresses get the notice's mail, numbers its short message. Thread-safe.
 */
public final class NoticeTopic {
    private static final Duration LONGEST = Duration.ofSeconds(6);

    private final SnsClient sns;
    private final String topicArn;

    public NoticeTopic(SnsClient sns, String topicArn) {
        this.sns = sns;
        this.topicArn = topicArn;
    }

    /** @throws TryLater when SNS does not take it, whatever the reason; it may have taken it all the same */
    public void publish(Notice notice, Deadline deadline) {
        String perProtocol = JsonNodeFactory.instance
                .objectNode()
                .put("default", notice.mail())
                .put("email", notice.mail())
                .put("sms", notice.sms())
                .toString();
        Duration left = deadline.remainingUpTo(LONGEST);
        if (left.isZero()) {
            throw new TryLater("No time is left to publish to %s.".formatted(topicArn));
        }
        try {
            sns.publish(publish -> publish.topicArn(topicArn)
                    .subject(notice.subject())
                    .messageStructure("json")
                    .message(perProtocol)
                    .overrideConfiguration(limit -> limit.apiCallTimeout(left)));
        } catch (SdkException e) {
            throw new TryLater("Cannot publish to %s.".formatted(topicArn), e);
        }
    }
}
