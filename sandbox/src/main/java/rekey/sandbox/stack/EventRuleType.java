package rekey.sandbox.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import rekey.sandbox.Sandbox;
import rekey.sandbox.events.EventBridge;

/** A rule of the default bus. {@code Ref} is its name. */
final class EventRuleType implements ResourceType {
    private final EventBridge events;

    EventRuleType(EventBridge events) {
        this.events = events;
    }

    @Override
    public String name() {
        return "AWS::Events::Rule";
    }

    @Override
    public Set<String> properties() {
        return Set.of("Description", "EventPattern", "Name", "ScheduleExpression", "State", "Targets");
    }

    @Override
    public Set<String> replacing() {
        return Set.of("Name");
    }

    @Override
    public Made make(Wanted wanted) {
        return put(wanted.name("Name", 64), wanted);
    }

    @Override
    public Made change(Made made, Wanted wanted) {
        return put(made.physicalId(), wanted);
    }

    @Override
    public void delete(Made made) {
        events.deleteRule(Sandbox.REGION, made.physicalId());
    }

    private Made put(String name, Wanted wanted) {
        ObjectNode rule = wanted.properties().json().deepCopy();
        // So that targets go that are no longer there.
        rule.withArrayProperty("Targets");
        return new Made(name, wanted).with("Arn", events.putRule(Sandbox.REGION, name, rule));
    }
}
