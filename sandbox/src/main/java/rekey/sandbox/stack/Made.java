package rekey.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * A resource that is there.
 *
 * @param physicalId what {@code Ref} gives
 * @param attributes what {@code Fn::GetAtt} gives, by name
 * @param wanted as what it was made or last changed
 */
record Made(String physicalId, Map<String, JsonNode> attributes, Wanted wanted) {
    Made {
        attributes = Map.copyOf(attributes);
    }

    Made(String physicalId, Wanted wanted) {
        this(physicalId, Map.of(), wanted);
    }

    Made with(String attribute, String value) {
        Map<String, JsonNode> more = new TreeMap<>(attributes);
        more.put(attribute, TextNode.valueOf(value));
        return new Made(physicalId, more, wanted);
    }

    Made changedTo(Wanted now) {
        return new Made(physicalId, attributes, now);
    }

    /** @throws TemplateProblem when it has no such attribute */
    String text(String attribute) {
        return attribute(attribute).asText();
    }

    JsonNode attribute(String name) {
        JsonNode value = attributes.get(name);
        if (value == null) {
            throw Names.unknown(
                    name, attributes.keySet(), "attribute", wanted.declaration().toString());
        }
        return value;
    }
}
