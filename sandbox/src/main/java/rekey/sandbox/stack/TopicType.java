package rekey.sandbox.stack;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import rekey.sandbox.Sandbox;
import rekey.sandbox.sns.Sns;

/** A standard topic. {@code Ref} is its ARN. */
final class TopicType implements ResourceType {
    private final Sns sns;

    TopicType(Sns sns) {
        this.sns = sns;
    }

    @Override
    public String name() {
        return "AWS::SNS::Topic";
    }

    @Override
    public Set<String> properties() {
        return Set.of("DisplayName", "KmsMasterKeyId", "TopicName");
    }

    @Override
    public Set<String> withoutEffect() {
        return Set.of("Tags");
    }

    @Override
    public Set<String> replacing() {
        return Set.of("TopicName");
    }

    @Override
    public Made make(Wanted wanted) {
        String name = wanted.name("TopicName", 256);
        Map<String, String> attributes = new TreeMap<>();
        for (String attribute : List.of("DisplayName", "KmsMasterKeyId")) {
            wanted.properties().optionalText(attribute).ifPresent(value -> attributes.put(attribute, value));
        }
        String arn = sns.createTopic(Sandbox.REGION, name, attributes);
        return new Made(arn, wanted).with("TopicArn", arn).with("TopicName", name);
    }

    @Override
    public void delete(Made made) {
        sns.deleteTopic(made.physicalId());
    }
}
