package rekey.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A statement of a policy, by where it stands in a template. */
record PolicyStatement(String resource, String document, int index) {
    private static final List<String> DOCUMENTS = List.of("PolicyDocument", "KeyPolicy", "AssumeRolePolicyDocument");

    static List<PolicyStatement> of(Template template) {
        List<PolicyStatement> all = new ArrayList<>();
        template.json().get("Resources").properties().forEach(resource -> {
            for (String document : DOCUMENTS) {
                JsonNode list = resource.getValue().at("/Properties/%s/Statement".formatted(document));
                for (int i = 0; i < list.size(); i++) {
                    all.add(new PolicyStatement(resource.getKey(), document, i));
                }
            }
        });
        return all;
    }

    /** The template with everything else. */
    Template deletedFrom(Template template) {
        return Account.changed(template, json -> {
            ArrayNode statements =
                    (ArrayNode) json.at("/Resources/%s/Properties/%s/Statement".formatted(resource, document));
            statements.remove(index);
            if (statements.isEmpty()) {
                addIdle(
                        statements,
                        json.at("/Resources/%s/Type".formatted(resource)).asText());
            }
        });
    }

    /** A document has one at least: one that allows nothing that anybody does. */
    private void addIdle(ArrayNode statements, String type) {
        ObjectNode idle = statements.addObject().put("Effect", "Deny").put("Action", "sts:GetSessionToken");
        if (document.equals("AssumeRolePolicyDocument")) {
            idle.putObject("Principal").put("Service", "nobody.amazonaws.com");
            idle.put("Action", "sts:AssumeRole");
        } else {
            idle.put("Resource", "*");
            if (!type.startsWith("AWS::IAM::")) {
                idle.put("Principal", "*");
            }
        }
    }
}
