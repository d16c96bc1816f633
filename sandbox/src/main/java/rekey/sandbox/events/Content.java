package rekey.sandbox.events;

import java.util.Optional;

/** What of an event a target gets. */
@FunctionalInterface
interface Content {
    /** The whole event. */
    Content WHOLE = (event, ruleName, ruleArn) -> Optional.of(event.text());

    /** JSON text; empty when none can be made of this event. */
    Optional<String> of(Event event, String ruleName, String ruleArn);

    static Content always(String json) {
        return (event, ruleName, ruleArn) -> Optional.of(json);
    }

    static Content at(JsonPath path) {
        return (event, ruleName, ruleArn) -> path.in(event.json()).map(Object::toString);
    }
}
