package rekey.cli.status;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import rekey.cli.status.ParameterState.Details;

/** The findings as one JSON document. What is not known is null, and why is listed under {@code unknown}. */
public final class JsonView {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Findings findings;

    public JsonView(Findings findings) {
        this.findings = findings;
    }

    public void print(PrintWriter out) {
        ObjectNode json = JSON.objectNode();
        json.put("application", findings.application().value())
                .put("region", findings.region())
                .put("time", findings.now().toString());
        ArrayNode parameters = JSON.arrayNode();
        findings.parameters().value().ifPresent(list -> list.forEach(each -> parameters.add(parameter(each))));
        json.set("parameters", findings.parameters().isKnown() ? parameters : JSON.nullNode());
        json.set("key", findings.key().value().map(this::key).orElse(null));
        json.set("topic", findings.topic().value().map(JsonView::topic).orElse(null));
        ObjectNode secret = json.putObject("clientSecret");
        secret.put("daysLeftAtMost", findings.daysLeft().orElse(null))
                .put("endsAtLatest", findings.end().map(Object::toString).orElse(null));
        json.set(
                "rotation",
                findings.rotation()
                        .value()
                        .flatMap(found -> found)
                        .map(RotationJson::of)
                        .orElse(null));
        json.put("summary", findings.summary());
        ArrayNode attention = json.putArray("attention");
        findings.attention()
                .forEach(each ->
                        attention.addObject().put("subject", each.subject()).put("sentence", each.sentence()));
        ArrayNode unknown = json.putArray("unknown");
        findings.unknown().forEach(unknown::add);
        out.println(json.put("exitCode", findings.exitCode()).toPrettyString());
    }

    private static ObjectNode parameter(ParameterState parameter) {
        ObjectNode json = JSON.objectNode();
        json.put("name", parameter.name());
        json.put("value", parameter.kind().isEmpty() ? "not a credential" : TextView.presence(parameter));
        json.put("stored", parameter.stored().map(Object::toString).orElse(null));
        parameter.details().ifPresent(details -> details(json, details));
        return json;
    }

    private static void details(ObjectNode json, Details details) {
        json.put("version", details.version())
                .put("lastChange", details.lastChange().toString())
                .put("type", details.type())
                .put("tier", details.tier())
                .put("key", details.keyId())
                .put("keyIsOwn", details.keyIsOwn().known());
        ArrayNode policies = json.putArray("policies");
        for (Policy policy : details.policies()) {
            policies.addObject()
                    .put("type", policy.type())
                    .put("when", policy.when())
                    .put("status", policy.status());
        }
    }

    private ObjectNode key(Optional<KeyState> found) {
        ObjectNode json = JSON.objectNode().put("alias", findings.alias());
        if (found.isEmpty()) {
            return json.put("state", "missing");
        }
        KeyState key = found.get();
        Optional<KeyState.Rotation> rotation = key.rotation().value();
        return json.put("state", key.key().state())
                .put("arn", key.key().arn())
                .put("rotates", rotation.map(KeyState.Rotation::on).orElse(null))
                .put(
                        "nextRotation",
                        rotation.flatMap(KeyState.Rotation::next)
                                .map(Object::toString)
                                .orElse(null));
    }

    private static ObjectNode topic(Optional<Subscribers> found) {
        ObjectNode json = JSON.objectNode();
        json.put("arn", found.map(Subscribers::topicArn).orElse(null));
        ArrayNode subscriptions = json.putArray("subscriptions");
        found.map(Subscribers::list)
                .orElse(List.of())
                .forEach(each -> subscriptions
                        .addObject()
                        .put("protocol", each.protocol())
                        .put("endpoint", each.endpoint())
                        .put("confirmed", each.confirmed()));
        return json;
    }
}
