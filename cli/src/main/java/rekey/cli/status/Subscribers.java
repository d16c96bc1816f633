package rekey.cli.status;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rekey.cli.aws.AwsProblem;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Subscription;

/** Who is told: the subscriptions of the application's topic. */
record Subscribers(String topicArn, List<Subscriber> list) {
    private static final Pattern ARN = Pattern.compile("arn:([^:]+):[^:]+:([^:]+):(\\d{12}):.*");

    /** What SNS shows for some days in place of the ARN of a subscription that is gone. */
    private static final String DELETED = "Deleted";

    /** @param confirmed whether it gets messages; one that is not waits for a person to follow a link */
    record Subscriber(String protocol, String endpoint, boolean confirmed) {
        private static Subscriber of(Subscription subscription) {
            return new Subscriber(
                    subscription.protocol(),
                    subscription.endpoint(),
                    subscription.subscriptionArn().startsWith("arn:"));
        }
    }

    /** The topic of this name beside something else of the same account and region. */
    static Optional<String> arnBeside(String arn, String topic) {
        Matcher matcher = ARN.matcher(arn);
        return matcher.matches()
                ? Optional.of(
                        "arn:%s:sns:%s:%s:%s".formatted(matcher.group(1), matcher.group(2), matcher.group(3), topic))
                : Optional.empty();
    }

    /** Empty when there is no such topic. */
    static Answer<Optional<Subscribers>> find(SnsClient sns, String topicArn) {
        return Answer.ask(
                new AwsProblem("list the subscriptions of " + topicArn, "sns:ListSubscriptionsByTopic on it"), () -> {
                    try {
                        return Optional.of(new Subscribers(
                                topicArn,
                                sns.listSubscriptionsByTopicPaginator(request -> request.topicArn(topicArn)).stream()
                                        .flatMap(page -> page.subscriptions().stream())
                                        .filter(subscription -> !DELETED.equals(subscription.subscriptionArn()))
                                        .map(Subscriber::of)
                                        .toList()));
                    } catch (NotFoundException e) {
                        return Optional.empty();
                    }
                });
    }
}
