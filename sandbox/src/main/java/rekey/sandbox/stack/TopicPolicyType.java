package rekey.sandbox.stack;

import java.util.Set;
import java.util.TreeSet;
import rekey.sandbox.iam.Iam;

/** What topics let others do. */
final class TopicPolicyType implements ResourceType {
    private final Iam iam;

    TopicPolicyType(Iam iam) {
        this.iam = iam;
    }

    @Override
    public String name() {
        return "AWS::SNS::TopicPolicy";
    }

    @Override
    public Set<String> properties() {
        return Set.of("PolicyDocument", "Topics");
    }

    @Override
    public Made make(Wanted wanted) {
        put(wanted);
        return new Made(wanted.madeUpName(256), wanted);
    }

    @Override
    public Made change(Made made, Wanted wanted) {
        Set<String> left = new TreeSet<>(made.wanted().properties().texts("Topics"));
        left.removeAll(wanted.properties().texts("Topics"));
        put(wanted);
        left.forEach(iam::deleteResourcePolicy);
        return made.changedTo(wanted);
    }

    @Override
    public void delete(Made made) {
        made.wanted().properties().texts("Topics").forEach(iam::deleteResourcePolicy);
    }

    private void put(Wanted wanted) {
        for (String topic : wanted.properties().texts("Topics")) {
            iam.putResourcePolicy(topic, wanted.properties().required("PolicyDocument"), wanted.logicalId());
        }
    }
}
