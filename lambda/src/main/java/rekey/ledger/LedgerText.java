package rekey.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import rekey.credential.Placeholder;
import rekey.ledger.RotationRequest.Outcome;

/**
 * The ledger as the JSON that is stored. Reads what it wrote; fields that it does not know it skips, so that an older
 * version of the functions can still work after a newer one.
 */
public final class LedgerText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private LedgerText() {}

    /** @throws IllegalArgumentException when it is no ledger; the message says where */
    public static Ledger read(String text) {
        if (Placeholder.is(text)) {
            return Ledger.EMPTY;
        }
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is no JSON", e);
        }
        if (!json.isObject()) {
            throw new IllegalArgumentException("it is no JSON object");
        }
        Map<String, Instant> said = new TreeMap<>();
        json.path("said").fieldNames().forEachRemaining(key -> said.put(key, instant(json.path("said"), key)));
        return new Ledger(
                list(json, "secrets", LedgerText::secret),
                list(json, "requests", LedgerText::request),
                optional(
                        json,
                        "enrolment",
                        node -> new Enrolment(bool(node, "enrolled"), instant(node, "at"), text(node, "how"))),
                optional(json, "canary", node -> new CanaryFinding(text(node, "verdict"), instant(node, "since"))),
                said,
                optional(
                        json, "change", node -> new Change(instant(node, "at"), text(node, "by"), text(node, "what"))));
    }

    /** In one line. */
    public static String write(Ledger ledger) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ledger.change()
                .ifPresent(change -> json.putObject("change")
                        .put("at", change.at().toString())
                        .put("by", change.by())
                        .put("what", change.what()));
        ArrayNode secrets = json.putArray("secrets");
        ledger.secrets().forEach(secret -> {
            ObjectNode node = secrets.addObject()
                    .put("fingerprint", secret.fingerprint())
                    .put("expires", secret.expires().toString())
                    .put("assumed", secret.assumed());
            secret.received().ifPresent(when -> node.put("received", when.toString()));
            secret.promoted()
                    .ifPresent(when -> node.put("promoted", when.toString()).put("version", secret.version()));
            secret.retires().ifPresent(when -> node.put("retires", when.toString()));
        });
        ArrayNode requests = json.putArray("requests");
        ledger.requests()
                .forEach(request -> requests.addObject()
                        .put("id", request.id())
                        .put("at", request.at().toString())
                        .put("by", request.by())
                        .put("outcome", request.outcome().name())
                        .put("problem", request.problem()));
        ledger.enrolment()
                .ifPresent(enrolment -> json.putObject("enrolment")
                        .put("enrolled", enrolment.enrolled())
                        .put("at", enrolment.at().toString())
                        .put("how", enrolment.how()));
        ledger.canary()
                .ifPresent(canary -> json.putObject("canary")
                        .put("verdict", canary.verdict())
                        .put("since", canary.since().toString()));
        ObjectNode said = json.putObject("said");
        ledger.said().forEach((key, when) -> said.put(key, when.toString()));
        return json.toString();
    }

    private static KnownSecret secret(JsonNode node) {
        return new KnownSecret(
                text(node, "fingerprint"),
                instant(node, "expires"),
                bool(node, "assumed"),
                optionalInstant(node, "received"),
                optionalInstant(node, "promoted"),
                node.path("version").asLong(0),
                optionalInstant(node, "retires"));
    }

    private static RotationRequest request(JsonNode node) {
        return new RotationRequest(
                text(node, "id"),
                instant(node, "at"),
                text(node, "by"),
                Outcome.valueOf(text(node, "outcome")),
                text(node, "problem"));
    }

    private static <T> List<T> list(JsonNode json, String field, Function<JsonNode, T> read) {
        List<T> list = new ArrayList<>();
        json.path(field).forEach(node -> list.add(read.apply(node)));
        return list;
    }

    private static <T> Optional<T> optional(JsonNode json, String field, Function<JsonNode, T> read) {
        return json.hasNonNull(field) ? Optional.of(read.apply(json.get(field))) : Optional.empty();
    }

    private static Optional<Instant> optionalInstant(JsonNode node, String field) {
        return node.hasNonNull(field) ? Optional.of(instant(node, field)) : Optional.empty();
    }

    private static Instant instant(JsonNode node, String field) {
        try {
            return Instant.parse(text(node, field));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("\"%s\" is no time such as 2026-11-23T15:04:05Z".formatted(field), e);
        }
    }

    private static boolean bool(JsonNode node, String field) {
        if (!node.path(field).isBoolean()) {
            throw new IllegalArgumentException("\"%s\" is not true or false".formatted(field));
        }
        return node.get(field).booleanValue();
    }

    private static String text(JsonNode node, String field) {
        if (!node.path(field).isTextual()) {
            throw new IllegalArgumentException("\"%s\" is no text".formatted(field));
        }
        return node.get(field).textValue();
    }
}
