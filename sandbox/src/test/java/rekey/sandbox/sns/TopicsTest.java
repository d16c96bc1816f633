package rekey.sandbox.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rekey.sandbox.LoopbackAws.codeOf;
import static rekey.sandbox.LoopbackAws.refusalOf;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.sandbox.LoopbackAws;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.AuthorizationErrorException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.ListTopicsResponse;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.Topic;

class TopicsTest {
    private static final String ARN = "arn:aws:sns:us-east-1:123456789012:my-erp-notices";

    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    private final SnsClient sns = aws.sns;

    @Test
    void aTopicIsCreatedOnceByItsName() {
        assertThat(create("my-erp-notices", Map.of())).isEqualTo(ARN);
        assertThat(create("my-erp-notices", Map.of())).isEqualTo(ARN);
        assertThat(sns.listTopics().topics()).extracting(Topic::topicArn).containsExactly(ARN);
    }

    @Test
    void keepsItsDisplayNameAndItsKey() {
        create("my-erp-notices", Map.of("DisplayName", "Rekey <my-erp> & \u00e9", "KmsMasterKeyId", "alias/my-erp"));

        Map<String, String> attributes = new TreeMap<>(
                sns.getTopicAttributes(request -> request.topicArn(ARN)).attributes());
        assertThat(attributes.remove("Policy")).contains("__default_policy_ID");
        assertThat(attributes)
                .isEqualTo(Map.of(
                        "TopicArn", ARN,
                        "Owner", "123456789012",
                        "DisplayName", "Rekey <my-erp> & \u00e9",
                        "KmsMasterKeyId", "alias/my-erp",
                        "SubscriptionsConfirmed", "0",
                        "SubscriptionsPending", "0",
                        "SubscriptionsDeleted", "0"));
    }

