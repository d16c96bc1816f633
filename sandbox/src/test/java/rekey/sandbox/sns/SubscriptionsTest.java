package rekey.sandbox.sns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import rekey.sandbox.LoopbackAws;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Subscription;

class SubscriptionsTest {
    private static final String MAIL = "operator@example.com";

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
        String arn = sns.confirmSubscription(request -> request.topicArn(topic).token(token))
                .subscriptionArn();

        assertThat(arn).matches(topic + ":[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        assertThat(only())
                .isEqualTo(Subscription.builder()
                        .topicArn(topic)
                        .protocol("email")
                        .endpoint(MAIL)
                        .owner("123456789012")
                        .subscriptionArn(arn)
                        .build());
    }

    private String subscribe(String protocol, String endpoint) {
        return sns.subscribe(
                        request -> request.topicArn(topic).protocol(protocol).endpoint(endpoint))
                .subscriptionArn();
    }

    private Subscription only() {
        var subscriptions =
                sns.listSubscriptionsByTopic(request -> request.topicArn(topic)).subscriptions();
        assertThat(subscriptions).hasSize(1);
        return subscriptions.get(0);
    }
}
