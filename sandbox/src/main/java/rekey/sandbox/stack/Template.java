package rekey.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A stack as the CDK app has synthesised it, <a
 * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html">CloudFormation's
 * template</a> in JSON. {@code Metadata} and descriptions mean nothing to it; sections other than {@code Resources},
 * {@code Outputs}, {@code Parameters}, {@code Rules} and {@code Conditions} are refused by name. Immutable.
 */
public final class Template {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> SECTIONS = Set.of(
            "AWSTemplateFormatVersion",
            "Description",
            "Metadata",
            "Parameters",
            "Rules",
            "Conditions",
            "Resources",
            "Outputs");

    private final ObjectNode json;
    private final Map<String, ResourceDeclaration> resources = new LinkedHashMap<>();

    private Template(ObjectNode json) {
        this.json = json.deepCopy();
        Names.check(this.json, SECTIONS, "section", "the template");
        section("Resources")
                .properties()
                .forEach(entry ->
                        resources.put(entry.getKey(), ResourceDeclaration.read(entry.getKey(), entry.getValue())));
        if (resources.isEmpty()) {
            throw new TemplateProblem("The template has no Resources: it is not what cdk synth writes.");
        }
    }

    /** The README's configuration: {@code app=my-erp}, one email and one phone. */
    public static Template usual() {
        return named("usual");
    }

    /**
     * One of the configurations that the CDK app's own test keeps equal to what it synthesises.
     *
     * @param configuration {@code usual}, {@code sellers} for the usual one with the seller {@code A2EXAMPLE}, or {@code
     *     everything}, which names a key that must be there
     */
    public static Template named(String configuration) {
        try (InputStream stored = Template.class.getResourceAsStream("template-" + configuration + ".json")) {
            if (stored == null) {
                throw new TemplateProblem("There is no template named " + configuration
                        + ": it is usual, sellers or everything. Give any other by its file.");
            }
            return of(JSON.readTree(stored));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What {@code cdk synth} has written, {@code cdk.out/Rekey-my-erp.template.json}.
     *
     * @throws IOException when it cannot be read or is no JSON
     */
    public static Template of(Path file) throws IOException {
        return of(JSON.readTree(Files.readString(file)));
    }

    /** @throws TemplateProblem when it is no template */
    public static Template of(JsonNode template) {
        if (!(template instanceof ObjectNode object)) {
            throw new TemplateProblem("A template is one JSON object.");
        }
        return new Template(object);
    }

    /** A copy, to change something in it and make another template of it. */
    public ObjectNode json() {
        return json.deepCopy();
    }

    /** By logical id, in the template's order. */
    Map<String, ResourceDeclaration> resources() {
        return Collections.unmodifiableMap(resources);
    }

    /** A section, empty when the template has none. Not to be changed. */
    ObjectNode section(String name) {
        JsonNode section = json.path(name);
        if (section.isMissingNode()) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (section instanceof ObjectNode object) {
            return object;
        }
        throw new TemplateProblem("The template's section " + name + " is not an object.");
    }
}
