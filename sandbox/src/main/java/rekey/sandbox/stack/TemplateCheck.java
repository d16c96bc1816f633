package rekey.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/** Looks through a whole template before anything is made: every type, property, function and reference must be known. */
final class TemplateCheck {
    private static final Set<String> OUTPUT = Set.of("Value", "Description", "Condition");

    private final Template template;
    private final ResourceTypes types;
    private final Parameters parameters;

    TemplateCheck(Template template, ResourceTypes types, Parameters parameters) {
        this.template = template;
        this.types = types;
        this.parameters = parameters;
    }

    /** @throws TemplateProblem with the first that is not known, by name */
    void run() {
        template.resources().values().forEach(this::check);
        template.section("Outputs").properties().forEach(output -> {
            String owner = "the output " + output.getKey();
            Names.check(output.getValue(), OUTPUT, "field", owner);
            references(output.getValue().path("Value"), owner);
        });
    }

    private void check(ResourceDeclaration resource) {
        ResourceType type = types.of(resource);
        resource.properties().fieldNames().forEachRemaining(property -> {
            if (!type.knows(property)) {
                TreeSet<String> known = new TreeSet<>(type.properties());
                known.addAll(type.withoutEffect());
                throw Names.unknown(property, known, "property", resource.toString());
            }
        });
        references(resource.properties(), resource.toString());
        for (String id : resource.dependsOn()) {
            if (!template.resources().containsKey(id)) {
                throw unresolved(id, resource.toString());
            }
        }
    }

    private void references(JsonNode value, String owner) {
        Intrinsic.references(value, owner, (name, attribute) -> {
            boolean known = template.resources().containsKey(name);
            if (!known && !(attribute.isEmpty() && parameters.has(name))) {
                throw unresolved(name, owner);
            }
        });
    }

    private static TemplateProblem unresolved(String name, String owner) {
        return new TemplateProblem(
                "%s refers to %s, which is neither a resource nor a parameter of the template.".formatted(owner, name));
    }
}
