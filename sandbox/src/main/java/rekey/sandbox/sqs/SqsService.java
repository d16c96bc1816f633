package rekey.sandbox.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import rekey.sandbox.aws.AwsJsonService;
import rekey.sandbox.aws.AwsRequest;

/**
 * {@link Sqs} over the network: <a
 * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html">SQS's API</a> for standard queues
 * in AWS JSON 1.0. {@code AddPermission} and {@code RemovePermission} are not here: set the queue's policy. Safe for use by
 * several threads.
 */
public final class SqsService implements AwsJsonService {
    private final URI endpoint;
    private final TreeMap<String, Function<AwsRequest, ObjectNode>> operations = new TreeMap<>();

    /** @param endpoint what the addresses of queues begin with, {@code http://127.0.0.1:4566} */
    public SqsService(Sqs sqs, URI endpoint) {
        this.endpoint = endpoint;
        QueueOperations queues = new QueueOperations(sqs, endpoint);
        MessageOperations messages = new MessageOperations(sqs);
        BatchOperations batches = new BatchOperations(sqs);
        RedriveOperations redrives = new RedriveOperations(sqs.moves);
        operations.putAll(Map.of(
                "CreateQueue", queues::create,
                "GetQueueUrl", queues::find,
                "ListQueues", queues::list,
                "ListDeadLetterSourceQueues", queues::listSources,
                "GetQueueAttributes", queues::describe,
                "SetQueueAttributes", queues::change,
                "PurgeQueue", queues::purge,
                "DeleteQueue", queues::delete));
        operations.putAll(Map.of(
                "TagQueue", queues::tag,
                "UntagQueue", queues::untag,
                "ListQueueTags", queues::tags,
                "StartMessageMoveTask", redrives::start,
                "ListMessageMoveTasks", redrives::list,
                "CancelMessageMoveTask", redrives::cancel));
        operations.putAll(Map.of(
                "SendMessage", messages::send,
                "SendMessageBatch", batches::send,
                "ReceiveMessage", messages::receive,
                "DeleteMessage", messages::delete,
                "DeleteMessageBatch", batches::delete,
                "ChangeMessageVisibility", messages::hide,
                "ChangeMessageVisibilityBatch", batches::hide));
    }

    /** The address of a queue, by which clients name it and to which a template's {@code Ref} of a queue resolves. */
    public String url(String queueArn) {
        return QueueArn.parse(queueArn).url(endpoint);
    }

    @Override
    public String targetPrefix() {
        return "AmazonSQS";
    }

    @Override
    public String errorNamespace() {
        return "com.amazonaws.sqs#";
    }

    @Override
    public SortedMap<String, Function<AwsRequest, ObjectNode>> operations() {
        return Collections.unmodifiableSortedMap(operations);
    }
}
