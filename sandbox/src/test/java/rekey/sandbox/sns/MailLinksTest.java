package rekey.sandbox.sns;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.codeOf;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.sandbox.LoopbackAws;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Subscription;

/** What the receiver of a mail does: follows its link, without any credentials. */
class MailLinksTest {
    private static final String MAIL = "ops@example.com";
    private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/\\S+");

    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    private final HttpClient browser = HttpClient.newHttpClient();
    private final SnsClient sns = aws.sns;
    private final Inbox inbox = aws.mailbox.inbox();
    private final String topic = sns.createTopic(
                    request -> request.name("my-erp-notices").attributes(Map.of("DisplayName", "Rekey")))
            .topicArn();

    @Test
    void theConfirmationMailsLinkConfirms() throws Exception {
        subscribe();

        Mail mail = last();
        assertThat(mail.endpoint()).isEqualTo(MAIL);
        assertThat(mail.subject()).contains("AWS Notification - Subscription Confirmation");
        assertThat(mail.sender()).contains("Rekey <no-reply@sns.amazonaws.com>");
        assertThat(mail.message()).startsWith("You have chosen to subscribe to the topic:\n" + topic + "\n\n");
        HttpResponse<String> page = follow(mail);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("<ConfirmSubscriptionResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\">")
                .contains("<SubscriptionArn>" + topic + ":");
        assertThat(listed())
                .singleElement()
                .satisfies(subscription ->
                        assertThat(subscription.subscriptionArn()).startsWith(topic));
        assertThat(follow(mail).statusCode()).isEqualTo(200);
    }

    @Test
    void aPhoneIsNotAsked() {
        sns.subscribe(request -> request.topicArn(topic).protocol("sms").endpoint("+14155550100"));
        assertThat(inbox.mails()).isEmpty();
    }

    @Test
    void askingAgainSendsTheMailAgainUntilItIsConfirmed() throws Exception {
        subscribe();
        subscribe();
        assertThat(inbox.mails(MAIL)).hasSize(2);

        follow(inbox.mails().get(0));
        subscribe();
        assertThat(inbox.mails(MAIL)).hasSize(2);
    }

