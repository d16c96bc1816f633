package rekey.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static rekey.SampleCredentials.assertHoldsNoSecret;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.SampleCredentials;
import rekey.failure.AccessDenied;
import rekey.failure.Failure;
import rekey.failure.NoticeRefused;
import rekey.failure.TryLater;
import rekey.function.Deadline;

class NoticeTopicTest {
    private static final Notice NOTICE = new Notice("done/1", "my-erp: it is done", "A mail\nof lines.", "It is done.");

    @AutoClose
    private final NoticeServer aws = new NoticeServer();

    NoticeTopicTest() throws IOException {}

    @Test
    void publishesAMailAndAShortMessageOfTheTypeThatIsNoAdvertisement() {
        publish();

        assertThat(aws.published())
                .singleElement()
                .satisfies(form -> assertThat(form)
                        .containsEntry("TopicArn", NoticeServer.TOPIC)
                        .containsEntry("Subject", "my-erp: it is done")
                        .containsEntry("MessageStructure", "json")
                        .containsEntry(
                                "Message",
                                "{\"default\":\"A mail\\nof lines.\",\"email\":\"A mail\\nof lines.\",\"sms\":\"It is done.\"}")
                        .containsEntry("MessageAttributes.entry.1.Name", "AWS.SNS.SMS.SMSType")
                        .containsEntry("MessageAttributes.entry.1.Value.StringValue", "Transactional"));
    }

    @ParameterizedTest
    @CsvSource({"403, AuthorizationError", "403, AccessDeniedException", "400, KMSAccessDenied"})
    void saysWhichRightIsMissingAndOnWhat(int status, String code) {
        aws.refuse(status, code);

        assertThat(failure())
                .isInstanceOf(AccessDenied.class)
                .hasMessage("Cannot publish to " + NoticeServer.TOPIC + ": access denied. Grant the function's role"
                        + " sns:Publish on this topic, and kms:Decrypt and kms:GenerateDataKey on its key (redeploying"
                        + " the stack restores them).")
                .hasCauseInstanceOf(software.amazon.awssdk.services.sns.model.SnsException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "404, NotFound",
        "400, KMSDisabled",
        "400, KMSNotFound",
        "400, KMSInvalidState",
        "400, KMSOptInRequired",
        "400, InvalidParameter",
        "403, InvalidClientTokenId"
    })
    void saysThatSomebodyMustMendIt(int status, String code) {
        aws.refuse(status, code);

        assertThat(failure())
                .isInstanceOf(NoticeRefused.class)
                .hasMessageStartingWith("SNS does not take a notice for " + NoticeServer.TOPIC + " (" + code + ").");
    }

    @ParameterizedTest
    @CsvSource({
        "400, KMSThrottling",
        "400, Throttling",
        "400, ThrottlingException",
        "429, Throttled",
        "500, InternalError",
        "503, ServiceUnavailable"
    })
    void triesLaterWhatPasses(int status, String code) {
        aws.refuse(status, code);

        assertThat(failure()).isInstanceOf(TryLater.class).hasMessageContaining("SNS is busy (" + code + ").");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 500})
    void triesLaterWhatIsNoAnswerAndDoesNotRepeatIt(int status) {
        aws.answer(status, "<html>" + SampleCredentials.CLIENT_SECRET);

        assertHoldsNoSecret(failure());
        assertThat(failure()).isInstanceOf(TryLater.class);
    }

    @Test
    void triesLaterWhenNobodyAnswers() {
        NoticeTopic topic = aws.topic();
        aws.close();

        TryLater failure =
                catchThrowableOfType(TryLater.class, () -> topic.publish(NOTICE, Deadline.in(Duration.ofSeconds(30))));

        assertThat(failure)
                .hasMessageStartingWith("SNS gave no usable answer")
                .hasRootCauseInstanceOf(java.net.ConnectException.class);
    }

    @Test
    void asksNobodyWhenNoTimeIsLeft() {
        Failure failure =
                catchThrowableOfType(Failure.class, () -> aws.topic().publish(NOTICE, Deadline.in(Duration.ZERO)));

        assertThat(failure).isInstanceOf(TryLater.class).hasMessageContaining("No time is left");
        assertThat(aws.published()).isEmpty();
    }

    private void publish() {
        aws.topic().publish(NOTICE, Deadline.in(Duration.ofSeconds(30)));
    }

    private Failure failure() {
        return catchThrowableOfType(Failure.class, this::publish);
    }
}
