package rekey.sandbox.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static rekey.sandbox.LoopbackAws.codeOf;
import static rekey.sandbox.LoopbackAws.refusalOf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.sandbox.LoopbackAws;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.InvalidAddressException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeNameException;
import software.amazon.awssdk.services.sqs.model.InvalidAttributeValueException;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sqs.model.UnsupportedOperationException;

/** Queues as such: made, found, described, changed, listed, tagged and deleted. */
class QueuesTest {
    private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
            + "\"Principal\":{\"AWS\":\"123456789012\"},\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}}";

    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    private final SqsClient sqs = aws.sqs;

    @Test
    void aQueueHasAnAddressByWhichItIsFoundAgain() {
        String url = create("expiry", Map.of());
        assertThat(url).isEqualTo(aws.endpoint() + "/123456789012/expiry");
        assertThat(sqs.getQueueUrl(request -> request.queueName("expiry")).queueUrl())
                .isEqualTo(url);
    }

    @Test
    void hasTheDefaultsOfSqs() {
        Map<String, String> attributes = attributes(create("expiry", Map.of()));
        assertThat(attributes)
                .containsOnlyKeys(
                        "ApproximateNumberOfMessages",
                        "ApproximateNumberOfMessagesDelayed",
                        "ApproximateNumberOfMessagesNotVisible",
                        "CreatedTimestamp",
                        "DelaySeconds",
                        "LastModifiedTimestamp",
                        "MaximumMessageSize",
                        "MessageRetentionPeriod",
                        "QueueArn",
                        "ReceiveMessageWaitTimeSeconds",
                        "SqsManagedSseEnabled",
                        "VisibilityTimeout")
                .contains(
                        entry("DelaySeconds", "0"),
                        entry("MaximumMessageSize", "1048576"),
                        entry("MessageRetentionPeriod", "345600"),
                        entry("QueueArn", "arn:aws:sqs:us-east-1:123456789012:expiry"),
                        entry("ReceiveMessageWaitTimeSeconds", "0"),
                        entry("SqsManagedSseEnabled", "true"),
                        entry("VisibilityTimeout", "30"));
    }

