package rekey.sandbox.events;

import java.util.concurrent.Callable;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.TextRule;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Ruler;

/**
 * Which events a rule is for: an <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-event-patterns.html">event pattern</a> of at most
 * 4,096 characters, matched by <a href="https://github.com/aws/event-ruler">AWS's own matcher</a>.
 *
 * @param text JSON
 */
record EventPattern(String text) {
    static final TextRule RULE = TextRule.length(0, 4096);

    /** @throws AwsError {@code InvalidEventPatternException}, with the matcher's reason */
    EventPattern {
        String problem = JsonRuleCompiler.check(text);
        if (problem != null) {
            throw AwsError.refused("InvalidEventPatternException", "Event pattern is not valid. Reason: " + problem);
        }
    }

    boolean matches(String event) {
        return unchecked(() -> Ruler.matchesRule(event, text));
    }

    /** The matcher declares every exception, and throws none for JSON and a pattern that it has checked. */
    private static boolean unchecked(Callable<Boolean> match) {
        try {
            return match.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
