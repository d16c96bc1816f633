package rekey.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import rekey.sandbox.iam.Iam;
import rekey.sandbox.sqs.Sqs;

/** What several topics, or several queues, let others do. */
final class ResourcePolicyType implements ResourceType {
    /** How the service takes a policy for one of its resources. */
    private interface Putting {
        void put(String resource, JsonNode document, String origin);
    }

    private final String name;
    private final String resources;
    private final Putting putting;
    private final Consumer<String> takingAway;

    private ResourcePolicyType(String name, String resources, Putting putting, Consumer<String> takingAway) {
        this.name = name;
        this.resources = resources;
        this.putting = putting;
        this.takingAway = takingAway;
    }

    /** Of topics, given by their ARNs. */
    static ResourcePolicyType ofTopics(Iam iam) {
        return new ResourcePolicyType(
                "AWS::SNS::TopicPolicy", "Topics", iam::putResourcePolicy, iam::deleteResourcePolicy);
    }

    /** Of queues, given by their URLs. */
    static ResourcePolicyType ofQueues(Sqs sqs) {
        return new ResourcePolicyType(
                "AWS::SQS::QueuePolicy",
                "Queues",
                (url, document, origin) -> sqs.putPolicy(QueueType.arn(url), document, origin),
                url -> sqs.setAttributes(QueueType.arn(url), Map.of("Policy", "")));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<String> properties() {
        return Set.of("PolicyDocument", resources);
    }

    @Override
    public Made make(Wanted wanted) {
        put(wanted);
        return new Made(wanted.madeUpName(256), wanted);
    }

    @Override
    public Made change(Made made, Wanted wanted) {
        Set<String> left = new TreeSet<>(made.wanted().properties().texts(resources));
        left.removeAll(wanted.properties().texts(resources));
        put(wanted);
        left.forEach(takingAway);
        return made.changedTo(wanted);
    }

    @Override
    public void delete(Made made) {
        made.wanted().properties().texts(resources).forEach(takingAway);
    }

    private void put(Wanted wanted) {
        for (String resource : wanted.properties().texts(resources)) {
            putting.put(resource, wanted.properties().required("PolicyDocument"), wanted.logicalId());
        }
    }
}
