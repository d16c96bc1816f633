package rekey.sandbox.stack;

import java.util.Set;
import rekey.sandbox.Sandbox;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.lambda.LocalFunctions;

/** Has a function invoked with a queue's messages. {@code Ref} is its id. */
final class EventSourceMappingType implements ResourceType {
    private final LocalFunctions functions;

    EventSourceMappingType(LocalFunctions functions) {
        this.functions = functions;
    }

    @Override
    public String name() {
        return "AWS::Lambda::EventSourceMapping";
    }

    @Override
    public Set<String> properties() {
        return Set.of(
                "BatchSize",
                "Enabled",
                "EventSourceArn",
                "FilterCriteria",
                "FunctionName",
                "FunctionResponseTypes",
                "MaximumBatchingWindowInSeconds",
                "ScalingConfig");
    }

    @Override
    public Set<String> withoutEffect() {
        return Set.of("Tags");
    }

    @Override
    public Set<String> replacing() {
        return Set.of("EventSourceArn");
    }

    @Override
    public Made make(Wanted wanted) {
        String id = functions.putEventSource(wanted.properties().json());
        return new Made(id, wanted)
                .with("Id", id)
                .with("EventSourceMappingArn", AwsAccount.arn("lambda", Sandbox.REGION, "event-source-mapping:" + id));
    }

    /** Its id is another then, unlike with Lambda. */
    @Override
    public Made change(Made made, Wanted wanted) {
        delete(made);
        return make(wanted);
    }

    @Override
    public void delete(Made made) {
        functions.deleteEventSource(made.physicalId());
    }
}
