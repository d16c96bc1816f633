package rekey.sandbox.sns;

import java.util.List;
import java.util.function.Consumer;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsQueryService;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.aws.AwsXml;
import rekey.sandbox.aws.Page;
import rekey.sandbox.aws.TextRule;

/**
 * Subscriptions: made, confirmed, listed by 100 and deleted. An email's is pending until it is confirmed: lists show {@code
 * PendingConfirmation} in place of its ARN, and Subscribe answers {@code pending confirmation} unless {@code
 * ReturnSubscriptionArn} is true. Unlike with SNS, confirming and unsubscribing must be signed as everything else.
 */
final class SubscriptionOperations {
    private static final TextRule FLAG = TextRule.oneOf("true", "false");

    /** The elements of a subscription's ARN: a topic's six and its id. */
    private static final int ARN_ELEMENTS = 7;

    private final Sns sns;

    SubscriptionOperations(Sns sns) {
        this.sns = sns;
    }

    Consumer<AwsXml> subscribe(AwsRequest request) {
        AwsInput input = request.members();
        TopicArn topic = TopicArn.of(request);
        Channel channel = Channel.of(Refusals.required(input, "Protocol"));
        String endpoint = channel.checked(Refusals.required(input, "Endpoint"));
        Refusals.mustBeAbsent(input, "Attributes");
        boolean always = input.optionalText("ReturnSubscriptionArn", FLAG)
                .map(Boolean::valueOf)
                .orElse(false);
        Subscription subscription = sns.of(request).subscribe(topic, channel, endpoint);
        return arn(always || !subscription.isPending() ? subscription.arn() : "pending confirmation");
    }

    Consumer<AwsXml> confirm(AwsRequest request) {
        AwsInput input = request.members();
        TopicArn topic = TopicArn.of(request);
        String token = Refusals.required(input, "Token");
        // Every call here is signed, so there is nothing that it would forbid.
        input.optionalText("AuthenticateOnUnsubscribe", FLAG);
        return arn(sns.of(request).confirm(topic, token).arn());
    }

    Consumer<AwsXml> unsubscribe(AwsRequest request) {
        String arn = Refusals.required(request.members(), "SubscriptionArn");
        if (TopicArn.elements(arn, "SubscriptionArn").length != ARN_ELEMENTS) {
            throw Refusals.invalidParameter("SubscriptionId");
        }
        sns.of(request).unsubscribe(arn);
        return AwsQueryService.NO_RESULT;
    }

    Consumer<AwsXml> list(AwsRequest request) {
        return page(request, sns.of(request).subscriptions());
    }

    Consumer<AwsXml> listByTopic(AwsRequest request) {
        return page(request, sns.of(request).subscriptions(TopicArn.of(request)));
    }

    private static Consumer<AwsXml> arn(String arn) {
        return result -> result.text("SubscriptionArn", arn);
    }

    private static Consumer<AwsXml> page(AwsRequest request, List<Subscription> all) {
        Page<Subscription> page = Page.of(
                all,
                Subscription::number,
                TopicOperations.PAGE,
                Page.after(request.members(), Long::valueOf, Refusals.invalidParameter("NextToken")));
        return result -> result.list("Subscriptions", page.items(), SubscriptionOperations::show)
                .text("NextToken", page.nextToken().orElse(null));
    }

    private static void show(AwsXml member, Subscription subscription) {
        member.text("TopicArn", subscription.topic().toString())
                .text("Protocol", subscription.channel().protocol())
                .text("SubscriptionArn", subscription.isPending() ? "PendingConfirmation" : subscription.arn())
                .text("Owner", AwsAccount.ID)
                .text("Endpoint", subscription.endpoint());
    }
}
