package rekey.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import rekey.sandbox.aws.Caller;

/**
 * {@code Custom::*}: a resource that a function makes, changes and deletes at CloudFormation's <a
 * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-requests.html">request</a>. {@code Ref} is
 * the physical id that it answers, {@code Fn::GetAtt} what it answers as data. All properties go to the function, numbers and
 * truth values as texts, and {@code ServiceTimeout} is how many seconds of real time it has; 3,600 unless given.
 */
final class CustomResourceType implements ResourceType {
    private static final int LONGEST_TIMEOUT = 3_600;
    private static final String TOKEN = "ServiceToken";

    private final String name;
    private final Services services;

    CustomResourceType(String name, Services services) {
        this.name = name;
        this.services = services;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Set<String> properties() {
        return Set.of(TOKEN, "ServiceTimeout");
    }

    @Override
    public boolean knows(String property) {
        return true;
    }

    @Override
    public Made make(Wanted wanted) {
        // What CloudFormation knows it by as long as the function has not said.
        return carriedOut("Create", new Made(wanted.madeUpName(255), wanted), event(wanted));
    }

    @Override
    public Made change(Made made, Wanted wanted) {
        if (wanted.differsFrom(made.wanted(), Set.of(TOKEN))) {
            throw new TemplateProblem("Modifying service token is not allowed.");
        }
        ObjectNode event = event(wanted);
        event.put("PhysicalResourceId", made.physicalId());
        event.set("OldResourceProperties", texts(made.wanted().properties().json()));
        return carriedOut("Update", made.changedTo(wanted), event);
    }

    @Override
    public void delete(Made made) {
        carriedOut("Delete", made, event(made.wanted()).put("PhysicalResourceId", made.physicalId()));
    }

    private ObjectNode event(Wanted wanted) {
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put(TOKEN, wanted.properties().text(TOKEN))
                .put("StackId", wanted.stackId())
                .put("LogicalResourceId", wanted.logicalId())
                .put("ResourceType", name);
        event.set("ResourceProperties", texts(wanted.properties().json()));
        return event;
    }

    /** @param asIs what is there if the function fails */
    private Made carriedOut(String request, Made asIs, ObjectNode event) {
        Wanted wanted = asIs.wanted();
        String function = wanted.properties().text(TOKEN);
        if (!function.startsWith("arn:aws:lambda:")) {
            throw new TemplateProblem("The sandbox asks functions for custom resources, and not " + function + ".");
        }
        int seconds = wanted.properties().integer("ServiceTimeout", LONGEST_TIMEOUT);
        if (seconds < 1 || seconds > LONGEST_TIMEOUT) {
            throw new TemplateProblem("The ServiceTimeout is 1 to 3,600 seconds.");
        }
        CustomResourceAnswers.Place place =
                services.answers().place(services.endpoint(), wanted.stackId(), wanted.logicalId());
        event.put("RequestType", request).put("ResponseURL", place.url()).put("RequestId", place.requestId());
        // CloudFormation calls as whoever deploys, who is an administrator here.
        Caller deployer = Caller.overNetwork(services.iam().principal("deployer"), true);
        services.functions().deliver(deployer, function, event.toString());
        try {
            return made(place.await(seconds), asIs, event);
        } catch (TimeoutException e) {
            throw new HalfMade(
                    asIs,
                    "The function %s did not answer request %s within %d s. See what it logged."
                            .formatted(function, place.requestId(), seconds));
        } catch (TemplateProblem e) {
            throw new HalfMade(asIs, e.getMessage());
        }
    }

    private static Made made(JsonNode answer, Made asIs, ObjectNode event) {
        for (String id : Set.of("StackId", "RequestId", "LogicalResourceId")) {
            if (!answer.path(id).equals(event.get(id))) {
                throw new TemplateProblem("The function's answer has another " + id + " than the request.");
            }
        }
        String physicalId = answer.path("PhysicalResourceId").asText();
        Made now = physicalId.isEmpty() ? asIs : new Made(physicalId, asIs.attributes(), asIs.wanted());
        switch (answer.path("Status").asText()) {
            case "SUCCESS" -> {
                if (physicalId.isEmpty()) {
                    throw new TemplateProblem("Invalid PhysicalResourceId: the function's answer has none.");
                }
                Map<String, JsonNode> data = new TreeMap<>();
                answer.path("Data").properties().forEach(entry -> data.put(entry.getKey(), entry.getValue()));
                return new Made(physicalId, data, asIs.wanted());
            }
            case "FAILED" ->
                throw new HalfMade(
                        now,
                        "Received response status [FAILED] from custom resource: "
                                + answer.path("Reason").asText("no reason was given"));
            default ->
                throw new TemplateProblem("The function's answer has a Status that is neither SUCCESS nor FAILED.");
        }
    }

    /** With every scalar as a text. */
    private static JsonNode texts(JsonNode value) {
        if (value instanceof ObjectNode object) {
            ObjectNode texts = JsonNodeFactory.instance.objectNode();
            object.properties().forEach(field -> texts.set(field.getKey(), texts(field.getValue())));
            return texts;
        }
        if (value.isArray()) {
            ArrayNode texts = JsonNodeFactory.instance.arrayNode();
            value.forEach(element -> texts.add(texts(element)));
            return texts;
        }
        return TextNode.valueOf(value.asText());
    }
}
