package rekey.sandbox.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.TextRule;

/**
 * What a rule invokes: a function, a topic or a queue of the rule's region, at most five of them.
 *
 * @param role who invokes it; empty for EventBridge itself
 * @param deadLetters the ARN of the queue for what cannot be delivered; empty to drop that
 * @param json as it was put; do not change
 */
record Target(
        String id,
        String arn,
        Content content,
        Optional<String> role,
        Optional<String> deadLetters,
        RetryPolicy retries,
        ObjectNode json) {
    static final TextRule ID = TextRule.length(1, 64).matching("[\\.\\-_A-Za-z0-9]+");

    private static final TextRule ROLE = TextRule.length(1, 1600);

    /** Reads the member {@code Targets}, which CloudFormation and PutTargets write alike. */
    static List<Target> readAll(ObjectNode request, String region) {
        List<Target> targets = new ArrayList<>();
        for (AwsInput input : AwsInput.of(request).structures("Targets", 1, 100)) {
            JsonNode json = request.get("Targets").get(targets.size());
            targets.add(read(input, json.deepCopy(), region));
        }
        return targets;
    }

    private static Target read(AwsInput input, ObjectNode json, String region) {
        input.allowOnly(
                "Id", "Arn", "RoleArn", "Input", "InputPath", "InputTransformer", "DeadLetterConfig", "RetryPolicy");
        String id = input.text("Id", ID);
        return new Target(
                id,
                TargetArn.check(input.text("Arn", TargetArn.RULE), region),
                content(input, id),
                input.optionalText("RoleArn", ROLE),
                TargetArn.deadLetterQueue(input, region),
                RetryPolicy.of(input.structure("RetryPolicy")),
                json);
    }

    private static Content content(AwsInput input, String id) {
        List<Content> given = new ArrayList<>();
        input.optionalText("Input", TextRule.length(0, 8192)).ifPresent(text -> given.add(always(text, id)));
        input.optionalText("InputPath", TextRule.length(0, 256))
                .ifPresent(path -> given.add(Content.at(new JsonPath(path))));
        input.structure("InputTransformer").ifPresent(transformer -> given.add(InputTransformer.read(transformer, id)));
        if (given.size() > 1) {
            throw AwsError.invalid(
                    "Only one of Input, InputPath, or InputTransformer must be provided for target " + id + ".");
        }
        return given.isEmpty() ? Content.WHOLE : given.get(0);
    }

    private static Content always(String text, String id) {
        try {
            AwsJson.read(text);
            return Content.always(text);
        } catch (JsonProcessingException e) {
            throw AwsError.invalid("Input for target " + id + " is not a valid JSON text.");
        }
    }

    /** Without its input. */
    @Override
    public String toString() {
        return "Target[" + id + ", " + arn + "]";
    }
}
