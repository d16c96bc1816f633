package rekey.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
import java.util.stream.Stream;
import rekey.credential.Placeholder;
import rekey.ledger.RotationRequest.Outcome;

/**
 * The ledger as the JSON that is stored. Reads what it wrote; fields that it does not know it skips, so that an older
 * version of the functions can still work after a newer one. Anything else is no ledger rather than an empty one: a fact
 * that is not read is lost with the next write.
 */
public final class LedgerText {
    /** What fits into a Standard parameter. */
    static final int MOST = 4_096;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private LedgerText() {}

    /** @throws IllegalArgumentException when it is no ledger; the message says why, and neither it nor a cause quotes it */
    public static Ledger read(String text) {
        return readVersion(text, 1).ledger();
    }

    /** As {@link #read}, with what a version's text says of itself. */
    static LedgerVersion readVersion(String text, long number) {
        if (Placeholder.is(text)) {
            return new LedgerVersion(number, Ledger.EMPTY, number - 1, Optional.empty());
        }
        JsonNode json = parse(text);
        return new LedgerVersion(
                number,
                ledger(json),
                json.has("after") ? number(json, "after") : number - 1,
                optional(json, "claims", node -> text(json, "claims")));
    }

    /** In one line. */
    public static String write(Ledger ledger) {
        return write(ledger, JsonNodeFactory.instance.objectNode());
    }

    /** The text of the version that follows on {@code after}, and fits: of the things said it leaves out the oldest. */
    static String writeVersion(Ledger ledger, long after, Optional<String> claims) {
        String text = versionText(ledger, after, claims);
        for (int most = ledger.said().size() - 1; most >= 0 && text.length() > MOST; most--) {
            text = versionText(Remembered.saidAtMost(most, ledger), after, claims);
        }
        return text;
    }

    private static String versionText(Ledger ledger, long after, Optional<String> claims) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("after", after);
        claims.ifPresent(id -> json.put("claims", id));
        return write(ledger, json);
    }

    private static String write(Ledger ledger, ObjectNode json) {
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

    private static JsonNode parse(String text) {
        JsonNode json;
        try {
            json = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            // Without the cause, which quotes what it could not read.
            throw new IllegalArgumentException("it is no JSON");
        }
        if (!json.isObject()) {
            throw new IllegalArgumentException("it is no JSON object");
        }
        return json;
    }

    private static Ledger ledger(JsonNode json) {
        JsonNode told = json.path("said");
        if (!told.isObject()) {
            throw new IllegalArgumentException("\"said\" is no object");
        }
        Map<String, Instant> said = new TreeMap<>();
        told.fieldNames().forEachRemaining(key -> said.put(key, instant(told, key, "said")));
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

    private static KnownSecret secret(JsonNode node) {
        return new KnownSecret(
                text(node, "fingerprint"),
                instant(node, "expires"),
                bool(node, "assumed"),
                optional(node, "received", when -> instant(node, "received")),
                optional(node, "promoted", when -> instant(node, "promoted")),
                node.has("promoted") ? number(node, "version") : 0,
                optional(node, "retires", when -> instant(node, "retires")));
    }

    private static RotationRequest request(JsonNode node) {
        return new RotationRequest(
                text(node, "id"),
                instant(node, "at"),
                text(node, "by"),
                outcome(text(node, "outcome")),
                text(node, "problem"));
    }

    private static Outcome outcome(String name) {
        return Stream.of(Outcome.values())
                .filter(outcome -> outcome.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("\"outcome\" is none"));
    }

    private static <T> List<T> list(JsonNode json, String field, Function<JsonNode, T> read) {
        if (!json.path(field).isArray()) {
            throw new IllegalArgumentException("\"%s\" is no list".formatted(field));
        }
        List<T> list = new ArrayList<>();
        json.get(field).forEach(node -> list.add(read.apply(node)));
        return list;
    }

    private static <T> Optional<T> optional(JsonNode json, String field, Function<JsonNode, T> read) {
        return json.has(field) ? Optional.of(read.apply(json.get(field))) : Optional.empty();
    }

    private static Instant instant(JsonNode node, String field) {
        return instant(node, field, field);
    }

    private static Instant instant(JsonNode node, String field, String called) {
        if (!node.path(field).isTextual()) {
            throw new IllegalArgumentException("\"%s\" is no time".formatted(called));
        }
        try {
            return KnownSecret.plausible(Instant.parse(node.get(field).textValue()));
        } catch (DateTimeException e) {
            // Without the cause, which quotes what it could not read.
            throw new IllegalArgumentException("\"%s\" is no time such as 2026-11-23T15:04:05Z".formatted(called));
        }
    }

    private static boolean bool(JsonNode node, String field) {
        if (!node.path(field).isBoolean()) {
            throw new IllegalArgumentException("\"%s\" is not true or false".formatted(field));
        }
        return node.get(field).booleanValue();
    }

    private static long number(JsonNode node, String field) {
        if (!node.path(field).isIntegralNumber() || !node.get(field).canConvertToLong()) {
            throw new IllegalArgumentException("\"%s\" is no whole number".formatted(field));
        }
        return node.get(field).longValue();
    }

    private static String text(JsonNode node, String field) {
        if (!node.path(field).isTextual()) {
            throw new IllegalArgumentException("\"%s\" is no text".formatted(field));
        }
        return node.get(field).textValue();
    }
}
