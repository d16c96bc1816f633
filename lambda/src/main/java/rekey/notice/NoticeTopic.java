package rekey.notice;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import rekey.failure.AccessDenied;
import rekey.failure.Failure;
import rekey.failure.NoticeRefused;
import rekey.failure.TryLater;
import rekey.function.Deadline;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.SnsException;

/**
 * The topic that people are subscribed to. Mail addresses get the notice's mail, numbers its short message, of the type
 * that carriers
 * <a href="https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-topic.html">deliver first</a>. Publishing takes 6 s at
 * most, with the SDK's retries in it. Thread-safe.
 */
public final class NoticeTopic {
    private static final Duration LONGEST = Duration.ofSeconds(6);

    private static final Map<String, MessageAttributeValue> NO_ADVERTISEMENT = Map.of(
            "AWS.SNS.SMS.SMSType",
            MessageAttributeValue.builder()
                    .dataType("String")
                    .stringValue("Transactional")
                    .build());

    private static final Set<String> PASSING = Set.of("KMSThrottling", "InternalError", "InternalFailure");

    private final SnsClient sns;
    private final String topicArn;

    public NoticeTopic(SnsClient sns, String topicArn) {
        this.sns = sns;
        this.topicArn = topicArn;
    }

    /**
     * @throws AccessDenied when the role may not publish, or may not use the topic's key
     * @throws NoticeRefused when SNS refuses it for another reason that somebody must mend
     * @throws TryLater when SNS throttles, fails or does not answer before {@code deadline}; it may have taken it all the
     *     same
     */
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
                    .messageAttributes(NO_ADVERTISEMENT)
                    .overrideConfiguration(limit -> limit.apiCallTimeout(left)));
        } catch (SnsException e) {
            throw refusal(e);
        } catch (SdkClientException e) {
            throw unanswered(e);
        }
    }

    private Failure refusal(SnsException e) {
        String code = e.awsErrorDetails() == null
                ? ""
                : String.valueOf(e.awsErrorDetails().errorCode());
        if (PASSING.contains(code) || code.startsWith("Throttl") || e.statusCode() >= 500 || e.statusCode() == 429) {
            return new TryLater("SNS is busy (%s).".formatted(code), e);
        }
        if (code.startsWith("AuthorizationError") || code.startsWith("AccessDenied") || code.startsWith("KMSAccess")) {
            return AccessDenied.toPublish(topicArn, e);
        }
        return new NoticeRefused(topicArn, code, e);
    }

    /** Keeps a cause only when it comes from the network: one that comes from a parser may quote what it parsed. */
    private static TryLater unanswered(SdkClientException e) {
        String what = "SNS gave no usable answer (%s).".formatted(e.getClass().getSimpleName());
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String type = cause.getClass().getName();
            if (cause instanceof IOException && (type.startsWith("java.net.") || type.startsWith("javax.net."))) {
                return new TryLater(what, cause);
            }
        }
        return new TryLater(what);
    }
}
