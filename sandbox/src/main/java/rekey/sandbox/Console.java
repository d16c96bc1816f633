package rekey.sandbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import rekey.sandbox.lwa.EnrolmentRefused;
import rekey.sandbox.lwa.LwaStandIn;
import rekey.sandbox.lwa.RegisteredApplication;

/**
 * What people do in Amazon's Developer Console, as JSON: {@code {"enrol":{"expiry":"arn…","newSecret":"arn…"}}}, {@code
 * {"withdraw":true}}, {@code {"rotate":true}}, and, what people cannot do there, {@code {"propagateIn":"PT45M"}} for the
 * secrets issued from then on. With {@code "clientIdentifier"} where there are several applications. Thread-safe.
 */
record Console(LwaStandIn lwa) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> ORDERS = Set.of("enrol", "withdraw", "rotate", "propagateIn");

    /** An order that is not carried out; says what is. */
    static final class Refused extends RuntimeException {
        Refused(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** All applications with their queues, the dates of their secrets, and what could not be sent; no secret. */
    ArrayNode show() {
        ArrayNode applications = JsonNodeFactory.instance.arrayNode();
        lwa.applications().forEach(application -> applications.add(show(application)));
        return applications;
    }

    /**
     * @return the application as it is now; after {@code rotate}, as in the console, with the new secret
     * @throws Refused when it is no such order, or Amazon may not use a queue
     */
    ObjectNode order(byte[] body) throws IOException {
        JsonNode request;
        try {
            request = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw misunderstood(null);
        }
        List<String> names = new ArrayList<>();
        request.fieldNames().forEachRemaining(names::add);
        boolean named = names.remove("clientIdentifier");
        if (names.size() != 1 || !ORDERS.contains(names.get(0))) {
            throw misunderstood(null);
        }
        RegisteredApplication application =
                application(named ? Optional.of(request.get("clientIdentifier").asText()) : Optional.empty());
        JsonNode value = request.get(names.get(0));
        return switch (names.get(0)) {
            case "enrol" -> enrol(application, value);
            case "propagateIn" -> propagate(application, value.asText());
            default -> {
                if (!value.isBoolean() || !value.asBoolean()) {
                    throw misunderstood(null);
                }
                yield names.get(0).equals("rotate") ? rotate(application) : withdraw(application);
            }
        };
    }

    private static ObjectNode enrol(RegisteredApplication application, JsonNode queues) {
        try {
            application.enrol(
                    queues.path("expiry").asText(), queues.path("newSecret").asText());
        } catch (EnrolmentRefused e) {
            throw new Refused(e.getMessage(), e);
        }
        return show(application);
    }

    private static ObjectNode withdraw(RegisteredApplication application) {
        application.withdraw();
        return show(application);
    }

    private static ObjectNode rotate(RegisteredApplication application) {
        String secret = application.rotateInConsole();
        return show(application).put("newSecret", secret);
    }

    private static ObjectNode propagate(RegisteredApplication application, String duration) {
        try {
            application.propagateIn(Duration.parse(duration));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw misunderstood(e);
        }
        return show(application);
    }

    private RegisteredApplication application(Optional<String> clientIdentifier) {
        if (clientIdentifier.isEmpty() && lwa.applications().size() == 1) {
            return lwa.applications().get(0);
        }
        return clientIdentifier
                .flatMap(lwa::application)
                .orElseThrow(() -> new Refused(
                        "Name one of the applications that GET /_sandbox/console lists as \"clientIdentifier\".",
                        null));
    }

    private static ObjectNode show(RegisteredApplication application) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        shown.put("clientIdentifier", application.clientIdentifier());
        shown.put("enrolled", application.isEnrolled());
        application
                .enrolment()
                .ifPresent(queues -> shown.putObject("queues")
                        .put("expiry", queues.expiryQueue())
                        .put("newSecret", queues.newSecretQueue()));
        ArrayNode secrets = shown.putArray("secrets");
        application
                .secrets()
                .forEach(dates -> secrets.addObject()
                        .put("issued", dates.issued().toString())
                        .put("expires", dates.expires().toString()));
        ArrayNode undelivered = shown.putArray("undelivered");
        application
                .messages()
                .undelivered()
                .forEach(lost -> undelivered
                        .addObject()
                        .put("type", lost.message().type().name())
                        .put("queue", lost.message().queueArn())
                        .put("time", lost.time().toString())
                        .put("reason", lost.reason()));
        return shown;
    }

    private static Refused misunderstood(Throwable why) {
        return new Refused(
                "Send one of {\"enrol\":{\"expiry\":\"arn…\",\"newSecret\":\"arn…\"}}, {\"withdraw\":true},"
                        + " {\"rotate\":true}, {\"propagateIn\":\"PT45M\"}, with \"clientIdentifier\" where there are"
                        + " several applications.",
                why);
    }
}
