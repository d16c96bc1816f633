package rekey.cli.preflight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import rekey.cli.aws.AwsProblem;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/**
 * What SQS says of a queue.
 *
 * @param attributes by their names
 */
record QueueFacts(String name, Map<String, String> attributes) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Nothing when there is no such queue.
     *
     * @throws rekey.cli.CommandFailure when it may not be looked at
     */
    static Optional<QueueFacts> find(SqsClient sqs, String name) {
        try {
            String url = sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
            return Optional.of(new QueueFacts(
                    name,
                    sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                            .attributesAsStrings()));
        } catch (QueueDoesNotExistException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw new AwsProblem("look at the queue " + name, "sqs:GetQueueUrl and sqs:GetQueueAttributes on it")
                    .failure(e);
        }
    }

    String arn() {
        return attribute("QueueArn");
    }

    boolean isStandard() {
        return !attribute("FifoQueue").equals("true");
    }

    String policy() {
        return attribute("Policy");
    }

    /** As SQS was given it: an alias, an id, an ARN; nothing when it has no key of KMS. */
    Optional<String> key() {
        return Optional.of(attribute("KmsMasterKeyId")).filter(key -> !key.isEmpty());
    }

    Duration retention() {
        return Duration.ofSeconds(number("MessageRetentionPeriod"));
    }

    /** Also those that are being looked at, or not shown yet. */
    long messages() {
        return number("ApproximateNumberOfMessages")
                + number("ApproximateNumberOfMessagesNotVisible")
                + number("ApproximateNumberOfMessagesDelayed");
    }

    /** Where messages go that cannot be dealt with: an ARN; empty when they go nowhere. */
    String failedQueueArn() {
        try {
            return JSON.readTree(attribute("RedrivePolicy"))
                    .path("deadLetterTargetArn")
                    .asText();
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private long number(String name) {
        String text = attribute(name);
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private String attribute(String name) {
        return attributes.getOrDefault(name, "");
    }
}
