package rekey.sandbox.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rekey.sandbox.aws.AwsAccount;

/**
 * The attributes of a topic that are kept: {@code DisplayName}, at most 100 characters, {@code KmsMasterKeyId}, which is
 * looked up when something is published, and {@code Policy}. Any other is refused.
 */
final class TopicAttributes {
    static final String DISPLAY_NAME = "DisplayName";
    static final String KEY = "KmsMasterKeyId";
    static final String POLICY = "Policy";

    private static final int LONGEST_DISPLAY_NAME = 100;
    private static final int LONGEST_KEY_ID = 2_048;
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> OF_THE_DEFAULT_POLICY = List.of(
            "SNS:GetTopicAttributes",
            "SNS:SetTopicAttributes",
            "SNS:AddPermission",
            "SNS:RemovePermission",
            "SNS:DeleteTopic",
            "SNS:Subscribe",
            "SNS:ListSubscriptionsByTopic",
            "SNS:Publish");

    private TopicAttributes() {}

    /**
     * Those that are not empty: no key is how SNS is told not to encrypt.
     *
     * @throws rekey.sandbox.aws.AwsError {@code InvalidParameter} when one is not kept or breaks its rule
     */
    static Map<String, String> checked(Map<String, String> given) {
        Map<String, String> attributes = new TreeMap<>(given);
        attributes.forEach((name, value) -> check("Attributes", name, value));
        attributes.values().removeIf(String::isEmpty);
        return attributes;
    }

    /** @param member the call's, which is named when it is refused */
    static void check(String member, String name, String value) {
        switch (name) {
            case DISPLAY_NAME -> checkLine(member, name, value, LONGEST_DISPLAY_NAME);
            case KEY -> checkLine(member, name, value, LONGEST_KEY_ID);
            case POLICY -> policy(value);
            default ->
                throw Refusals.invalidParameter(member + " Reason: The Rekey sandbox keeps DisplayName, KmsMasterKeyId"
                        + " and Policy of a topic, not " + name + ". Leave it out.");
        }
    }

    /** The policy that a text holds. */
    static JsonNode policy(String text) {
        try {
            JsonNode policy = JSON.readTree(text);
            if (policy.path("Statement").isContainerNode()) {
                return policy;
            }
        } catch (JsonProcessingException e) {
            // Its message quotes the text.
        }
        throw Refusals.invalidParameter("Policy Error: it must be a JSON object with a Statement");
    }

    /**
     * The policy of a topic that was given none: everyone in the account that owns it may use it, and
     * <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html">nobody else</a>.
     */
    static ObjectNode defaultPolicy(TopicArn topic) {
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        policy.put("Version", "2008-10-17").put("Id", "__default_policy_ID");
        ObjectNode statement = policy.putArray("Statement").addObject();
        statement.put("Sid", "__default_statement_ID").put("Effect", "Allow");
        statement.putObject("Principal").put("AWS", "*");
        OF_THE_DEFAULT_POLICY.forEach(statement.putArray("Action")::add);
        statement.put("Resource", topic.toString());
        statement.putObject("Condition").putObject("StringEquals").put("AWS:SourceOwner", AwsAccount.ID);
        return policy;
    }

    private static void checkLine(String member, String name, String value, int longest) {
        if (value.length() > longest || value.chars().anyMatch(Character::isISOControl)) {
            throw Refusals.invalidParameter(
                    member + " Reason: " + name + " has at most " + longest + " characters and no control characters");
        }
    }
}
