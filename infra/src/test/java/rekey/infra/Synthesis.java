package rekey.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
    static final String ACCOUNT = "123456789012";

    /** The README's. */
    static final Map<String, String> USUAL =
            Map.of("app", "my-erp", "email", "ops@example.com", "phone", "+14155550100");

    /** With one more seller. */
    static final Map<String, String> SELLERS =
            Map.of("app", "my-erp", "email", "ops@example.com", "phone", "+14155550100", "sellers", "A2EXAMPLE");

    /** Every key set to something, but {@link #IMAGE}'s: the sandbox, which deploys this, runs no images. */
    static final Map<String, String> EVERYTHING = Map.ofEntries(
            Map.entry("app", "my-erp"),
            Map.entry("email", "ops@example.com,night.shift+lwa@example.co.uk"),
            Map.entry("phone", "+14155550100,+4915112345678"),
            Map.entry("reminderDays", "30,120,179"),
            Map.entry("callers", "arn:aws:iam::111122223333:role/backend,arn:aws:iam::444455556666:root"),
            Map.entry("sellers", "A2EXAMPLE,A3EXAMPLE"),
            Map.entry("region", "eu"),
            Map.entry("rotation", "manual"),
            Map.entry("rotateDaysBefore", "30"),
            Map.entry("key", "arn:aws:kms:us-east-1:123456789012:key/11111111-2222-3333-4444-555555555555"),
            Map.entry("onDelete", "delete"),
            Map.entry("repair", "2026-11-25"));

    static final String BASE_IMAGE = "public.ecr.aws/lambda/java@sha256:" + "0123456789abcdef".repeat(4);

    /** The token function in a container image. */
    static final Map<String, String> IMAGE =
            Map.of("app", "my-erp", "email", "ops@example.com", "phone", "+14155550100", "tokenImage", BASE_IMAGE);

    /** Every seller. */
    static final Map<String, String> ANY_SELLER = Map.of("app", "my-erp", "email", "ops@example.com", "sellers", "any");

    private static final Map<Map<String, String>, Synthesis> DONE = new HashMap<>();

    private final RekeyStack stack;
    private final Path assembly;
    private final JsonNode template;

    private Synthesis(Map<String, String> context) {
        try {
            Path directory = Files.createTempDirectory(Path.of("target"), "synthesis");
            FunctionArchive archive = archive(directory);
            assembly = directory.resolve("cdk.out");
            App app = App.Builder.create()
                    .context(flags())
                    .outdir(assembly.toString())
                    .build();
            Configuration configuration = Configuration.from(context);
            String name = new DeployedNames(configuration.application()).stack();
            stack = new RekeyStack(app, name, StackProps.builder().build(), configuration, archive);
            app.synth();
            template = JSON.readTree(assembly.resolve(name + ".template.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static synchronized Synthesis of(Map<String, String> context) {
        return DONE.computeIfAbsent(Map.copyOf(context), Synthesis::new);
    }

    /** What never changes in place of what is built. */
    static FunctionArchive archive(Path directory) throws IOException {
        Path image = Files.createDirectory(directory.resolve("image"));
        Files.writeString(image.resolve("Dockerfile"), "ARG BASE\nFROM ${BASE}\n");
        return new FunctionArchive(
                Files.writeString(directory.resolve("functions.zip"), "always the same"), Optional.of(image));
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

    /** With references to the account and to other resources replaced, as far as these templates have them. */
    static JsonNode resolved(JsonNode node) {
        if (node.has("Fn::GetAtt")) {
            return text(arn(node.at("/Fn::GetAtt/0").asText()));
        } else if (node.has("Ref")) {
            String name = node.get("Ref").asText();
            return text(Map.of("AWS::Partition", "aws", "AWS::Region", "us-east-1", "AWS::AccountId", ACCOUNT)
                    .getOrDefault(name, arn(name)));
        } else if (node.has("Fn::Join")) {
            StringBuilder joined = new StringBuilder();
            node.at("/Fn::Join/1").forEach(part -> joined.append(resolved(part).asText()));
            return text(joined.toString());
        } else if (node.isObject()) {
            ObjectNode all = JSON.createObjectNode();
            node.properties().forEach(field -> all.set(field.getKey(), resolved(field.getValue())));
            return all;
        } else if (node.isArray()) {
            ArrayNode all = JSON.createArrayNode();
            node.forEach(part -> all.add(resolved(part)));
            return all;
        }
        return node;
    }

    private static String arn(String logicalId) {
        return "arn:aws:any:us-east-1:%s:%s".formatted(ACCOUNT, logicalId);
    }

    private static JsonNode text(String text) {
        return JSON.getNodeFactory().textNode(text);
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
