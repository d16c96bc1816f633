package rekey.sandbox.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rekey.sandbox.LoopbackAws.codeOf;
import static rekey.sandbox.LoopbackAws.refusalOf;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.sandbox.LoopbackAws;
import rekey.sandbox.aws.AwsError;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Subscription;

class SubscriptionsTest {
    private static final String MAIL = "operator@example.com";
    private static final String PHONE = "+15550001";

    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    private final SnsClient sns = aws.sns;
    private final String topic =
            sns.createTopic(request -> request.name("my-erp-notices")).topicArn();

    @Test
    void anEmailIsPendingUntilItIsConfirmed() {
        assertThat(subscribe("email", MAIL)).isEqualTo("pending confirmation");
        assertThat(only().subscriptionArn()).isEqualTo("PendingConfirmation");

        String token = aws.mailbox.confirmationToken(topic, MAIL).reveal();
        String arn = confirm(token);

        assertThat(arn).matches(topic + ":[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(only())
                .isEqualTo(Subscription.builder()
                        .topicArn(topic)
                        .protocol("email")
                        .endpoint(MAIL)
                        .owner("123456789012")
                        .subscriptionArn(arn)
                        .build());
        assertThat(confirm(token)).isEqualTo(arn);
        assertThat(subscribe("email", MAIL)).isEqualTo(arn);
    }

    @Test
    void itsReceiverConfirmsItFromTheMail() {
        subscribe("email", MAIL);

        String arn = aws.mailbox.confirm(topic, MAIL);

        assertThat(only().subscriptionArn()).isEqualTo(arn);
        assertThatThrownBy(() -> aws.mailbox.confirm(topic, "nobody@example.com"))
                .isInstanceOf(AwsError.class)
                .hasMessage("Subscription does not exist");
        assertThatThrownBy(() -> aws.mailbox.confirm(topic + "2", MAIL))
                .isInstanceOf(AwsError.class)
                .hasMessage("Topic does not exist");
    }

    @Test
    void aPhoneIsConfirmedAtOnce() {
        String arn = subscribe("sms", PHONE);

        assertThat(arn).startsWith(topic + ":");
        assertThat(only().subscriptionArn()).isEqualTo(arn);
        assertThat(only().endpoint()).isEqualTo(PHONE);
    }

    @Test
    void theSameEndpointAgainIsTheSameSubscription() {
        String arn = subscribe("sms", PHONE);
        subscribe("email", MAIL);

        assertThat(subscribe("sms", PHONE)).isEqualTo(arn);
        assertThat(subscribe("email", MAIL)).isEqualTo("pending confirmation");
        assertThat(listed()).hasSize(2);
    }

    @Test
    void aPendingSubscriptionTellsItsArnWhenAsked() {
        String arn = sns.subscribe(request ->
                        request.topicArn(topic).protocol("email").endpoint(MAIL).returnSubscriptionArn(true))
                .subscriptionArn();

        assertThat(arn).startsWith(topic + ":");
        assertThat(aws.mailbox.confirm(topic, MAIL)).isEqualTo(arn);
    }

    @Test
    void whatIsNotConfirmedInTwoDaysIsGone() {
        subscribe("email", MAIL);
        subscribe("sms", PHONE);
        String token = aws.mailbox.confirmationToken(topic, MAIL).reveal();

        aws.clock.advance(Duration.ofDays(2).minusMinutes(1));
        assertThat(listed()).hasSize(2);
        aws.clock.advance(Duration.ofMinutes(1));

        assertThat(listed()).extracting(Subscription::endpoint).containsExactly(PHONE);
        assertThat(codeOf(() -> confirm(token))).isEqualTo("InvalidParameter");
    }

    @Test
    void subscribingAgainAsksForConfirmationAnew() {
        subscribe("email", MAIL);
        aws.clock.advance(Duration.ofDays(1));
        subscribe("email", MAIL);
        aws.clock.advance(Duration.ofDays(2).minusMinutes(1));

        assertThat(aws.mailbox.confirm(topic, MAIL)).startsWith(topic);
        aws.clock.advance(Duration.ofDays(180));
        assertThat(listed()).hasSize(1);
    }

    @Test
    void aTokenIsForItsTopicOnly() {
        subscribe("email", MAIL);
        String token = aws.mailbox.confirmationToken(topic, MAIL).reveal();
        String other = sns.createTopic(request -> request.name("other")).topicArn();

        assertThatThrownBy(() -> sns.confirmSubscription(
                        request -> request.topicArn(other).token(token)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid parameter: Token");
        assertThat(codeOf(() -> confirm("0".repeat(288)))).isEqualTo("InvalidParameter");
        assertThat(codeOf(() -> confirm(" "))).isEqualTo("InvalidParameter");
        assertThat(only().subscriptionArn()).isEqualTo("PendingConfirmation");
    }

    @Test
    void anUnsubscribedEndpointCanSubscribeAgain() {
        String arn = subscribe("sms", PHONE);

        sns.unsubscribe(request -> request.subscriptionArn(arn));
        sns.unsubscribe(request -> request.subscriptionArn(arn));

        assertThat(listed()).isEmpty();
        assertThat(subscribe("sms", PHONE)).startsWith(topic).isNotEqualTo(arn);
    }

    @Test
    void unsubscribingTakesASubscriptionsArn() {
        assertThat(refusalOf(() -> sns.unsubscribe(request -> request.subscriptionArn("PendingConfirmation"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("SubscriptionArn Reason: An ARN must have at least 6 elements, not 1");
        assertThat(refusalOf(() -> sns.unsubscribe(request -> request.subscriptionArn(topic))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid parameter: SubscriptionId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"5550001", "+0555", "+1234567890123456", "+1 555 0001", "+", "+1-555", "+\u0661\u0662"})
    void aPhoneNumberIsE164(String number) {
        assertThatThrownBy(() -> subscribe("sms", number))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid SMS endpoint")
                .hasMessageNotContaining(" " + number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "operator",
                "@example.com",
                "operator@",
                "operator@example",
                "a b@example.com",
                "a@b@c.com",
                "a@.com",
                "a@example.",
                "a@example..com"
            })
    void anAddressIsOne(String address) {
        assertThatThrownBy(() -> subscribe("email", address))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid parameter: Email address")
                .hasMessageNotContaining(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {MAIL, "first.last+tag@mail.example.co.uk", "o'neil@example.com"})
    void addressesAreTakenAsTheyAre(String address) {
        subscribe("email", address);
        assertThat(only().endpoint()).isEqualTo(address);
    }

    @Test
    void refusesOtherProtocolsByName() {
        assertThat(refusalOf(() -> subscribe("sqs", "arn:aws:sqs:us-east-1:123456789012:queue")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("subscribes by email and sms, not by sqs");
        assertThat(refusalOf(() -> subscribe("pigeon", "coo")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("does not support this protocol string: pigeon");
        assertThat(codeOf(() -> sns.subscribe(request -> request.topicArn(topic).protocol("email"))))
                .isEqualTo("InvalidParameter");
        assertThat(refusalOf(() -> sns.subscribe(request -> request.topicArn(topic)
                        .protocol("email")
                        .endpoint(MAIL)
                        .attributes(Map.of("FilterPolicy", "{}")))))
                .hasMessageContaining("Attributes Reason");
        assertThat(listed()).isEmpty();
    }

    @Test
    void everyOperationOnATopicThatIsNotThereSaysSo() {
        String missing = topic + "2";
        assertThat(List.of(
                        refusalOf(() -> sns.subscribe(request ->
                                request.topicArn(missing).protocol("sms").endpoint(PHONE))),
                        refusalOf(() -> sns.listSubscriptionsByTopic(request -> request.topicArn(missing))),
                        refusalOf(() -> sns.confirmSubscription(
                                request -> request.topicArn(missing).token("0123")))))
                .allSatisfy(refusal -> assertThat(refusal)
                        .isInstanceOf(NotFoundException.class)
                        .hasMessageContaining("Topic does not exist")
                        .extracting("statusCode")
                        .isEqualTo(404));
    }

    @Test
    void listsAHundredAtATimeAndHoldsThePlace() {
        List<String> arns = IntStream.range(0, 250)
                .mapToObj(i -> subscribe("sms", "+1555" + (1000 + i)))
                .toList();
        ListSubscriptionsByTopicResponse first = page(null);
        sns.unsubscribe(request -> request.subscriptionArn(arns.get(0)));
        sns.unsubscribe(request -> request.subscriptionArn(arns.get(99)));
        ListSubscriptionsByTopicResponse second = page(first.nextToken());
        ListSubscriptionsByTopicResponse third = page(second.nextToken());

        assertThat(arnsIn(first)).isEqualTo(arns.subList(0, 100));
        assertThat(arnsIn(second)).isEqualTo(arns.subList(100, 200));
        assertThat(arnsIn(third)).isEqualTo(arns.subList(200, 250));
        assertThat(third.nextToken()).isNull();
        assertThat(sns.listSubscriptionsPaginator().subscriptions()).hasSize(248);
        assertThat(refusalOf(() -> page("bm9uc2Vuc2U")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid parameter: NextToken");
        assertThat(codeOf(() -> sns.listSubscriptions(request -> request.nextToken("!"))))
                .isEqualTo("InvalidParameter");
    }

    @Test
    void listsThoseOfOneTopicOrOfAll() {
        String other = sns.createTopic(request -> request.name("other")).topicArn();
        subscribe("sms", PHONE);
        sns.subscribe(request -> request.topicArn(other).protocol("email").endpoint(MAIL));

        assertThat(listed()).extracting(Subscription::topicArn).containsExactly(topic);
        assertThat(sns.listSubscriptions().subscriptions())
                .extracting(Subscription::topicArn)
                .containsExactly(topic, other);
        try (SnsClient elsewhere = aws.snsIn("eu-west-1")) {
            assertThat(elsewhere.listSubscriptions().subscriptions()).isEmpty();
        }
    }

    private String subscribe(String protocol, String endpoint) {
        return sns.subscribe(
                        request -> request.topicArn(topic).protocol(protocol).endpoint(endpoint))
                .subscriptionArn();
    }

    private String confirm(String token) {
        return sns.confirmSubscription(request -> request.topicArn(topic).token(token))
                .subscriptionArn();
    }

    private List<Subscription> listed() {
        return page(null).subscriptions();
    }

    private Subscription only() {
        List<Subscription> subscriptions = listed();
        assertThat(subscriptions).hasSize(1);
        return subscriptions.get(0);
    }

    private ListSubscriptionsByTopicResponse page(String token) {
        return sns.listSubscriptionsByTopic(request -> request.topicArn(topic).nextToken(token));
    }

    private static List<String> arnsIn(ListSubscriptionsByTopicResponse page) {
        return page.subscriptions().stream().map(Subscription::subscriptionArn).toList();
    }
}
