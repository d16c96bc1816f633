package rekey.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A resource as the template declares it.
 *
 * @param properties with their functions, which are not resolved yet; empty when there are none. Not to be changed
 * @param condition the name of the condition under which it is made
 * @param deletion what becomes of it when it leaves the stack
 * @param replacement what becomes of it when another takes its place
 */
record ResourceDeclaration(
        String logicalId,
        String type,
        ObjectNode properties,
        List<String> dependsOn,
        Optional<String> condition,
        Deletion deletion,
        Deletion replacement) {
    private static final Set<String> ATTRIBUTES =
            Set.of("Type", "Properties", "DependsOn", "Condition", "DeletionPolicy", "UpdateReplacePolicy", "Metadata");

    /**
     * The <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html">
     * policies</a> that there are for what has no snapshots.
     */
    enum Deletion {
        DELETE,
        RETAIN,
        /** Kept, unless the deployment that made it is rolled back. */
        RETAIN_EXCEPT_ON_CREATE;

        static Deletion of(String owner, JsonNode policy) {
            return switch (policy.asText("Delete")) {
                case "Delete", "" -> DELETE;
                case "Retain" -> RETAIN;
                case "RetainExceptOnCreate" -> RETAIN_EXCEPT_ON_CREATE;
                default ->
                    throw Names.unknown(
                            policy.asText(), List.of("Delete", "Retain", "RetainExceptOnCreate"), "policy", owner);
            };
        }
    }

    static ResourceDeclaration read(String logicalId, JsonNode json) {
        if (!json.path("Type").isTextual()) {
            throw new TemplateProblem("The resource " + logicalId + " has no Type.");
        }
        String type = json.get("Type").textValue();
        String owner = type + " " + logicalId;
        Names.check(json, ATTRIBUTES, "attribute", owner);
        List<String> dependsOn = new ArrayList<>();
        if (json.path("DependsOn").isArray()) {
            json.get("DependsOn").forEach(id -> dependsOn.add(id.asText()));
        } else if (json.has("DependsOn")) {
            dependsOn.add(json.get("DependsOn").asText());
        }
        return new ResourceDeclaration(
                logicalId,
                type,
                json.path("Properties") instanceof ObjectNode properties
                        ? properties
                        : JsonNodeFactory.instance.objectNode(),
                List.copyOf(dependsOn),
                json.has("Condition") ? Optional.of(json.get("Condition").asText()) : Optional.empty(),
                Deletion.of(owner, json.path("DeletionPolicy")),
                Deletion.of(owner, json.path("UpdateReplacePolicy")));
    }

    /** Type and logical id, {@code AWS::KMS::Key VaultKey}. */
    @Override
    public String toString() {
        return type + " " + logicalId;
    }
}
