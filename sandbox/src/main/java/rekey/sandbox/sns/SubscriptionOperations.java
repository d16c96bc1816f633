package rekey.sandbox.sns;

import java.util.List;
import java.util.Map;
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
 * ReturnSubscriptionArn} is true. Confirming and unsubscribing may come without a signature, by the links in the mails.
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
        sns.access()
                .check(
                        request.caller(),
                        "Subscribe",
                        topic.toString(),
                        Map.of("sns:Protocol", channel.protocol(), "sns:Endpoint", endpoint));
        Subscription subscription = sns.subscribe(topic, channel, endpoint);
        return arn(always || !subscription.isPending() ? subscription.arn() : "pending confirmation");
    }

    Consumer<AwsXml> confirm(AwsRequest request) {
        AwsInput input = request.members();
        TopicArn topic = TopicArn.of(request);
        String token = Refusals.required(input, "Token");
        boolean guarded = input.optionalText("AuthenticateOnUnsubscribe", FLAG)
                .map(Boolean::valueOf)
                .orElse(false);
        sns.access().check(request.caller(), "ConfirmSubscription", topic);
        return arn(sns.in(topic.region()).confirm(topic, token, guarded).arn());
    }

    /** By the link in a mail: whoever has the token is who was asked. */
    Consumer<AwsXml> confirmUnsigned(AwsInput input) {
        TopicArn topic = TopicArn.parse(Refusals.required(input, "TopicArn"));
        String token = Refusals.required(input, "Token");
        return arn(sns.in(topic.region()).confirm(topic, token, false).arn());
    }

    Consumer<AwsXml> unsubscribe(AwsRequest request) {
        String arn = arn(request.members());
        // Knows no resources.
        sns.access().check(request.caller(), "Unsubscribe", Access.EVERYTHING, Map.of());
        sns.in(request.region()).unsubscribe(arn);
        return AwsQueryService.NO_RESULT;
    }

    /** By the link in a mail, which whoever has it may follow. */
    Consumer<AwsXml> unsubscribeUnsigned(AwsInput input) {
        String arn = arn(input);
        sns.unsubscribeByLink(TopicArn.parse(arn.substring(0, arn.lastIndexOf(':'))), arn);
        return AwsQueryService.NO_RESULT;
    }

    Consumer<AwsXml> list(AwsRequest request) {
        sns.access().check(request.caller(), "ListSubscriptions", Access.EVERYTHING, Map.of());
        return page(request, sns.in(request.region()).subscriptions());
    }

    Consumer<AwsXml> listByTopic(AwsRequest request) {
        TopicArn topic = TopicArn.of(request);
        sns.access().check(request.caller(), "ListSubscriptionsByTopic", topic);
        return page(request, sns.in(request.region()).subscriptions(topic));
    }

    private static String arn(AwsInput input) {
        String arn = Refusals.required(input, "SubscriptionArn");
        if (TopicArn.elements(arn, "SubscriptionArn").length != ARN_ELEMENTS) {
            throw Refusals.invalidParameter("SubscriptionId");
        }
        return arn;
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
