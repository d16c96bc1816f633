package rekey.sandbox.sns;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsQueryService;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.aws.AwsXml;
import rekey.sandbox.aws.Page;

/**
 * Topics: made, listed by 100, described and deleted. The attributes {@code DisplayName}, at most 100 characters, and {@code
 * KmsMasterKeyId}, which is not looked up, are kept; any other and tags are refused.
 */
final class TopicOperations {
    static final int PAGE = 100;

    private static final int LONGEST_DISPLAY_NAME = 100;
    private static final int LONGEST_KEY_ID = 2_048;

    private final Sns sns;

    TopicOperations(Sns sns) {
        this.sns = sns;
    }

    Consumer<AwsXml> create(AwsRequest request) {
        AwsInput input = request.members();
        TopicArn arn = new TopicArn(request.region(), Refusals.required(input, "Name"));
        Refusals.mustBeAbsent(input, "Tags");
        Refusals.mustBeAbsent(input, "DataProtectionPolicy");
        sns.of(request).create(arn, attributes(input));
        return result -> result.text("TopicArn", arn.toString());
    }

    Consumer<AwsXml> list(AwsRequest request) {
        Page<Topic> page = Page.of(
                sns.of(request).topics(),
                topic -> topic.arn().name(),
                PAGE,
                Page.after(request.members(), Function.identity(), Refusals.invalidParameter("NextToken")));
        return result -> result.list(
                        "Topics",
                        page.items(),
                        (member, topic) -> member.text("TopicArn", topic.arn().toString()))
                .text("NextToken", page.nextToken().orElse(null));
    }

    Consumer<AwsXml> describe(AwsRequest request) {
        Map<String, String> attributes = sns.of(request).describe(TopicArn.of(request));
        return result -> result.map("Attributes", attributes);
    }

    Consumer<AwsXml> delete(AwsRequest request) {
        sns.of(request).delete(TopicArn.of(request));
        return AwsQueryService.NO_RESULT;
    }

    private static Map<String, String> attributes(AwsInput input) {
        Map<String, String> attributes = new TreeMap<>(input.textMap("Attributes"));
        attributes.forEach((name, value) -> {
            int longest = switch (name) {
                case "DisplayName" -> LONGEST_DISPLAY_NAME;
                case "KmsMasterKeyId" -> LONGEST_KEY_ID;
                default ->
                    throw Refusals.invalidParameter("Attributes Reason: The Rekey sandbox keeps DisplayName and"
                            + " KmsMasterKeyId of a topic, not " + name + ". Leave it out.");
            };
            if (value.length() > longest || value.chars().anyMatch(Character::isISOControl)) {
                throw Refusals.invalidParameter("Attributes Reason: " + name + " has at most " + longest
                        + " characters and no control characters");
            }
        });
        // Both are empty where they are not given: no key is how SNS is told not to encrypt.
        attributes.values().removeIf(String::isEmpty);
        return attributes;
    }
}
