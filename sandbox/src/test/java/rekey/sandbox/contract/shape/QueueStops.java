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
    private static final Map<String, String> TAGS = Map.of("team", "erp");

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
        stops.put("AmazonSQS.TagQueue", this::tag);
        stops.put("AmazonSQS.UntagQueue", this::untag);
        stops.put("AmazonSQS.ListQueueTags", this::tags);
        stops.put("AmazonSQS.StartMessageMoveTask", this::startMoving);
        stops.put("AmazonSQS.CancelMessageMoveTask", this::stopMoving);
        stops.put("AmazonSQS.ListMessageMoveTasks", this::moves);
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
        refused(() -> sqs.receiveMessage(
                request -> request.queueUrl(queue).messageSystemAttributeNamesWithStrings("Colour")));
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

    private void tag() {
        sqs.tagQueue(request -> request.queueUrl(newQueue()).tags(TAGS));
        refused(() -> sqs.tagQueue(request -> request.queueUrl(none()).tags(TAGS)));
    }

    private void untag() {
        sqs.untagQueue(request -> request.queueUrl(newQueue()).tagKeys("team"));
        refused(() -> sqs.untagQueue(request -> request.queueUrl(none()).tagKeys("team")));
    }

    private void tags() {
        String queue = newQueue();
        sqs.tagQueue(request -> request.queueUrl(queue).tags(TAGS));
        sqs.listQueueTags(request -> request.queueUrl(queue));
        refused(() -> sqs.listQueueTags(request -> request.queueUrl(none())));
    }

    private void startMoving() {
        String dead = newDeadLetters();
        move(dead);
        refused(() -> move(dead));
        refused(() -> move(dead + "-none"));
    }

    private void stopMoving() {
        String task = move(newDeadLetters());
        sqs.cancelMessageMoveTask(request -> request.taskHandle(task));
        refused(() -> sqs.cancelMessageMoveTask(request -> request.taskHandle("none")));
    }

    private void moves() {
        String dead = newDeadLetters();
        move(dead);
        sqs.listMessageMoveTasks(request -> request.sourceArn(dead).maxResults(10));
        refused(() -> sqs.listMessageMoveTasks(request -> request.sourceArn(dead + "-none")));
    }

    /** Starts to move messages to a new queue, one a second. */
    private String move(String from) {
        String to = arn(newQueue());
        return sqs.startMessageMoveTask(
                        request -> request.sourceArn(from).destinationArn(to).maxNumberOfMessagesPerSecond(1))
                .taskHandle();
    }

    /** Returns the ARN of a queue with two messages, which is the dead-letter queue of another. */
    private String newDeadLetters() {
        String dead = newQueue();
        sqs.sendMessage(request -> request.queueUrl(dead).messageBody("hello"));
        sqs.sendMessage(request -> request.queueUrl(dead).messageBody("hello"));
        return feeding(dead);
    }

    private void sources() {
        String dead = newQueue();
        feeding(dead);
        sqs.listDeadLetterSourceQueues(request -> request.queueUrl(dead));
    }

    /** Makes another queue whose dead-letter queue is this, and returns this one's ARN. */
    private String feeding(String dead) {
        String arn = arn(dead);
        sqs.createQueue(request -> request.queueName(tour.newName())
                .attributes(Map.of(
                        QueueAttributeName.REDRIVE_POLICY,
                        "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":10}".formatted(arn))));
        return arn;
    }

    private void remove() {
        String queue = newQueue();
        sqs.deleteQueue(request -> request.queueUrl(queue));
        refused(() -> sqs.deleteQueue(request -> request.queueUrl(none())));
    }

    private String arn(String queue) {
        return sqs.getQueueAttributes(request -> request.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
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
