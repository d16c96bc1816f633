package rekey.sandbox.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rekey.sandbox.LoopbackAws.codeOf;
import static rekey.sandbox.LoopbackAws.refusalOf;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.sandbox.LoopbackAws;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.InvalidParameterValueException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;

class PublishTest {
    private static final String MAIL = "ops@example.com";
    private static final String PHONE = "+14155550100";
    private static final String TEXT = "LWA secret unchanged 150 of 180 days";

    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    private final SnsClient sns = aws.sns;
    private final Inbox inbox = aws.mailbox.inbox();
    private final String topic = sns.createTopic(
                    request -> request.name("my-erp-notices").attributes(Map.of("DisplayName", "Rekey")))
            .topicArn();
    private String subscription;

    @BeforeEach
    void subscribe() {
        aws.mailbox.subscribe(topic, "email", MAIL);
        subscription = aws.mailbox.confirm(topic, MAIL);
        aws.mailbox.subscribe(topic, "sms", PHONE);
        inbox.clear();
    }

    @Test
    void anEmailHasSnssSubjectAndFooterAndTheTopicsName() {
        String id = publish(TEXT);

        assertThat(id).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
        Mail mail = only(MAIL);
        assertThat(mail.protocol()).isEqualTo("email");
        assertThat(mail.subject()).contains("AWS Notification Message");
        assertThat(mail.sender()).contains("Rekey <no-reply@sns.amazonaws.com>");
        assertThat(mail.message()).isEqualTo(TEXT + """


                        --
                        If you wish to stop receiving notifications from this topic, please click or visit the link below to unsubscribe:
                        %s/?Action=Unsubscribe&SubscriptionArn=%s

                        Please do not reply directly to this email. If you have any questions or comments regarding this email, please contact us at https://aws.amazon.com/support
                        """.formatted(aws.endpoint(), subscription.replace(":", "%3A")));
        assertThat(mail.parts()).containsExactly(mail.message());
    }

    @Test
    void aShortMessageBeginsWithTheTopicsNameInCapitals() {
        sns.publish(request -> request.topicArn(topic).subject("not for phones").message(TEXT));

        assertThat(only(PHONE))
                .isEqualTo(new Mail(
                        "sms",
                        PHONE,
                        Optional.empty(),
                        "REKEY> " + TEXT,
                        only(PHONE).time()));
        assertThat(only(MAIL).subject()).contains("not for phones");
    }

    @Test
    void aPhoneShowsTenCharactersOfTheTopicsNameOrNone() {
        sns.setTopicAttributes(
                request -> request.topicArn(topic).attributeName("DisplayName").attributeValue("Notices of Rekey"));
        publish("a");
        sns.setTopicAttributes(
                request -> request.topicArn(topic).attributeName("DisplayName").attributeValue(""));
        publish("b");

        assertThat(inbox.mails(PHONE)).extracting(Mail::message).containsExactly("NOTICES OF> a", "b");
        assertThat(inbox.mails(MAIL).get(1).sender()).contains("AWS Notifications <no-reply@sns.amazonaws.com>");
    }

    @Test
    void whoHasNotConfirmedGetsNothing() {
        aws.mailbox.subscribe(topic, "email", "deputy@example.com");
        inbox.clear();
        publish(TEXT);
        assertThat(inbox.mails()).extracting(Mail::endpoint).containsExactly(MAIL, PHONE);

        aws.mailbox.confirm(topic, "deputy@example.com");
        publish(TEXT);
        assertThat(inbox.mails("deputy@example.com")).hasSize(1);
    }

    @Test
    void mailsArriveInOrderOnTheSandboxsClock() {
        Instant start = aws.clock.instant();
        publish("first");
        aws.clock.advance(Duration.ofDays(150));
        publish("second");

        List<Mail> mails = inbox.mails(PHONE);
        assertThat(mails).extracting(Mail::message).containsExactly("REKEY> first", "REKEY> second");
        assertThat(mails.get(0).time()).isBetween(start, start.plusSeconds(60));
        assertThat(Duration.between(mails.get(0).time(), mails.get(1).time()))
                .isBetween(Duration.ofDays(150), Duration.ofDays(150).plusMinutes(1));
    }

    @Test
    void eachProtocolCanHaveItsOwnText() {
        publishJson("{\"default\":\"for all\",\"email\":\"a long text\",\"sms\":\"short\",\"pigeon\":\"coo\"}");
        publishJson("{\"default\":\"for all\",\"email\":7}");

        assertThat(inbox.mails(PHONE)).extracting(Mail::message).containsExactly("REKEY> short", "REKEY> for all");
        assertThat(inbox.mails(MAIL).get(0).message()).startsWith("a long text\n\n--\n");
        assertThat(inbox.mails(MAIL).get(1).message()).startsWith("for all\n\n--\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"email\":\"a\"} | No default entry in JSON message body",
                "{\"default\":{}} | No default entry in JSON message body",
                "{\"default\":\"a\",\"default\":\"b\"} | JSON message body failed to parse",
                "{\"default\":\"s3cret\" | JSON message body failed to parse",
                "{\"default\":\"a\"} {} | JSON message body failed to parse",
                "[] | JSON message body failed to parse"
            })
    void refusesMessagesThatAreNotWhatTheirStructureSays(String message, String reason) {
        assertThatThrownBy(() -> publishJson(message))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid parameter: Message Structure - " + reason)
                .hasMessageNotContaining("s3cret");
        assertThat(inbox.mails()).isEmpty();
    }

