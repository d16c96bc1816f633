package rekey.sandbox.stack;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import rekey.sandbox.sqs.Sqs;

/** What queues, given by their URLs, let others do. */
final class QueuePolicyType implements ResourceType {
    private final Sqs sqs;

    QueuePolicyType(Sqs sqs) {
        this.sqs = sqs;
    }

    @Override
    public String name() {
        return "AWS::SQS::QueuePolicy";
    }

    @Override
    public Set<String> properties() {
        return Set.of("PolicyDocument", "Queues");
    }

    @Override
    public Made make(Wanted wanted) {
        put(wanted);
        return new Made(wanted.madeUpName(256), wanted);
    }

    @Override
    public Made change(Made made, Wanted wanted) {
        Set<String> left = new TreeSet<>(made.wanted().properties().texts("Queues"));
        left.removeAll(wanted.properties().texts("Queues"));
        put(wanted);
        left.forEach(this::takeAway);
        return made.changedTo(wanted);
    }

    @Override
    public void delete(Made made) {
        made.wanted().properties().texts("Queues").forEach(this::takeAway);
    }

    private void takeAway(String queue) {
        sqs.setAttributes(QueueType.arn(queue), Map.of("Policy", ""));
    }

    private void put(Wanted wanted) {
        for (String queue : wanted.properties().texts("Queues")) {
            sqs.putPolicy(QueueType.arn(queue), wanted.properties().required("PolicyDocument"), wanted.logicalId());
        }
    }
}
