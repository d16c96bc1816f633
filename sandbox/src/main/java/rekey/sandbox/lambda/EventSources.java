package rekey.sandbox.lambda;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.iam.Iam;

/** The event source mappings there are. Thread-safe. */
final class EventSources {
    private static final List<String> NEEDED =
            List.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes");

    private final SandboxClock clock;
    private final Iam iam;
    private final Environments environments;
    private final Invoker invoker;
    private final QueueSource queues;
    private final Map<String, QueuePoller> pollers = new ConcurrentHashMap<>();

    EventSources(SandboxClock clock, Iam iam, Environments environments, Invoker invoker, QueueSource queues) {
        this.clock = clock;
        this.iam = iam;
        this.environments = environments;
        this.invoker = invoker;
        this.queues = queues;
    }

    /**
     * Begins to read from a queue.
     *
     * @return the mapping's id
     * @throws AwsError when the function is not there, its role may not read from the queue, the queue gives it less time
     *     than it may take, or it reads from the queue already
     */
    String put(EventSource source) {
        FunctionDefinition function = invoker.find(source.function()).definition();
        Caller role = Caller.overNetwork(environments.assume(function), true);
        for (String action : NEEDED) {
            iam.refusal(role, action, source.queueArn(), Map.of()).ifPresent(reason -> {
                throw refused("The provided execution role does not have permissions to call "
                        + action.substring(action.indexOf(':') + 1) + " on SQS. " + reason);
            });
        }
        long visibility = Long.parseLong(queues.attributes(source.queueArn()).getOrDefault("VisibilityTimeout", "30"));
        if (visibility < function.timeout().toSeconds()) {
            throw refused("Queue visibility timeout: " + visibility + " seconds is less than Function timeout: "
                    + function.timeout().toSeconds() + " seconds");
        }
        for (QueuePoller other : pollers.values()) {
            if (other.source().queueArn().equals(source.queueArn())
                    && other.source().function().equals(source.function())) {
                throw new AwsError(
                        409,
                        "ResourceConflictException",
                        source.function().arn() + " has an event source mapping for " + source.queueArn()
                                + " already. Delete that first.");
            }
        }
        String id = UUID.randomUUID().toString();
        QueuePoller poller = new QueuePoller(source, clock, environments, invoker, queues);
        pollers.put(id, poller);
        if (source.enabled()) {
            poller.start();
        }
        return id;
    }

    void delete(String id) {
        Optional.ofNullable(pollers.remove(id)).ifPresent(QueuePoller::stop);
    }

    void deleteOf(FunctionName function) {
        pollers.forEach((id, poller) -> {
            if (poller.source().function().unqualified().equals(function.unqualified())) {
                delete(id);
            }
        });
    }

    /** How the last reading from the queue went: {@code OK}, {@code No records processed}, {@code PROBLEM: …}. */
    String lastResult(String id) {
        return Optional.ofNullable(pollers.get(id))
                .map(QueuePoller::lastResult)
                .orElseThrow(() ->
                        new AwsError(404, "ResourceNotFoundException", "The resource you requested does not exist."));
    }

    private static AwsError refused(String why) {
        return AwsError.refused("InvalidParameterValueException", why);
    }
}
