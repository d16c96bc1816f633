package rekey.sandbox.sns;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsQueryService;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.aws.AwsXml;
import rekey.sandbox.aws.Page;
import rekey.sandbox.aws.TextRule;

/** Topics: made, listed by 100, described, changed and deleted. Tags are refused. */
final class TopicOperations {
    static final int PAGE = 100;

    private final Sns sns;

    TopicOperations(Sns sns) {
        this.sns = sns;
    }

    Consumer<AwsXml> create(AwsRequest request) {
        AwsInput input = request.members();
        TopicArn arn = new TopicArn(request.region(), Refusals.required(input, "Name"));
        Refusals.mustBeAbsent(input, "Tags");
        Refusals.mustBeAbsent(input, "DataProtectionPolicy");
        sns.access().check(request.caller(), "CreateTopic", arn);
        sns.createTopic(arn.region(), arn.name(), input.textMap("Attributes"));
        return result -> result.text("TopicArn", arn.toString());
    }

    Consumer<AwsXml> list(AwsRequest request) {
        sns.access().check(request.caller(), "ListTopics", Access.EVERYTHING, Map.of());
        Page<Topic> page = Page.of(
                sns.in(request.region()).topics(),
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
        TopicArn arn = TopicArn.of(request);
        sns.access().check(request.caller(), "GetTopicAttributes", arn);
        Map<String, String> attributes = sns.describe(arn);
        return result -> result.map("Attributes", attributes);
    }

    Consumer<AwsXml> change(AwsRequest request) {
        AwsInput input = request.members();
        TopicArn arn = TopicArn.of(request);
        String name = Refusals.required(input, "AttributeName");
        String value = input.optionalText("AttributeValue", TextRule.ANY).orElse("");
        TopicAttributes.check("AttributeName", name, value);
        sns.access().check(request.caller(), "SetTopicAttributes", arn);
        if (name.equals(TopicAttributes.POLICY)) {
            sns.setPolicy(arn.toString(), TopicAttributes.policy(value), arn.name());
        } else {
            sns.in(arn.region()).change(arn, name, value);
        }
        return AwsQueryService.NO_RESULT;
    }

    Consumer<AwsXml> delete(AwsRequest request) {
        TopicArn arn = TopicArn.of(request);
        sns.access().check(request.caller(), "DeleteTopic", arn);
        sns.deleteTopic(arn.toString());
        return AwsQueryService.NO_RESULT;
    }
}
