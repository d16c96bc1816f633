package rekey.sandbox.sns;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLEncoder;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Writes what SNS sends and puts it into people's inbox: each text with the subject, the sender and the links that SNS gives
 * it. The links lead to the sandbox. Safe for use by several threads.
 */
final class Post {
    /** How many characters of a topic's display name a phone shows. */
    private static final int LONGEST_PREFIX = 10;

    private static final String NAMESPACE = "AWS/SNS";
    private static final String ADDRESS = " <no-reply@sns.amazonaws.com>";
    private static final String DO_NOT_REPLY = "Please do not reply directly to this email. ";
    private static final String TO_UNSUBSCRIBE =
            "If you wish to stop receiving notifications from this topic, please click or visit the link below to"
                    + " unsubscribe:\n";

    private final Inbox inbox = new Inbox();
    private final Clock clock;
    private final Supplier<URI> endpoint;
    private final DeliveryMetrics metrics;

    Post(Clock clock, Supplier<URI> endpoint, DeliveryMetrics metrics) {
        this.clock = clock;
        this.endpoint = endpoint;
        this.metrics = metrics;
    }

    Inbox inbox() {
        return inbox;
    }

    /** Sends an email with the link that confirms a subscription. */
    void askForConfirmation(Topic topic, Subscription subscription) {
        email(
                topic,
                subscription,
                "AWS Notification - Subscription Confirmation",
                "You have chosen to subscribe to the topic:\n" + topic.arn()
                        + "\n\nTo confirm this subscription, click or visit the link below (If this was in error no action"
                        + " is necessary):\n" + confirmation(subscription) + "\n\n" + DO_NOT_REPLY);
    }

    /** Says that a link in a mail has ended a subscription, with the link that brings it back. */
    void sayGoodbye(Topic topic, Subscription subscription) {
        email(
                topic,
                subscription,
                "AWS Notification - Unsubscribe Confirmation",
                "Your subscription to the topic below has been deactivated:\n" + topic.arn()
                        + "\n\nIf this was in error or you wish to resubscribe, click or visit the link below to"
                        + " resubscribe to the topic:\n" + confirmation(subscription) + "\n\n" + DO_NOT_REPLY);
    }

    void countPublished(Topic topic) {
        count("NumberOfMessagesPublished", dimension(topic));
    }

    /** Delivers a message to one subscription and counts whether it arrived. */
    void deliver(Topic topic, Subscription subscription, Notification notification) {
        String text = notification.textFor(subscription.channel());
        boolean arrived = switch (subscription.channel()) {
            case EMAIL ->
                email(
                        topic,
                        subscription,
                        notification.subject().orElse("AWS Notification Message"),
                        text + "\n\n--\n" + TO_UNSUBSCRIBE + link("Unsubscribe", "SubscriptionArn", subscription.arn())
                                + "\n\n" + DO_NOT_REPLY
                                + "If you have any questions or comments regarding this email, please contact us at"
                                + " https://aws.amazon.com/support\n");
            case SMS -> shortMessage(subscription.endpoint(), prefix(topic) + text, notification);
        };
        countDelivery(arrived, dimension(topic));
    }

    /** Sends a short message to a number that is not subscribed to anything. */
    void deliver(String number, Notification notification) {
        countDelivery(
                shortMessage(number, notification.textFor(Channel.SMS), notification),
                Map.of("PhoneNumber", "PhoneNumberDirect"));
    }

    private boolean email(Topic topic, Subscription to, String subject, String text) {
        return inbox.deliver(new Mail(
                to.channel().protocol(),
                to.endpoint(),
                Optional.of(subject),
                text,
                clock.instant(),
                Optional.of(topic.displayName().orElse("AWS Notifications") + ADDRESS)));
    }

    private boolean shortMessage(String number, String text, Notification notification) {
        return text.length() <= ShortMessage.LONGEST
                && inbox.deliver(new Mail(
                        Channel.SMS.protocol(),
                        number,
                        Optional.empty(),
                        text,
                        clock.instant(),
                        notification.attributes().senderId()));
    }

    private static String prefix(Topic topic) {
        return topic.displayName()
                .map(name -> name.substring(0, Math.min(LONGEST_PREFIX, name.length()))
                                .toUpperCase(Locale.ROOT)
                        + "> ")
                .orElse("");
    }

    private String confirmation(Subscription subscription) {
        return link("ConfirmSubscription", "TopicArn", subscription.topic().toString()) + "&Token="
                + subscription.token().reveal();
    }

    private String link(String action, String member, String arn) {
        return endpoint.get() + "/?Action=" + action + "&" + member + "=" + URLEncoder.encode(arn, UTF_8);
    }

    private void countDelivery(boolean arrived, Map<String, String> dimensions) {
        count(arrived ? "NumberOfNotificationsDelivered" : "NumberOfNotificationsFailed", dimensions);
    }

    private void count(String metric, Map<String, String> dimensions) {
        metrics.add(NAMESPACE, metric, dimensions, 1);
    }

    private static Map<String, String> dimension(Topic topic) {
        return Map.of("TopicName", topic.arn().name());
    }
}