    @Test
    void theLinkIsGoodForTwoDays() throws Exception {
        subscribe();
        aws.clock.advance(Duration.ofDays(2));

        HttpResponse<String> page = follow(last());

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).contains("<Message>Invalid parameter: Token</Message>");
        assertThat(listed()).isEmpty();
    }

    @Test
    void theLinkInEveryMailUnsubscribesAndAnotherBringsBack() throws Exception {
        subscribe();
        String arn = aws.mailbox.confirm(topic, MAIL);
        publish();
        Mail notice = last();

        assertThat(follow(notice).statusCode()).isEqualTo(200);

        assertThat(listed()).isEmpty();
        Mail goodbye = last();
        assertThat(goodbye.subject()).contains("AWS Notification - Unsubscribe Confirmation");
        publish();
        assertThat(last()).isEqualTo(goodbye);

        assertThat(follow(goodbye).body()).contains(arn);
        publish();
        assertThat(last().message()).startsWith("hello");
        assertThat(listed()).hasSize(1);
        assertThat(follow(goodbye).statusCode()).isEqualTo(200);
        assertThat(listed()).hasSize(1);
    }

    @Test
    void theWayBackIsOpenForTwoDaysAndOnlyOnce() throws Exception {
        subscribe();
        aws.mailbox.confirm(topic, MAIL);
        publish();
        follow(last());
        Mail goodbye = last();

        subscribe();
        assertThat(follow(goodbye).statusCode()).isEqualTo(400);
        follow(last());
        publish();
        follow(last());
        aws.clock.advance(Duration.ofDays(2));

        assertThat(follow(last()).statusCode()).isEqualTo(400);
        assertThat(listed()).isEmpty();
    }

    @Test
    void unsubscribingTwiceDoesNoHarm() throws Exception {
        subscribe();
        aws.mailbox.confirm(topic, MAIL);
        publish();
        Mail notice = last();

        follow(notice);
        int mails = inbox.mails().size();
        assertThat(follow(notice).statusCode()).isEqualTo(200);
        assertThat(inbox.mails()).hasSize(mails);
    }

    @Test
    void aSubscriptionCanBeGuardedAgainstLinks() throws Exception {
        subscribe();
        String token = aws.mailbox.confirmationToken(topic, MAIL).reveal();
        String arn = sns.confirmSubscription(
                        request -> request.topicArn(topic).token(token).authenticateOnUnsubscribe("true"))
                .subscriptionArn();
        publish();

        HttpResponse<String> page = follow(last());

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("<Code>AuthorizationError</Code>");
        assertThat(listed()).hasSize(1);
        sns.unsubscribe(request -> request.subscriptionArn(arn));
        assertThat(listed()).isEmpty();
    }

    @Test
    void theSameWorksWithoutASignatureInAPost() throws Exception {
        subscribe();
        HttpRequest request = HttpRequest.newBuilder(aws.endpoint().resolve("/"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(link(last()).getRawQuery()))
                .build();

        assertThat(browser.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        assertThat(listed().get(0).subscriptionArn()).startsWith(topic);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ListSubscriptions", "Publish", "Subscribe", "ListTopics", "DeleteTopic"})
    void anythingElseMustBeSigned(String action) throws Exception {
        HttpResponse<String> page = get(
                "/?Action=" + action + "&Version=2010-03-31&Message=hello&TopicArn=" + URLEncoder.encode(topic, UTF_8));

        assertThat(page.statusCode()).isEqualTo(403);
        assertThat(page.body()).contains("<Code>MissingAuthenticationToken</Code>");
    }

    @Test
    void refusesLinksThatLeadNowhere() throws Exception {
        subscribe();
        String arn = URLEncoder.encode(topic, UTF_8);

        assertThat(get("/?Action=ConfirmSubscription&TopicArn=" + arn + "&Token=0123")
                        .statusCode())
                .isEqualTo(400);
        assertThat(get("/?Action=ConfirmSubscription&TopicArn=" + arn).statusCode())
                .isEqualTo(400);
        assertThat(get("/?Action=ConfirmSubscription&TopicArn=x&Token=0123").statusCode())
                .isEqualTo(400);
        assertThat(get("/?Action=Unsubscribe&SubscriptionArn=" + arn).statusCode())
                .isEqualTo(400);
        assertThat(get("/?Action=Unsubscribe&SubscriptionArn=x").statusCode()).isEqualTo(400);
        assertThat(get("/?Action=Fly").body()).contains("InvalidAction");
        assertThat(get("/").body()).contains("UnknownOperationException");
        assertThat(listed().get(0).subscriptionArn()).isEqualTo("PendingConfirmation");
    }

    @Test
    void theTokenIsInTheMailAndNowhereElse() throws Exception {
        String subscribed = sns.subscribe(
                        request -> request.topicArn(topic).protocol("email").endpoint(MAIL))
                .toString();
        String token = aws.mailbox.confirmationToken(topic, MAIL).reveal();

        assertThat(last().message()).contains("&Token=" + token);
        assertThat(List.of(
                        subscribed,
                        last().toString(),
                        inbox.mails().toString(),
                        sns.listSubscriptions().toString(),
                        sns.getTopicAttributes(request -> request.topicArn(topic))
                                .toString(),
                        aws.calls().all().toString(),
                        get("/?Action=ConfirmSubscription&TopicArn=x&Token=" + token)
                                .body()))
                .noneMatch(text -> text.contains(token));
    }

    @Test
    void aTopicInAnotherRegionIsConfirmedByItsLinkToo() throws Exception {
        String elsewhere = aws.mailbox.createTopic("eu-west-1", "my-erp-notices", Map.of());
        String arn = aws.mailbox.subscribe(elsewhere, "email", MAIL);

        assertThat(follow(last()).body()).contains("<SubscriptionArn>" + arn + "</SubscriptionArn>");
    }

    @Test
    void deletingTheTopicClosesEveryWay() throws Exception {
        subscribe();
        aws.mailbox.confirm(topic, MAIL);
        publish();
        follow(last());
        Mail goodbye = last();
        aws.mailbox.deleteTopic(topic);
        assertThat(follow(goodbye).statusCode()).isEqualTo(404);

        sns.createTopic(request -> request.name("my-erp-notices"));
        assertThat(follow(goodbye).statusCode()).isEqualTo(400);
        assertThat(codeOf(() -> sns.confirmSubscription(
                        request -> request.topicArn(topic).token("0123"))))
                .isEqualTo("InvalidParameter");
    }

    private void subscribe() {
        sns.subscribe(request -> request.topicArn(topic).protocol("email").endpoint(MAIL));
    }

    private void publish() {
        sns.publish(request -> request.topicArn(topic).message("hello"));
    }

    private List<Subscription> listed() {
        return sns.listSubscriptionsByTopic(request -> request.topicArn(topic)).subscriptions();
    }

    private Mail last() {
        List<Mail> mails = inbox.mails();
        return mails.get(mails.size() - 1);
    }

    private HttpResponse<String> follow(Mail mail) throws Exception {
        return get(link(mail).toString().substring(aws.endpoint().toString().length()));
    }

    private static URI link(Mail mail) {
        Matcher link = LINK.matcher(mail.message());
        assertThat(link.find()).isTrue();
        return URI.create(link.group());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return browser.send(
                HttpRequest.newBuilder(URI.create(aws.endpoint() + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
