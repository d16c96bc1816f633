package rekey.sandbox.contract.shape;

import static rekey.sandbox.contract.shape.Tour.refused;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** SQS. */
final class QueueStops {
    private final Tour tour;
    private final SqsClient sqs;

    QueueStops(Tour tour) {
        this.tour = tour;
        sqs = tour.client(SqsClient::builder);
    }

    void addTo(Map<String, Runnable> stops) {
        stops.put("AmazonSQS.CreateQueue", this::create);
        stops.put("AmazonSQS.GetQueueUrl", this::find);
        stops.put("AmazonSQS.ListQueues", this::list);
        stops.put("AmazonSQS.GetQueueAttributes", this::describe);
        stops.put("AmazonSQS.SetQueueAttributes", this::change);
        stops.put("AmazonSQS.SendMessage", this::send);
        stops.put("AmazonSQS.SendMessageBatch", this::sendSeveral);
        stops.put("AmazonSQS.ReceiveMessage", this::receive);
        stops.put("AmazonSQS.DeleteMessage", this::delete);
        stops.put("AmazonSQS.DeleteMessageBatch", this::deleteSeveral);
        stops.put("AmazonSQS.ChangeMessageVisibility", this::hide);
        stops.put("AmazonSQS.ChangeMessageVisibilityBatch", this::hideSeveral);
        stops.put("AmazonSQS.ListDeadLetterSourceQueues", this::sources);
        stops.put("AmazonSQS.PurgeQueue", () -> sqs.purgeQueue(request -> request.queueUrl(newQueue())));
        stops.put("AmazonSQS.DeleteQueue", this::remove);
    }

    private void create() {
        String name = tour.newName();
        sqs.createQueue(
                request -> request.queueName(name).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "60")));
        refused(() -> sqs.createQueue(
                request -> request.queueName(name).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "61"))));
        refused(() -> sqs.createQueue(
                request -> request.queueName(tour.newName()).attributesWithStrings(Map.of("Colour", "red"))));
        refused(() -> sqs.createQueue(request ->
                request.queueName(tour.newName()).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "43201"))));
    }

    private void find() {
        String name = tour.newName();
        sqs.createQueue(request -> request.queueName(name));
        sqs.getQueueUrl(request -> request.queueName(name));
        refused(() -> sqs.getQueueUrl(request -> request.queueName("none")));
    }

    private void list() {
        newQueue();
        newQueue();
        sqs.listQueues(request -> request.queueNamePrefix("tour-").maxResults(1));
    }

    private void describe() {
        sqs.getQueueAttributes(request -> request.queueUrl(newQueue()).attributeNames(QueueAttributeName.ALL));
        refused(() ->
                sqs.getQueueAttributes(request -> request.queueUrl(none()).attributeNames(QueueAttributeName.ALL)));
        refused(() ->
                sqs.getQueueAttributes(request -> request.queueUrl(newQueue()).attributeNamesWithStrings("Colour")));
    }

    private void change() {
        sqs.setQueueAttributes(request ->
                request.queueUrl(newQueue()).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "60")));
        refused(() -> sqs.setQueueAttributes(
                request -> request.queueUrl(none()).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "60"))));
        refused(() -> sqs.setQueueAttributes(request ->
                request.queueUrl(newQueue()).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "x"))));
    }

    private void send() {
        sqs.sendMessage(
                request -> request.queueUrl(newQueue()).messageBody("hello").delaySeconds(1));
        refused(() -> sqs.sendMessage(request -> request.queueUrl(none()).messageBody("hello")));
        refused(() -> sqs.sendMessage(request -> request.queueUrl(newQueue()).messageBody("\u0000")));
    }

    private void sendSeveral() {
        sqs.sendMessageBatch(request -> request.queueUrl(newQueue())
                .entries(List.of(SendMessageBatchRequestEntry.builder()
                        .id("a")
                        .messageBody("hello")
                        .build())));
    }

    private void receive() {
        String queue = newQueue();
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody("hello"));
        sqs.receiveMessage(request -> request.queueUrl(queue)
                .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                .maxNumberOfMessages(10)
                .visibilityTimeout(60)
                .waitTimeSeconds(0));
        sqs.receiveMessage(request -> request.queueUrl(queue));
        refused(() -> sqs.receiveMessage(request -> request.queueUrl(none())));
        refused(() -> sqs.receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(11)));
    }

    private void delete() {
        String queue = newQueue();
        String receipt = received(queue).receiptHandle();
        sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(receipt));
        refused(() -> sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle("none")));
        refused(() -> sqs.deleteMessage(request -> request.queueUrl(none()).receiptHandle(receipt)));
    }

    private void deleteSeveral() {
        String queue = newQueue();
        String receipt = received(queue).receiptHandle();
        sqs.deleteMessageBatch(request -> request.queueUrl(queue)
                .entries(List.of(
                        DeleteMessageBatchRequestEntry.builder()
                                .id("a")
                                .receiptHandle(receipt)
                                .build(),
                        DeleteMessageBatchRequestEntry.builder()
                                .id("b")
                                .receiptHandle("none")
                                .build())));
    }

    private void hide() {
        String queue = newQueue();
        String receipt = received(queue).receiptHandle();
        sqs.changeMessageVisibility(
                request -> request.queueUrl(queue).receiptHandle(receipt).visibilityTimeout(0));
        refused(() -> sqs.changeMessageVisibility(
                request -> request.queueUrl(queue).receiptHandle("none").visibilityTimeout(0)));
        refused(() -> sqs.changeMessageVisibility(
                request -> request.queueUrl(none()).receiptHandle(receipt).visibilityTimeout(0)));
    }

    private void hideSeveral() {
        String queue = newQueue();
        String receipt = received(queue).receiptHandle();
        sqs.changeMessageVisibilityBatch(request -> request.queueUrl(queue)
                .entries(List.of(ChangeMessageVisibilityBatchRequestEntry.builder()
                        .id("a")
                        .receiptHandle(receipt)
                        .visibilityTimeout(0)
                        .build())));
    }

    private void sources() {
        String dead = newQueue();
        String arn = sqs.getQueueAttributes(
                        request -> request.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        sqs.createQueue(request -> request.queueName(tour.newName())
                .attributes(Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":10}".formatted(arn))));
        sqs.listDeadLetterSourceQueues(request -> request.queueUrl(dead));
    }

    private void remove() {
        String queue = newQueue();
        sqs.deleteQueue(request -> request.queueUrl(queue));
        refused(() -> sqs.deleteQueue(request -> request.queueUrl(none())));
    }

    private Message received(String queue) {
        sqs.sendMessage(request -> request.queueUrl(queue).messageBody("hello"));
        return sqs.receiveMessage(request -> request.queueUrl(queue)).messages().get(0);
    }

    private String newQueue() {
        return sqs.createQueue(request -> request.queueName(tour.newName())).queueUrl();
    }

    private String none() {
        return newQueue() + "-none";
    }
}