    @Test
    void showsTheAttributesThatAreAskedFor() {
        String url = create("expiry", Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "360"));
        assertThat(sqs.getQueueAttributes(request -> request.queueUrl(url)
                                .attributeNames(QueueAttributeName.VISIBILITY_TIMEOUT, QueueAttributeName.POLICY))
                        .attributesAsStrings())
                .containsExactly(entry("VisibilityTimeout", "360"));
        assertThat(sqs.getQueueAttributes(request -> request.queueUrl(url)).attributes())
                .isEmpty();
        assertThat(refusalOf(() ->
                        sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNamesWithStrings("Colour"))))
                .isInstanceOf(InvalidAttributeNameException.class)
                .hasMessageContaining("Unknown Attribute Colour.");
    }

    @Test
    void isMadeOnceWithTheSameAttributesAndNotWithOthers() {
        Map<QueueAttributeName, String> attributes =
                Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600", QueueAttributeName.POLICY, POLICY);
        String url = create("expiry", attributes);
        assertThat(create("expiry", attributes)).isEqualTo(url);
        assertThat(create("expiry", Map.of())).isEqualTo(url);
        assertThat(create("expiry", Map.of(QueueAttributeName.POLICY, POLICY.replace("\":", "\" : "))))
                .isEqualTo(url);
        assertThat(refusalOf(() -> create("expiry", Map.of(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "60"))))
                .isInstanceOf(QueueNameExistsException.class)
                .hasMessageContaining("a different value for attribute MessageRetentionPeriod");
    }

    @Test
    void changesWhatItIsToldAndKeepsTheRest() {
        String url = create("expiry", Map.of(QueueAttributeName.DELAY_SECONDS, "5"));
        aws.clock.advance(Duration.ofHours(1));
        set(url, Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "0", QueueAttributeName.POLICY, POLICY));
        Map<String, String> attributes = attributes(url);
        assertThat(attributes)
                .containsEntry("DelaySeconds", "5")
                .containsEntry("VisibilityTimeout", "0")
                .containsEntry("Policy", POLICY);
        assertThat(Long.parseLong(attributes.get("LastModifiedTimestamp"))
                        - Long.parseLong(attributes.get("CreatedTimestamp")))
                .isBetween(3_600L, 3_610L);

        set(url, Map.of(QueueAttributeName.POLICY, ""));
        assertThat(attributes(url)).doesNotContainKey("Policy");
    }

    @ParameterizedTest
    @CsvSource({
        "VisibilityTimeout,43201",
        "VisibilityTimeout,-1",
        "VisibilityTimeout,a",
        "MessageRetentionPeriod,59",
        "MessageRetentionPeriod,1209601",
        "DelaySeconds,901",
        "ReceiveMessageWaitTimeSeconds,21",
        "MaximumMessageSize,1023",
        "MaximumMessageSize,1048577",
        "KmsDataKeyReusePeriodSeconds,59",
        "SqsManagedSseEnabled,maybe",
        "Policy,hunter2"
    })
    void refusesAnAttributeBeyondItsLimits(String name, String value) {
        assertThat(refusalOf(() -> sqs.createQueue(
                        request -> request.queueName("expiry").attributesWithStrings(Map.of(name, value)))))
                .isInstanceOf(InvalidAttributeValueException.class)
                .hasMessageContaining("Invalid value for the parameter " + name)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void refusesAttributesThatItDoesNotKnow() {
        for (String name : List.of("Colour", "QueueArn", "ApproximateNumberOfMessages")) {
            assertThat(codeOf(() -> sqs.createQueue(
                            request -> request.queueName("expiry").attributesWithStrings(Map.of(name, "1")))))
                    .isEqualTo("InvalidAttributeName");
        }
    }

    @Test
    void refusesFifoQueuesByName() {
        assertThat(refusalOf(() -> create("expiry.fifo", Map.of(QueueAttributeName.FIFO_QUEUE, "true"))))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("expiry.fifo is a FIFO queue");
        assertThat(refusalOf(() -> create("expiry", Map.of(QueueAttributeName.FIFO_QUEUE, "true"))))
                .hasMessageContaining("FifoQueue is for FIFO queues");
    }

    @Test
    void hasOneKindOfEncryption() {
        String url = create("expiry", Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, "alias/my-erp"));
        assertThat(attributes(url))
                .containsEntry("SqsManagedSseEnabled", "false")
                .containsEntry("KmsMasterKeyId", "alias/my-erp")
                .containsEntry("KmsDataKeyReusePeriodSeconds", "300");
        set(url, Map.of(QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "true"));
        assertThat(attributes(url))
                .containsEntry("SqsManagedSseEnabled", "true")
                .doesNotContainKey("KmsMasterKeyId");
        assertThat(codeOf(() -> set(
                        url,
                        Map.of(
                                QueueAttributeName.KMS_MASTER_KEY_ID,
                                "alias/my-erp",
                                QueueAttributeName.SQS_MANAGED_SSE_ENABLED,
                                "true"))))
                .isEqualTo("InvalidAttributeValue");
    }

    @Test
    void listsTheQueuesOfTheRegionByPrefixAndInPages() {
        List<String> urls = new ArrayList<>();
        for (String name : List.of("a-1", "a-2", "a-3", "b")) {
            urls.add(create(name, Map.of()));
        }
        assertThat(sqs.listQueues().queueUrls()).isEqualTo(urls);
        ListQueuesResponse page =
                sqs.listQueues(request -> request.queueNamePrefix("a-").maxResults(2));
        assertThat(page.queueUrls()).isEqualTo(urls.subList(0, 2));
        assertThat(sqs.listQueues(request ->
                                request.queueNamePrefix("a-").maxResults(2).nextToken(page.nextToken()))
                        .queueUrls())
                .isEqualTo(urls.subList(2, 3));
        try (SqsClient elsewhere = aws.sqsIn("eu-west-1", "operator")) {
            assertThat(elsewhere.listQueues().queueUrls()).isEmpty();
            assertThat(refusalOf(() -> elsewhere.getQueueUrl(request -> request.queueName("b"))))
                    .isInstanceOf(QueueDoesNotExistException.class);
        }
    }

    @Test
    void aQueueThatIsNotThereIsSaidSoInTheCodeOfTheQueryProtocol() {
        SqsException refusal = (SqsException) refusalOf(() -> attributes(aws.endpoint() + "/123456789012/none"));
        assertThat(refusal).isInstanceOf(QueueDoesNotExistException.class);
        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
        assertThat(refusalOf(() -> attributes(aws.endpoint() + "/210987654321/none")))
                .isInstanceOf(QueueDoesNotExistException.class);
        assertThat(refusalOf(() -> attributes("none"))).isInstanceOf(InvalidAddressException.class);
    }

    @Test
    void aDeletedQueueIsGoneAndItsNameIsNotFreeForAMinute() {
        String url = create("expiry", Map.of());
        sqs.deleteQueue(request -> request.queueUrl(url));

        assertThat(codeOf(() -> attributes(url))).isEqualTo("AWS.SimpleQueueService.NonExistentQueue");
        assertThat(refusalOf(() -> create("expiry", Map.of()))).isInstanceOf(QueueDeletedRecentlyException.class);
        aws.clock.advance(Duration.ofMinutes(1));
        assertThat(create("expiry", Map.of())).isEqualTo(url);
    }

    @Test
    void keepsTags() {
        String url = sqs.createQueue(request -> request.queueName("expiry").tags(Map.of("app", "my-erp", "team", "a")))
                .queueUrl();
        sqs.tagQueue(request -> request.queueUrl(url).tags(Map.of("team", "b")));
        sqs.untagQueue(request -> request.queueUrl(url).tagKeys("app"));
        assertThat(sqs.listQueueTags(request -> request.queueUrl(url)).tags()).containsExactly(entry("team", "b"));
    }

    @Test
    void refusesByNameWhatItDoesNotDo() {
        assertThat(refusalOf(() -> sqs.removePermission(
                                request -> request.queueUrl("http://a/1/b").label("c")))
                        .awsErrorDetails()
                        .errorMessage())
                .startsWith("The Rekey sandbox does not answer AmazonSQS.RemovePermission. It answers:"
                        + " AmazonSQS.CancelMessageMoveTask, ");
    }

    private String create(String name, Map<QueueAttributeName, String> attributes) {
        return sqs.createQueue(request -> request.queueName(name).attributes(attributes))
                .queueUrl();
    }

    private void set(String url, Map<QueueAttributeName, String> attributes) {
        sqs.setQueueAttributes(request -> request.queueUrl(url).attributes(attributes));
    }

    private Map<String, String> attributes(String url) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributesAsStrings();
    }
}
