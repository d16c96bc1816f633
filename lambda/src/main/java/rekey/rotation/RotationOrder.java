package rekey.rotation;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import rekey.failure.BadRequest;

/**
 * What an operator's command orders: {@code {"order":"rotate","force":false,"by":"arn:aws:iam::123456789012:user/jane"}}.
 *
 * @param force only of {@code rotate}; default false
 * @param by who orders it: up to 200 printable ASCII characters; required
 */
record RotationOrder(Kind kind, boolean force, String by) {
    /** What is ordered, by its name in small letters. */
    enum Kind {
        /** Say what stands in the way of a rotation. */
        CHECK,
        /** Ask Amazon for a new secret. */
        ROTATE,
        /** Put the secret before in use, as long as Amazon accepts it. */
        ROLLBACK,
        /** Put the newer secret in use again, after a rollback. */
        FORWARD,
        /** Note that the application is enrolled. */
        ENROLLED
    }

    private static final Map<String, Kind> KINDS = Stream.of(Kind.values())
            .collect(Collectors.toMap(kind -> kind.name().toLowerCase(Locale.ROOT), Function.identity()));
    private static final Set<String> FIELDS = Set.of("order", "force", "by");
    private static final Pattern BY = Pattern.compile("[ -~]{1,200}");
    private static final String USAGE =
            "Send {\"order\":\"check\",\"by\":\"ARN\"}, with rotate, rollback, forward or enrolled in"
                    + " check's place, and \"force\":true or false besides with rotate.";

    /** @throws BadRequest when it breaks a rule; the message never repeats what was sent */
    static RotationOrder read(JsonNode json) {
        boolean known = json.isObject() && KINDS.containsKey(json.path("order").asText());
        if (!known) {
            throw new BadRequest("This is neither an event of a queue nor an order. " + USAGE);
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw new BadRequest("The order has unknown fields. " + USAGE);
            }
        });
        Kind kind = KINDS.get(json.get("order").asText());
        JsonNode force = json.path("force");
        if (!force.isMissingNode() && !(force.isBoolean() && kind == Kind.ROTATE)) {
            throw new BadRequest("\"force\" is true or false, and of rotate alone. " + USAGE);
        }
        JsonNode by = json.path("by");
        if (!by.isTextual() || !BY.matcher(by.textValue()).matches()) {
            throw new BadRequest("\"by\" is 1 to 200 printable ASCII characters. " + USAGE);
        }
        return new RotationOrder(kind, force.asBoolean(false), by.textValue());
    }
}
