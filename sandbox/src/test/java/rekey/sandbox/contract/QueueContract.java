package rekey.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.refusalOf;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiptHandleIsInvalidException;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** SQS: standard queues, in which the only copy of a new client secret may wait. */
abstract class QueueContract extends Contract {
    QueueContract(BackEnd aws) {
        super(aws);
    }

    @Test
    @Needs(Capability.QUEUES)
    void receivesWhatWasSent() {
        String queue = newQueue(application, Map.of());
        SendMessageResponse sent = send(queue, "hello");
        Message received = receive(queue).get(0);
        assertThat(received.body()).isEqualTo("hello");
        assertThat(received.messageId()).isEqualTo(sent.messageId());
        assertThat(received.md5OfBody()).isEqualTo(sent.md5OfMessageBody());
        assertThat(received.receiptHandle()).isNotEmpty();
    }

    @Test
    @Needs(Capability.QUEUES)
    void findsAQueueByItsName() {
        String queue = newQueue(application, Map.of());
        assertThat(aws.sqs()
                        .getQueueUrl(request -> request.queueName(application))
                        .queueUrl())
                .isEqualTo(queue);
        assertThat(refusalOf(() -> aws.sqs().getQueueUrl(request -> request.queueName(application + "2"))))
                .isInstanceOf(QueueDoesNotExistException.class);
    }

    @Test
    @Needs(Capability.QUEUES)
    void whatIsReceivedIsHiddenUntilItIsGivenBack() {
        String queue = newQueue(application, Map.of("VisibilityTimeout", "300"));
        send(queue, "hello");
        Message received = receive(queue).get(0);
        assertThat(receive(queue)).isEmpty();
        giveBack(queue, received);
        assertThat(receive(queue)).hasSize(1);
    }

    @Test
    @Needs(Capability.QUEUES)
    void countsWhatWaitsAndWhatIsBeingWorkedOn() {
        String queue = newQueue(application, Map.of());
        send(queue, "one");
        send(queue, "two");
        receive(queue);
        assertThat(attributes(queue))
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "1")
                .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "1");
    }

    @Test
    @Needs(Capability.QUEUES)
    void whatIsDeletedDoesNotComeBack() {
        String queue = newQueue(application, Map.of("VisibilityTimeout", "0"));
        send(queue, "hello");
        Message received = receive(queue).get(0);
        aws.sqs().deleteMessage(request -> request.queueUrl(queue).receiptHandle(received.receiptHandle()));
        assertThat(receive(queue)).isEmpty();
    }

    @Test
    @Needs(Capability.QUEUES)
    void refusesAReceiptThatIsNone() {
        String queue = newQueue(application, Map.of());
        assertThat(refusalOf(() -> aws.sqs()
                        .deleteMessage(request -> request.queueUrl(queue).receiptHandle("none"))))
                .isInstanceOf(ReceiptHandleIsInvalidException.class);
    }

    @Test
    @Needs(Capability.QUEUES)
    void countsHowOftenAMessageWasReceived() {
        String queue = newQueue(application, Map.of());
        send(queue, "hello");
        giveBack(queue, receive(queue).get(0));
        Message again = aws.sqs()
                .receiveMessage(
                        request -> request.queueUrl(queue).messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages()
                .get(0);
        assertThat(again.attributes())
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "2")
                .containsKeys(
                        MessageSystemAttributeName.SENT_TIMESTAMP,
                        MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
                        MessageSystemAttributeName.SENDER_ID);
    }

    @Test
    @Needs(Capability.QUEUES)
    void whatWasReceivedOftenEnoughGoesToTheDeadLetterQueue() {
        String dead = newQueue(application + "-dead", Map.of());
        String deadArn = attributes(dead).get(QueueAttributeName.QUEUE_ARN);
        String redrive = "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":1}".formatted(deadArn);
        String queue = newQueue(application, Map.of("RedrivePolicy", redrive));
        String id = send(queue, "the only copy").messageId();
        giveBack(queue, receive(queue).get(0));
        assertThat(receive(queue)).isEmpty();
        Message kept = receive(dead).get(0);
        assertThat(kept.body()).isEqualTo("the only copy");
        assertThat(kept.messageId()).isEqualTo(id);
    }

    @Test
    @Needs(Capability.QUEUES)
    void keepsItsAttributesAndItsPolicy() {
        String policy = """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"437568002678"},\
                "Action":["sqs:SendMessage","sqs:GetQueueAttributes"],"Resource":"*"}]}""";
        String queue = newQueue(
                application,
                Map.of(
                        "MessageRetentionPeriod",
                        "1209600",
                        "VisibilityTimeout",
                        "180",
                        "SqsManagedSseEnabled",
                        "true"));
        aws.sqs()
                .setQueueAttributes(
                        request -> request.queueUrl(queue).attributes(Map.of(QueueAttributeName.POLICY, policy)));
        Map<QueueAttributeName, String> attributes = attributes(queue);
        assertThat(attributes)
                .containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600")
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "180")
                .containsEntry(QueueAttributeName.SQS_MANAGED_SSE_ENABLED, "true");
        assertThat(attributes.get(QueueAttributeName.POLICY)).contains("437568002678", "sqs:SendMessage");
        assertThat(attributes.get(QueueAttributeName.QUEUE_ARN))
                .matches("arn:aws:sqs:us-east-1:\\d{12}:" + application);
    }

    @Test
    @Needs(Capability.QUEUE_ATTRIBUTES_CHECKED)
    void refusesAttributesThatThereAreNot() {
        assertThat(codeOf(() -> newQueue(application, Map.of("Colour", "red")))).isEqualTo("InvalidAttributeName");
        assertThat(codeOf(() -> newQueue(application, Map.of("VisibilityTimeout", "43201"))))
                .isEqualTo("InvalidAttributeValue");
    }

    @Test
    @Needs(Capability.QUEUES)
    void receivesAtMostTenAtOnce() {
        String queue = newQueue(application, Map.of());
        assertThat(codeOf(() -> aws.sqs()
                        .receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(11))))
                .isIn("InvalidParameterValue", "ReadCountOutOfRange");
    }

    @Test
    @Needs(Capability.QUEUES)
    void aDeletedQueueIsGone() {
        String queue = newQueue(application, Map.of());
        aws.sqs().deleteQueue(request -> request.queueUrl(queue));
        assertThat(refusalOf(() -> send(queue, "hello"))).isInstanceOf(QueueDoesNotExistException.class);
    }

    private String newQueue(String name, Map<String, String> attributes) {
        return aws.sqs()
                .createQueue(request -> request.queueName(name).attributesWithStrings(attributes))
                .queueUrl();
    }

    private SendMessageResponse send(String queue, String body) {
        return aws.sqs().sendMessage(request -> request.queueUrl(queue).messageBody(body));
    }

    private List<Message> receive(String queue) {
        return aws.sqs()
                .receiveMessage(request -> request.queueUrl(queue).waitTimeSeconds(0))
                .messages();
    }

    private void giveBack(String queue, Message message) {
        aws.sqs()
                .changeMessageVisibility(request -> request.queueUrl(queue)
                        .receiptHandle(message.receiptHandle())
                        .visibilityTimeout(0));
    }

    private Map<QueueAttributeName, String> attributes(String queue) {
        return aws.sqs()
                .getQueueAttributes(request -> request.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                .attributes();
    }
}
