package rekey.sandbox.sqs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.OptionalInt;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.aws.TextRule;

/** Moving messages out of a dead-letter queue: started, followed and cancelled. */
final class RedriveOperations {
    private static final int FASTEST = 500;
    private static final int MOST_RESULTS = 10;

    private final MoveTasks tasks;

    RedriveOperations(MoveTasks tasks) {
        this.tasks = tasks;
    }

    ObjectNode start(AwsRequest request) {
        AwsInput input = request.members();
        Optional<QueueArn> destination = input.optionalText("DestinationArn", TextRule.ANY)
                .map(arn -> QueueArn.read(arn).orElseThrow(() -> Refusals.noResource("DestinationArn")));
        OptionalInt perSecond = Parameters.integer(input, "MaxNumberOfMessagesPerSecond", 1, FASTEST);
        MoveTask task = tasks.start(request.caller(), source(input), destination, perSecond);
        return AwsJson.object().put("TaskHandle", task.handle());
    }

    ObjectNode list(AwsRequest request) {
        AwsInput input = request.members();
        int most = Parameters.integer(input, "MaxResults", 1, MOST_RESULTS).orElse(1);
        ObjectNode answer = AwsJson.object();
        ArrayNode results = answer.putArray("Results");
        tasks.list(request.caller(), source(input), most).forEach(task -> results.add(json(task)));
        return answer;
    }

    ObjectNode cancel(AwsRequest request) {
        MoveTask task = tasks.cancel(request.caller(), Parameters.required(request.members(), "TaskHandle"));
        return AwsJson.object().put("ApproximateNumberOfMessagesMoved", task.moved());
    }

    private static ObjectNode json(MoveTask task) {
        ObjectNode json = AwsJson.object()
                .put("Status", task.status())
                .put("SourceArn", task.source().toString())
                .put("ApproximateNumberOfMessagesMoved", task.moved())
                .put("ApproximateNumberOfMessagesToMove", task.toMove())
                .put("StartedTimestamp", task.started().toEpochMilli());
        if (task.isRunning()) {
            json.put("TaskHandle", task.handle());
        }
        task.destination().ifPresent(arn -> json.put("DestinationArn", arn.toString()));
        task.perSecond().ifPresent(rate -> json.put("MaxNumberOfMessagesPerSecond", rate));
        task.failure().ifPresent(reason -> json.put("FailureReason", reason));
        return json;
    }

    private static QueueArn source(AwsInput input) {
        return QueueArn.read(Parameters.required(input, "SourceArn"))
                .orElseThrow(() -> Refusals.noResource("SourceArn"));
    }
}
