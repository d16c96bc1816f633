package rekey.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The template's <a
 * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/conditions-section-structure.html">conditions</a>
 * and <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html">rules</a>:
 * both know the parameters and no resource.
 */
final class Conditions {
    private static final Set<String> RULE = Set.of("RuleCondition", "Assertions");
    private static final Set<String> ASSERTION = Set.of("Assert", "AssertDescription");

    private final JsonNode named;
    private final Resolver resolver;
    private final Set<String> asked = new HashSet<>();

    /** @param parameters what the names of parameters stand for */
    Conditions(JsonNode named, Scope parameters) {
        this.named = named;
        this.resolver = new Resolver(parameters, "the conditions");
    }

    /** Whether the condition of this name holds. */
    boolean holds(String name) {
        if (!named.has(name)) {
            throw new TemplateProblem("The template has no condition " + name + ".");
        }
        if (!asked.add(name)) {
            throw new TemplateProblem("The condition " + name + " depends on itself.");
        }
        try {
            return evaluate(named.get(name));
        } finally {
            asked.remove(name);
        }
    }

    /** @throws TemplateProblem in the rule's own words, when one is broken */
    void check(JsonNode rules) {
        rules.properties().forEach(rule -> {
            String owner = "the rule " + rule.getKey();
            Names.check(rule.getValue(), RULE, "field", owner);
            if (!rule.getValue().has("RuleCondition")
                    || evaluate(rule.getValue().get("RuleCondition"))) {
                for (JsonNode assertion : rule.getValue().path("Assertions")) {
                    Names.check(assertion, ASSERTION, "field", owner);
                    if (!evaluate(assertion.path("Assert"))) {
                        throw new TemplateProblem("The template's rule " + rule.getKey() + " is broken: "
                                + assertion.path("AssertDescription").asText());
                    }
                }
            }
        });
    }

    private boolean evaluate(JsonNode condition) {
        if (condition.size() == 1 && condition.path("Condition").isTextual()) {
            return holds(condition.get("Condition").textValue());
        }
        Optional<Intrinsic> call = Intrinsic.in(condition);
        JsonNode argument = call.map(Intrinsic::argument).orElse(condition);
        return switch (call.map(Intrinsic::function).orElse("")) {
            case "Fn::Equals" -> resolver.value(argument.path(0)).equals(resolver.value(argument.path(1)));
            case "Fn::Not" -> !evaluate(argument.path(0));
            case "Fn::And" -> all(argument).stream().allMatch(holds -> holds);
            case "Fn::Or" -> all(argument).stream().anyMatch(holds -> holds);
            case "Fn::Contains" -> resolver.texts(argument.path(0)).contains(resolver.text(argument.path(1)));
            default -> throw Names.unknown(condition.toString(), Intrinsic.IN_CONDITIONS, "condition", "the template");
        };
    }

    private List<Boolean> all(JsonNode conditions) {
        List<Boolean> all = new ArrayList<>();
        conditions.forEach(condition -> all.add(evaluate(condition)));
        return all;
    }
}
