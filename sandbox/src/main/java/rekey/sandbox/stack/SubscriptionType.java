package rekey.sandbox.stack;

import java.util.Set;
import rekey.sandbox.sns.Sns;

/** A subscription by email or SMS. {@code Ref} is its ARN, also while it is pending. */
final class SubscriptionType implements ResourceType {
    private final Sns sns;

    SubscriptionType(Sns sns) {
        this.sns = sns;
    }

    @Override
    public String name() {
        return "AWS::SNS::Subscription";
    }

    @Override
    public Set<String> properties() {
        return Set.of("Endpoint", "Protocol", "TopicArn");
    }

    @Override
    public Set<String> replacing() {
        return Set.of("Endpoint", "Protocol", "TopicArn");
    }

    @Override
    public Made make(Wanted wanted) {
        Properties properties = wanted.properties();
        String arn =
                sns.subscribe(properties.text("TopicArn"), properties.text("Protocol"), properties.text("Endpoint"));
        return new Made(arn, wanted).with("Arn", arn);
    }

    @Override
    public void delete(Made made) {
        sns.unsubscribe(made.physicalId());
    }
}
