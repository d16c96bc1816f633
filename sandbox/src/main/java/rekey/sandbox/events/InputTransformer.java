package rekey.sandbox.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.TextRule;

/**
 * Makes a target's text of an event: an <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html">input transformer</a> of
 * at most 100 paths and 8,192 characters. Where a path leads nowhere, the variable is an empty text. Of an event that
 * makes no JSON of the template, such as one with a quotation mark in a variable within quotes, the target gets nothing.
 *
 * @param variables JSON paths by the names of the variables
 */
record InputTransformer(Map<String, JsonPath> variables, Template template) implements Content {
    private static final int MAX_PATHS = 100;
    private static final Set<String> PREDEFINED = Set.of(
            "aws.events.rule-name",
            "aws.events.rule-arn",
            "aws.events.event",
            "aws.events.event.json",
            "aws.events.event.ingestion-time");

    /**
     * @param targetId for messages
     * @throws AwsError when the template is no JSON or has a variable that has no path
     */
    static InputTransformer read(AwsInput input, String targetId) {
        input.allowOnly("InputPathsMap", "InputTemplate");
        Map<String, JsonPath> variables = new TreeMap<>();
        input.textMap("InputPathsMap").forEach((name, path) -> {
            if (!name.matches("[A-Za-z0-9_\\-.]{1,256}")
                    || name.toLowerCase(Locale.ROOT).startsWith("aws.")) {
                throw AwsError.invalid("InputPathsMap for target " + targetId + " contains invalid key " + name + ".");
            }
            variables.put(name, new JsonPath(path));
        });
        if (variables.size() > MAX_PATHS) {
            throw AwsError.invalid(
                    "InputPathsMap for target " + targetId + " can have at most " + MAX_PATHS + " paths.");
        }
        Template template = Template.read(input.text("InputTemplate", TextRule.length(1, 8192)), targetId);
        template.variables().forEach(name -> {
            if (!variables.containsKey(name) && !PREDEFINED.contains(name)) {
                throw AwsError.invalid(
                        "InputTemplate for target " + targetId + " contains invalid placeholder " + name + ".");
            }
        });
        return new InputTransformer(Map.copyOf(variables), template);
    }

    @Override
    public Optional<String> of(Event event, String ruleName, String ruleArn) {
        return template.fill(name -> switch (name) {
            case "aws.events.rule-name" -> TextNode.valueOf(ruleName);
            case "aws.events.rule-arn" -> TextNode.valueOf(ruleArn);
            case "aws.events.event" -> withoutDetail(event.json());
            case "aws.events.event.json" -> event.json();
            case "aws.events.event.ingestion-time" -> TextNode.valueOf(Event.seconds(event.ingested()));
            default -> variables.get(name).in(event.json()).orElse(TextNode.valueOf(""));
        });
    }

    /** Seen of EventBridge: the type has another name here than in the event. */
    private static JsonNode withoutDetail(ObjectNode event) {
        ObjectNode rest = AwsJson.object();
        event.properties().forEach(member -> {
            if (!member.getKey().equals("detail")) {
                rest.set(member.getKey().equals("detail-type") ? "detailType" : member.getKey(), member.getValue());
            }
        });
        return rest;
    }
}
