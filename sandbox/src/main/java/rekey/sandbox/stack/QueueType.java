package rekey.sandbox.stack;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import rekey.sandbox.Sandbox;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.sqs.Sqs;

/**
 * A standard queue. {@code Ref} is its URL at the sandbox, {@code http://127.0.0.1:<port>/<account>/<name>}. One of its name
 * that is there already, as of a stack that left it behind, is in its way.
 */
final class QueueType implements ResourceType {
    private static final Map<String, String> DEFAULTS = Map.of(
            "DelaySeconds", "0",
            "KmsDataKeyReusePeriodSeconds", "300",
            "MaximumMessageSize", "1048576",
            "MessageRetentionPeriod", "345600",
            "ReceiveMessageWaitTimeSeconds", "0",
            "SqsManagedSseEnabled", "true",
            "VisibilityTimeout", "30");

    private final Sqs sqs;
    private final URI endpoint;

    QueueType(Sqs sqs, URI endpoint) {
        this.sqs = sqs;
        this.endpoint = endpoint;
    }

    @Override
    public String name() {
        return "AWS::SQS::Queue";
    }

    @Override
    public Set<String> properties() {
        return Set.of(
                "DelaySeconds",
                "KmsDataKeyReusePeriodSeconds",
                "KmsMasterKeyId",
                "MaximumMessageSize",
                "MessageRetentionPeriod",
                "QueueName",
                "ReceiveMessageWaitTimeSeconds",
                "RedrivePolicy",
                "SqsManagedSseEnabled",
                "VisibilityTimeout");
    }

    @Override
    public Set<String> withoutEffect() {
        return Set.of("Tags");
    }

    @Override
    public Set<String> replacing() {
        return Set.of("QueueName");
    }

    @Override
    public Made make(Wanted wanted) {
        String name = wanted.name("QueueName", 80);
        if (sqs.has(Sandbox.REGION, name)) {
            throw AwsError.refused(
                    "AlreadyExists",
                    "Resource of type '%s' with identifier '%s' already exists.".formatted(name(), name));
        }
        String arn = sqs.createQueue(Sandbox.REGION, name, attributes(wanted));
        String url = endpoint + "/" + AwsAccount.ID + "/" + name;
        return new Made(url, wanted).with("Arn", arn).with("QueueName", name).with("QueueUrl", url);
    }

    /** What the template no longer says gets SQS's default again. */
    @Override
    public Made change(Made made, Wanted wanted) {
        Map<String, String> changes = new TreeMap<>();
        attributes(made.wanted()).keySet().forEach(name -> changes.put(name, DEFAULTS.getOrDefault(name, "")));
        changes.putAll(attributes(wanted));
        sqs.setAttributes(made.text("Arn"), changes);
        return made.changedTo(wanted);
    }

    @Override
    public void delete(Made made) {
        sqs.deleteQueue(made.text("Arn"));
    }

    /** The ARN of the queue that a URL names. */
    static String arn(String url) {
        String[] path = url.split("/", -1);
        if (path.length < 2 || !path[path.length - 2].equals(AwsAccount.ID)) {
            throw new TemplateProblem(url + " is no queue's address. Use Ref of the queue.");
        }
        return AwsAccount.arn("sqs", Sandbox.REGION, path[path.length - 1]);
    }

    /** As SetQueueAttributes takes them: texts, the redrive policy as a JSON text. */
    private static Map<String, String> attributes(Wanted wanted) {
        Map<String, String> attributes = new TreeMap<>();
        wanted.properties().json().properties().forEach(property -> {
            if (!property.getKey().equals("QueueName") && !property.getKey().equals("Tags")) {
                attributes.put(
                        property.getKey(),
                        property.getValue().isContainerNode()
                                ? property.getValue().toString()
                                : property.getValue().asText());
            }
        });
        return attributes;
    }
}