    @Test
    void knowsNoOtherStructure() {
        assertThat(refusalOf(() -> sns.publish(
                        request -> request.topicArn(topic).message("{}").messageStructure("xml"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid parameter: MessageStructure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "Rotate the secret: 30 days left!", "?", "9 days"})
    void aSubjectIsALineOfAscii(String subject) {
        sns.publish(request -> request.topicArn(topic).message(TEXT).subject(subject));
        assertThat(only(MAIL).subject()).contains(subject);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " x", "x\ny", "x\ty", "\u00fc", "x\u0000"})
    void refusesAnyOtherSubject(String subject) {
        assertThatThrownBy(() -> sns.publish(
                        request -> request.topicArn(topic).message(TEXT).subject(subject)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid parameter: Subject");
    }

    @Test
    void aSubjectHasFewerThanAHundredCharacters() {
        sns.publish(request -> request.topicArn(topic).message(TEXT).subject("x".repeat(99)));
        assertThat(codeOf(() -> sns.publish(
                        request -> request.topicArn(topic).message(TEXT).subject("x".repeat(100)))))
                .isEqualTo("InvalidParameter");
    }

    @Test
    void aMessageHas256KibibytesAtMostAndIsNotEmpty() {
        publish("\u20ac".repeat(87_381) + "x");
        assertThat(refusalOf(() -> publish("\u20ac".repeat(87_381) + "xy")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid parameter: Message too long");
        assertThat(refusalOf(() -> publish("")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid parameter: Empty message");
        assertThat(codeOf(() -> sns.publish(request -> request.topicArn(topic))))
                .isEqualTo("InvalidParameter");
    }

    @Test
    void aTextOfMoreThan1600CharactersDoesNotReachAPhone() {
        publish("x".repeat(1_600 - "REKEY> ".length()));
        publish("x".repeat(1_601 - "REKEY> ".length()));

        assertThat(inbox.mails(PHONE)).hasSize(1);
        assertThat(inbox.mails(MAIL)).hasSize(2);
        assertThat(only(PHONE).parts()).hasSize(11);
    }

    @Test
    void messageAttributesAreTakenAndTheSendersIdShown() {
        sns.publish(request -> request.topicArn(topic)
                .message(TEXT)
                .messageAttributes(Map.of(
                        "AWS.SNS.SMS.SenderID", text("REKEY1"),
                        "AWS.SNS.SMS.SMSType", text("Transactional"),
                        "any.thing", text("else"),
                        "blob",
                                MessageAttributeValue.builder()
                                        .dataType("Binary")
                                        .binaryValue(SdkBytes.fromByteArray(new byte[] {1, 2}))
                                        .build())));

        assertThat(only(PHONE).sender()).contains("REKEY1");
        assertThat(only(PHONE).message()).isEqualTo("REKEY> " + TEXT);
    }

    @ParameterizedTest
    @CsvSource({
        "AWS.SNS.SMS.SenderID, String, TWELVELETTER, SenderID has 1 to 11 letters and digits",
        "AWS.SNS.SMS.SenderID, String, 12345, a letter among them",
        "AWS.SNS.SMS.SMSType, String, Urgent, SMSType is Promotional or Transactional",
        "a, Text, b, starts with Binary",
        "a, String, '', must have a value",
        ".a, String, b, The name of a message attribute",
        "a..b, String, b, The name of a message attribute",
        "a b, String, b, The name of a message attribute"
    })
    void refusesAttributesThatBreakTheirRules(String name, String type, String value, String reason) {
        assertThatThrownBy(() -> sns.publish(request -> request.topicArn(topic)
                        .message(TEXT)
                        .messageAttributes(Map.of(
                                name,
                                MessageAttributeValue.builder()
                                        .dataType(type)
                                        .stringValue(value)
                                        .build()))))
                .isInstanceOf(InvalidParameterValueException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void attributesCountForTheSizeOfAMessage() {
        assertThat(codeOf(() -> sns.publish(request -> request.topicArn(topic)
                        .message("x".repeat(256 * 1_024 - 10))
                        .messageAttributes(Map.of("name", text("value"))))))
                .isEqualTo("InvalidParameter");
    }

    @Test
    void aTopicCanBeTheTargetAndAPhoneCanBeReachedDirectly() {
        sns.publish(request -> request.targetArn(topic).message("a"));
        sns.publish(request -> request.phoneNumber("+4915112345678").message("b"));

        assertThat(inbox.mails(PHONE)).extracting(Mail::message).containsExactly("REKEY> a");
        assertThat(inbox.mails("+4915112345678")).extracting(Mail::message).containsExactly("b");
        assertThat(codeOf(() -> sns.publish(
                        request -> request.phoneNumber("+4915112345678").message("x".repeat(1_601)))))
                .isEqualTo("InvalidParameter");
        assertThat(codeOf(
                        () -> sns.publish(request -> request.phoneNumber("0151").message("b"))))
                .isEqualTo("InvalidParameter");
    }

    @Test
    void refusesByNameWhatCannotBePublishedTo() {
        assertThat(refusalOf(() -> sns.publish(request -> request.message("a"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("give one of TopicArn, TargetArn and PhoneNumber, not 0");
        assertThat(refusalOf(() -> sns.publish(
                        request -> request.topicArn(topic).targetArn(topic).message("a"))))
                .hasMessageContaining("not 2");
        assertThat(refusalOf(() -> sns.publish(
                        request -> request.targetArn("arn:aws:sns:us-east-1:123456789012:endpoint/APNS/app/5e3e9847")
                                .message("a"))))
                .hasMessageContaining("publishes to topics and phone numbers, not to mobile apps");
        assertThat(refusalOf(() ->
                        sns.publish(request -> request.topicArn(topic + "2").message("a"))))
                .isInstanceOf(NotFoundException.class);
        assertThat(refusalOf(() -> sns.publish(
                        request -> request.topicArn(topic).message("a").messageDeduplicationId("1"))))
                .hasMessageContaining("MessageDeduplicationId");
        assertThat(inbox.mails()).isEmpty();
    }

    @Test
    void aBatchPublishesWhatItCan() {
        PublishBatchResponse answer = sns.publishBatch(request -> request.topicArn(topic)
                .publishBatchRequestEntries(
                        entry("a", "first"), entry("b", ""), entry("c", "{\"default\":\"third\"}")));

        assertThat(answer.successful()).extracting(each -> each.id()).containsExactly("a", "c");
        assertThat(answer.successful())
                .allSatisfy(each -> assertThat(each.messageId()).isNotBlank());
        assertThat(answer.failed()).singleElement().satisfies(each -> {
            assertThat(each.id()).isEqualTo("b");
            assertThat(each.code()).isEqualTo("InvalidParameter");
            assertThat(each.message()).isEqualTo("Invalid parameter: Empty message");
            assertThat(each.senderFault()).isTrue();
        });
        assertThat(inbox.mails(PHONE))
                .extracting(Mail::message)
                .containsExactly("REKEY> first", "REKEY> {\"default\":\"third\"}");
    }

    @Test
    void aBatchIsRefusedAsAWholeWhenItIsNotOne() {
        assertThat(batchRefusal()).isEqualTo("EmptyBatchRequest");
        assertThat(batchRefusal(entry("a", "1"), entry("a", "2"))).isEqualTo("BatchEntryIdsNotDistinct");
        assertThat(batchRefusal(entry("a b", "1"))).isEqualTo("InvalidBatchEntryId");
        assertThat(batchRefusal(IntStream.range(0, 11)
                        .mapToObj(i -> entry("e" + i, "1"))
                        .toArray(PublishBatchRequestEntry[]::new)))
                .isEqualTo("TooManyEntriesInBatchRequest");
        assertThat(batchRefusal(entry("a", "x".repeat(200_000)), entry("b", "x".repeat(100_000))))
                .isEqualTo("BatchRequestTooLong");
        assertThat(inbox.mails()).isEmpty();
    }

    @Test
    void publishesInProcessToo() {
        Caller operator = Caller.overNetwork(new Principal.User("123456789012", "operator"), true);

        aws.mailbox.publish(operator, topic, Optional.empty(), "plain");
        aws.mailbox.publish(
                operator, topic, Optional.of("Now"), "{\"default\":\"all\",\"sms\":\"phone\"}", Optional.of("json"));

        assertThat(inbox.mails(PHONE)).extracting(Mail::message).containsExactly("REKEY> plain", "REKEY> phone");
        assertThat(inbox.mails(MAIL).get(1).subject()).contains("Now");
    }

    private String publish(String message) {
        return sns.publish(request -> request.topicArn(topic).message(message)).messageId();
    }

    private void publishJson(String message) {
        sns.publish(request -> request.topicArn(topic).message(message).messageStructure("json"));
    }

    private String batchRefusal(PublishBatchRequestEntry... entries) {
        return codeOf(() -> sns.publishBatch(request -> request.topicArn(topic).publishBatchRequestEntries(entries)));
    }

    private static PublishBatchRequestEntry entry(String id, String message) {
        return PublishBatchRequestEntry.builder().id(id).message(message).build();
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }

    private Mail only(String endpoint) {
        assertThat(inbox.mails(endpoint)).hasSize(1);
        return inbox.mails(endpoint).get(0);
    }
}
