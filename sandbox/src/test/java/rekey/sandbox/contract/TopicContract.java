package rekey.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.refusalOf;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Topic;

/** SNS: topics, who is subscribed to them, and publishing. */
abstract class TopicContract extends Contract {
    TopicContract(BackEnd aws) {
        super(aws);
    }

    @Test
    @Needs(Capability.TOPICS)
    void makingATopicAgainFindsIt() {
        String topic = newTopic();
        assertThat(topic).matches("arn:aws:sns:us-east-1:\\d{12}:" + application);
        assertThat(newTopic()).isEqualTo(topic);
        assertThat(aws.sns().listTopicsPaginator().topics().stream().map(Topic::topicArn))
                .containsOnlyOnce(topic);
    }

    @Test
    @Needs(Capability.TOPICS)
    void keepsTheAttributesOfATopic() {
        String key = newKey().keyId();
        String topic = aws.sns()
                .createTopic(request ->
                        request.name(application).attributes(Map.of("DisplayName", "Rekey", "KmsMasterKeyId", key)))
                .topicArn();
        Map<String, String> attributes =
                aws.sns().getTopicAttributes(request -> request.topicArn(topic)).attributes();
        assertThat(attributes)
                .containsEntry("TopicArn", topic)
                .containsEntry("DisplayName", "Rekey")
                .containsEntry("KmsMasterKeyId", key)
                .containsKeys("Owner", "SubscriptionsConfirmed", "SubscriptionsPending", "SubscriptionsDeleted");
    }

    @Test
    @Needs(Capability.SUBSCRIPTIONS_PEND)
    void anAddressMustConfirm() {
        String topic = newTopic();
        assertThat(subscribe(topic, "email", "ops@example.com")).isEqualTo("pending confirmation");
        Subscription pending = subscriptions(topic).get(0);
        assertThat(pending.subscriptionArn()).isEqualTo("PendingConfirmation");
        assertThat(pending.endpoint()).isEqualTo("ops@example.com");
        assertThat(pending.protocol()).isEqualTo("email");
        assertThat(aws.sns()
                        .getTopicAttributes(request -> request.topicArn(topic))
                        .attributes())
                .containsEntry("SubscriptionsPending", "1")
                .containsEntry("SubscriptionsConfirmed", "0");
    }

    @Test
    @Needs(Capability.TOPICS)
    void aPhoneIsSubscribedAtOnce() {
        String topic = newTopic();
        String subscription = subscribe(topic, "sms", "+14155550100");
        assertThat(subscription).startsWith(topic + ":");
        assertThat(subscriptions(topic)).singleElement().satisfies(listed -> {
            assertThat(listed.subscriptionArn()).isEqualTo(subscription);
            assertThat(listed.protocol()).isEqualTo("sms");
            assertThat(listed.endpoint()).isEqualTo("+14155550100");
            assertThat(listed.topicArn()).isEqualTo(topic);
        });
    }

    @Test
    @Needs(Capability.TOPICS)
    void subscribingAgainChangesNothing() {
        String topic = newTopic();
        String subscription = subscribe(topic, "sms", "+14155550100");
        assertThat(subscribe(topic, "sms", "+14155550100")).isEqualTo(subscription);
        assertThat(subscriptions(topic)).hasSize(1);
    }

    @Test
    @Needs(Capability.TOPICS)
    void refusesANumberThatIsNone() {
        String topic = newTopic();
        assertThat(refusalOf(() -> subscribe(topic, "sms", "nobody"))).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    @Needs(Capability.PROTOCOLS_CHECKED)
    void refusesAProtocolThatThereIsNot() {
        String topic = newTopic();
        assertThat(refusalOf(() -> subscribe(topic, "pigeon", "loft"))).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    @Needs(Capability.TOPICS)
    void whoUnsubscribesIsGone() {
        String topic = newTopic();
        String subscription = subscribe(topic, "sms", "+14155550100");
        aws.sns().unsubscribe(request -> request.subscriptionArn(subscription));
        assertThat(subscriptions(topic)).isEmpty();
    }

    @Test
    @Needs(Capability.TOPICS)
    void listsAHundredSubscriptionsAPage() {
        String topic = newTopic();
        for (int i = 0; i <= 100; i++) {
            subscribe(topic, "sms", "+1415555%04d".formatted(i));
        }
        ListSubscriptionsByTopicResponse first = aws.sns().listSubscriptionsByTopic(request -> request.topicArn(topic));
        assertThat(first.subscriptions()).hasSize(100);
        assertThat(first.nextToken()).isNotEmpty();
        assertThat(subscriptions(topic)).hasSize(101);
    }

    @Test
    @Needs(Capability.TOPICS)
    void saysThatThereIsNoSuchTopic() {
        String topic = newTopic();
        aws.sns().deleteTopic(request -> request.topicArn(topic));
        assertThat(refusalOf(() -> aws.sns().getTopicAttributes(request -> request.topicArn(topic))))
                .isInstanceOf(NotFoundException.class);
        assertThat(refusalOf(() -> subscribe(topic, "sms", "+14155550100"))).isInstanceOf(NotFoundException.class);
    }

    @Test
    @Needs(Capability.TOPICS)
    void listsNoSubscriptionsOfATopicThatIsNotThere() {
        String topic = newTopic();
        aws.sns().deleteTopic(request -> request.topicArn(topic));
        assertThat(refusalOf(() -> subscriptions(topic))).isInstanceOf(NotFoundException.class);
    }

    @Test
    @Needs(Capability.PUBLISH)
    void publishes() {
        String topic = newTopic();
        assertThat(aws.sns()
                        .publish(request ->
                                request.topicArn(topic).subject("Rekey").message("rotate it"))
                        .messageId())
                .isNotEmpty();
        aws.sns().deleteTopic(request -> request.topicArn(topic));
        assertThat(refusalOf(() ->
                        aws.sns().publish(request -> request.topicArn(topic).message("rotate it"))))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    @Needs(Capability.PUBLISH_CHECKED)
    void aStructuredMessageNeedsADefault() {
        String topic = newTopic();
        aws.sns()
                .publish(request -> request.topicArn(topic)
                        .messageStructure("json")
                        .message("{\"default\":\"rotate it\",\"sms\":\"rotate\"}"));
        assertThat(refusalOf(() -> aws.sns()
                        .publish(request ->
                                request.topicArn(topic).messageStructure("json").message("{\"sms\":\"rotate\"}"))))
                .isInstanceOf(InvalidParameterException.class);
    }

    @Test
    @Needs(Capability.PUBLISH_CHECKED)
    void aSubjectIsOneShortLine() {
        String topic = newTopic();
        assertThat(refusalOf(() -> aws.sns()
                        .publish(request ->
                                request.topicArn(topic).subject("x".repeat(101)).message("rotate it"))))
                .isInstanceOf(InvalidParameterException.class);
        assertThat(refusalOf(() -> aws.sns()
                        .publish(request ->
                                request.topicArn(topic).subject("two\nlines").message("rotate it"))))
                .isInstanceOf(InvalidParameterException.class);
    }

    private String newTopic() {
        return aws.sns().createTopic(request -> request.name(application)).topicArn();
    }

    private String subscribe(String topic, String protocol, String endpoint) {
        return aws.sns()
                .subscribe(request -> request.topicArn(topic).protocol(protocol).endpoint(endpoint))
                .subscriptionArn();
    }

    private List<Subscription> subscriptions(String topic) {
        return aws.sns().listSubscriptionsByTopicPaginator(request -> request.topicArn(topic)).subscriptions().stream()
                .toList();
    }
}
