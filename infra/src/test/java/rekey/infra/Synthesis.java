package rekey.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import rekey.deployment.DeployedNames;
import software.amazon.awscdk.App;
import software.amazon.awscdk.StackProps;

/**
 * A stack made from a context, with the feature flags of {@code cdk.json} and an archive that never changes. Each
 * configuration is synthesised once in a test run: starting the CDK takes seconds.
 */
final class Synthesis {
    static final Path ROOT = Path.of("..");
    static final ObjectMapper JSON = new ObjectMapper();

    /** The README's. */
    static final Map<String, String> USUAL =
            Map.of("app", "my-erp", "email", "ops@example.com", "phone", "+14155550100");

    /** With one more seller. */
    static final Map<String, String> SELLERS =
            Map.of("app", "my-erp", "email", "ops@example.com", "phone", "+14155550100", "sellers", "A2EXAMPLE");

    /** Every key set to something. */
    static final Map<String, String> EVERYTHING = Map.of(
            "app", "my-erp",
            "email", "ops@example.com,night.shift+lwa@example.co.uk",
            "phone", "+14155550100,+4915112345678",
            "reminderDays", "30,120,179",
            "callers", "arn:aws:iam::111122223333:role/backend,arn:aws:iam::444455556666:root",
            "sellers", "A2EXAMPLE,A3EXAMPLE",
            "key", "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555",
            "onDelete", "delete",
            "repair", "2026-11-25");

    /** Every seller. */
    static final Map<String, String> ANY_SELLER = Map.of("app", "my-erp", "email", "ops@example.com", "sellers", "any");

    private static final Map<Map<String, String>, Synthesis> DONE = new HashMap<>();

    private final RekeyStack stack;
    private final Path assembly;
    private final JsonNode template;

    private Synthesis(Map<String, String> context) {
        try {
            Path directory = Files.createTempDirectory(Path.of("target"), "synthesis");
            Path archive = Files.writeString(directory.resolve("functions.zip"), "always the same");
            assembly = directory.resolve("cdk.out");
            App app = App.Builder.create()
                    .context(flags())
                    .outdir(assembly.toString())
                    .build();
            Configuration configuration = Configuration.from(context);
            String name = new DeployedNames(configuration.application()).stack();
            stack = new RekeyStack(
                    app, name, StackProps.builder().build(), configuration, new FunctionArchive(archive));
            app.synth();
            template = JSON.readTree(assembly.resolve(name + ".template.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static synchronized Synthesis of(Map<String, String> context) {
        return DONE.computeIfAbsent(Map.copyOf(context), Synthesis::new);
    }

    /** What cdk.json sets for every synthesis. */
    static Map<String, Object> flags() throws IOException {
        JsonNode context = JSON.readTree(ROOT.resolve("cdk.json").toFile()).get("context");
        Map<String, Object> flags = new TreeMap<>();
        context.properties()
                .forEach(flag -> flags.put(flag.getKey(), JSON.convertValue(flag.getValue(), Object.class)));
        return flags;
    }

    RekeyStack stack() {
        return stack;
    }

    /** Everything that was written. */
    Path assembly() {
        return assembly;
    }

    JsonNode template() {
        return template;
    }

    /** The resources of a type, by their logical ids. */
    Map<String, JsonNode> resources(String type) {
        Map<String, JsonNode> found = new TreeMap<>();
        template.get("Resources").properties().forEach(resource -> {
            if (resource.getValue().get("Type").asText().equals(type)) {
                found.put(resource.getKey(), resource.getValue());
            }
        });
        return found;
    }

    /** The properties of the one resource of a type whose logical id begins so. */
    JsonNode properties(String type, String idStart) {
        return resources(type).entrySet().stream()
                .filter(resource -> resource.getKey().startsWith(idStart))
                .reduce((one, other) -> {
                    throw new AssertionError("More than one " + type + " " + idStart);
                })
                .orElseThrow(() -> new AssertionError("No " + type + " " + idStart))
                .getValue()
                .get("Properties");
    }
}
