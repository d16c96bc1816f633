package rekey.sandbox.ssm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.aws.TextRule;

/**
 * What a PutParameter call says, checked as far as that can be done without knowing the parameter.
 *
 * @param policies empty when the call sends none, so that the parameter keeps its own; a present empty list clears them
 */
record PutRequest(
        String name,
        String value,
        Optional<ParameterType> type,
        Optional<String> keyId,
        boolean overwrite,
        Optional<String> tier,
        Optional<List<ParameterPolicy>> policies,
        Optional<String> description,
        Optional<String> allowedPattern,
        Map<String, String> tags) {
    private static final TextRule KEY_ID = TextRule.length(1, 256).matching("([a-zA-Z0-9:/_-]+)");

    static PutRequest of(AwsRequest request) {
        AwsInput input = request.members();
        PutRequest put = new PutRequest(
                input.text("Name", ParameterName.RULE),
                input.text("Value", TextRule.ANY),
                input.optionalText("Type", ParameterType.RULE).map(ParameterType::of),
                input.optionalText("KeyId", KEY_ID),
                input.flag("Overwrite"),
                input.optionalText("Tier", Tier.RULE),
                input.optionalText("Policies", ParameterPolicy.RULE).map(ParameterPolicy::read),
                input.optionalText("Description", TextRule.length(0, 1024)),
                input.optionalText("AllowedPattern", TextRule.length(0, 1024)),
                ParameterTags.read(input));
        put.checkValue();
        String dataType =
                input.optionalText("DataType", TextRule.length(0, 128)).orElse("text");
        if (!dataType.equals("text")) {
            throw AwsError.invalid(
                    "The following data type is not supported: " + dataType + ". The Rekey sandbox knows text only.");
        }
        if (put.overwrite && !put.tags.isEmpty()) {
            throw AwsError.invalid("Invalid request: tags and overwrite can't be used together. To create a parameter"
                    + " with tags, please remove overwrite flag. To update tags for an existing parameter, please use"
                    + " AddTagsToResource or RemoveTagsFromResource.");
        }
        return put.named(ParameterName.checkedForPut(put.name, request.region()));
    }

    int valueBytes() {
        return value.getBytes(UTF_8).length;
    }

    private void checkValue() {
        if (value.isEmpty()) {
            throw AwsError.constraint("value", "Member must have length greater than or equal to 1");
        }
        int open = value.indexOf("{{");
        if (open >= 0 && value.indexOf("}}", open) >= 0) {
            throw AwsError.invalid("Parameter value can't nest another parameter. Do not use \"{{}}\" in the value.");
        }
    }

    private PutRequest named(String checkedName) {
        return new PutRequest(
                checkedName, value, type, keyId, overwrite, tier, policies, description, allowedPattern, tags);
    }

    /** Without the value. */
    @Override
    public String toString() {
        return "PutRequest[" + name + "]";
    }
}