    @Test
    void anotherCreateMayLeaveAttributesOutButNotChangeThem() {
        create("my-erp-notices", Map.of("DisplayName", "Rekey"));

        assertThat(create("my-erp-notices", Map.of())).isEqualTo(ARN);
        assertThat(create("my-erp-notices", Map.of("DisplayName", "Rekey", "KmsMasterKeyId", "")))
                .isEqualTo(ARN);
        assertThatThrownBy(() -> create("my-erp-notices", Map.of("DisplayName", "Other")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Topic already exists with different attributes");
        assertThat(sns.getTopicAttributes(request -> request.topicArn(ARN)).attributes())
                .containsEntry("DisplayName", "Rekey");
    }

    @ParameterizedTest
    @ValueSource(strings = {"my erp", "my.erp", "my-erp.fifo", "\u00e9", "a/b"})
    void aNameHasLettersDigitsHyphensAndUnderscores(String name) {
        assertThatThrownBy(() -> create(name, Map.of()))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid parameter: Topic Name");
    }

    @Test
    void aNameHas256CharactersAtMost() {
        assertThat(create("x".repeat(256), Map.of())).endsWith("x");
        assertThat(codeOf(() -> create("x".repeat(257), Map.of()))).isEqualTo("InvalidParameter");
        assertThat(refusalOf(() -> sns.createTopic(request -> {})))
                .hasMessageContaining("Name Reason: no value for required parameter");
    }

    @Test
    void refusesByNameWhatItDoesNotKeep() {
        assertThatThrownBy(() -> create("a", Map.of("TracingConfig", "Active")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("DisplayName, KmsMasterKeyId and Policy of a topic, not TracingConfig");
        assertThatThrownBy(() -> sns.createTopic(request -> request.name("a")
                        .tags(Tag.builder().key("team").value("erp").build())))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Tags Reason");
        assertThat(codeOf(() -> sns.createTopic(request -> request.name("a").dataProtectionPolicy("{}"))))
                .isEqualTo("InvalidParameter");
        assertThat(sns.listTopics().topics()).isEmpty();
    }

    @Test
    void aDisplayNameIsShortAndOneLine() {
        create("a", Map.of("DisplayName", "x".repeat(100)));
        assertThat(codeOf(() -> create("b", Map.of("DisplayName", "x".repeat(101)))))
                .isEqualTo("InvalidParameter");
        assertThat(codeOf(() -> create("b", Map.of("DisplayName", "x\ny")))).isEqualTo("InvalidParameter");
    }

    @Test
    void deletingATopicTwiceDoesNoHarm() {
        create("my-erp-notices", Map.of());
        subscribe(ARN);
        sns.deleteTopic(request -> request.topicArn(ARN));
        sns.deleteTopic(request -> request.topicArn(ARN));

        assertThat(sns.listTopics().topics()).isEmpty();
        assertThat(sns.listSubscriptions().subscriptions()).isEmpty();
        assertThatThrownBy(() -> sns.getTopicAttributes(request -> request.topicArn(ARN)))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Topic does not exist");
    }

    @Test
    void countsTheSubscriptionsOfATopic() {
        create("my-erp-notices", Map.of());
        String other = create("other", Map.of());
        subscribe(ARN);
        subscribe(other);
        sns.subscribe(request -> request.topicArn(ARN)
                .protocol("email")
                .endpoint("a@example.com")
                .returnSubscriptionArn(true));
        String deleted = sns.subscribe(
                        request -> request.topicArn(ARN).protocol("sms").endpoint("+15550002"))
                .subscriptionArn();
        sns.unsubscribe(request -> request.subscriptionArn(deleted));

        assertThat(sns.getTopicAttributes(request -> request.topicArn(ARN)).attributes())
                .containsEntry("SubscriptionsConfirmed", "1")
                .containsEntry("SubscriptionsPending", "1")
                .containsEntry("SubscriptionsDeleted", "1");
    }

    @ParameterizedTest
    @CsvSource({
        "my-erp, 'TopicArn Reason: An ARN must have at least 6 elements, not 1'",
        "arn:aws:sqs:us-east-1:123456789012:my-erp, Invalid parameter: TopicArn",
        "arn:aws-cn:sns:us-east-1:123456789012:my-erp, Invalid parameter: TopicArn",
        "arn:aws:sns:us-east-1:123456789012:my-erp:more, Invalid parameter: TopicArn",
        "arn:aws:sns:us-east-1:123456789012:my.erp, Invalid parameter: TopicArn",
        "arn:aws:sns:eu-west-1:123456789012:my-erp, in another region than us-east-1",
        "' ', 'TopicArn Reason: no value for required parameter'"
    })
    void refusesWhatIsNoTopicsArn(String arn, String message) {
        assertThatThrownBy(() -> sns.listSubscriptionsByTopic(request -> request.topicArn(arn)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(message);
    }

    @Test
    void anotherAccountsTopicIsOutOfReach() {
        assertThatThrownBy(() -> sns.getTopicAttributes(
                        request -> request.topicArn("arn:aws:sns:us-east-1:210987654321:my-erp-notices")))
                .isInstanceOf(AuthorizationErrorException.class)
                .hasMessageContaining("arn:aws:iam::123456789012:user/operator is not authorized to perform:"
                        + " SNS:GetTopicAttributes");
    }

    @Test
    void anotherRegionIsEmpty() {
        create("my-erp-notices", Map.of());
        try (SnsClient elsewhere = aws.snsIn("eu-west-1")) {
            assertThat(elsewhere.listTopics().topics()).isEmpty();
            assertThat(elsewhere
                            .createTopic(request -> request.name("my-erp-notices"))
                            .topicArn())
                    .isEqualTo("arn:aws:sns:eu-west-1:123456789012:my-erp-notices");
        }
    }

    @Test
    void listsAHundredTopicsAtATime() {
        IntStream.range(0, 101).forEach(i -> create("topic-" + i, Map.of()));

        ListTopicsResponse first = sns.listTopics();
        assertThat(first.topics()).hasSize(100);
        assertThat(sns.listTopics(request -> request.nextToken(first.nextToken()))
                        .topics())
                .hasSize(1);
        assertThat(sns.listTopicsPaginator().topics().stream().map(Topic::topicArn))
                .hasSize(101)
                .doesNotHaveDuplicates();
    }

    private String create(String name, Map<String, String> attributes) {
        return sns.createTopic(request -> request.name(name).attributes(attributes))
                .topicArn();
    }

    private void subscribe(String topic) {
        sns.subscribe(request -> request.topicArn(topic).protocol("sms").endpoint("+15550001"));
    }
}
