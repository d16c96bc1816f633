package rekey.sandbox.contract.shape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;

/** The model as botocore's files have it, which Python's AWS libraries and the AWS CLI work from. */
final class BotocoreModel implements Model {
    private final Path data;
    private final Map<Service, JsonNode> services = new ConcurrentHashMap<>();

    private BotocoreModel(Path data) {
        this.data = data;
    }

    /** Empty where Python or its botocore is not installed. */
    static Optional<BotocoreModel> find() {
        try {
            Process python = new ProcessBuilder("python3", "-c", "import botocore; print(botocore.__path__[0], end='')")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            python.getOutputStream().close();
            String path = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return path.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Path.of(path, "data"))
                            .filter(Files::isDirectory)
                            .map(BotocoreModel::new);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public String name() {
        return "botocore";
    }

    @Override
    public Operation operation(Service service, String operation) {
        JsonNode model = services.computeIfAbsent(service, this::read);
        JsonNode described = model.path("operations").path(operation);
        if (described.isMissingNode()) {
            throw new IllegalArgumentException("botocore's " + service.botocoreFolder + " has no " + operation);
        }
        BotocoreShapes shapes = new BotocoreShapes(model.path("shapes"));
        Map<String, Operation.Fault> errors = new LinkedHashMap<>();
        for (JsonNode error : described.path("errors")) {
            String name = error.path("shape").asText();
            JsonNode facts = model.path("shapes").path(name).path("error");
            Operation.Fault fault = new Operation.Fault(
                    facts.has("httpStatusCode")
                            ? OptionalInt.of(facts.get("httpStatusCode").asInt())
                            : OptionalInt.empty(),
                    shapes.structure(name));
            errors.put(Operation.plain(name), fault);
            errors.put(Operation.plain(facts.path("code").asText(name)), fault);
        }
        return new Operation(
                shapes.structure(described.path("input").path("shape").asText()),
                shapes.structure(described.path("output").path("shape").asText()),
                described.has("output"),
                errors);
    }

    private JsonNode read(Service service) {
        Path file = data.resolve(service.botocoreFolder).resolve("service-2.json.gz");
        try (InputStream json = new GZIPInputStream(Files.newInputStream(file))) {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
