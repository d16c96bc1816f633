package rekey.sandbox.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rekey.sandbox.LoopbackAws;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;
import rekey.sandbox.iam.Iam;

/** What people received, as a test, a demo and a person with curl see it. */
class InboxTest {
    private static final String MAIL = "ops@example.com";
    private static final String PHONE = "+14155550100";
    private static final Caller OPERATOR = Caller.overNetwork(new Principal.User("123456789012", "operator"), true);

    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> counted = new ArrayList<>();
    private final Sns sns = new Sns(
            new SandboxClock(Instant.parse("2026-11-25T00:00:00Z")),
            new Iam(),
            aws.keys,
            aws::endpoint,
            (namespace, name, dimensions, value) ->
                    counted.add(namespace + " " + name + " " + dimensions + " " + value));
    private final Inbox inbox = sns.inbox();
    private final String topic = sns.createTopic("us-east-1", "my-erp-notices", Map.of("DisplayName", "Rekey"));

    @BeforeEach
    void subscribe() {
        sns.subscribe(topic, "email", MAIL);
        sns.confirm(topic, MAIL);
        sns.subscribe(topic, "sms", PHONE);
        inbox.clear();
    }

    @Test
    void tellsOfEachMailAsItArrives() {
        List<Mail> told = new ArrayList<>();
        inbox.onArrival(told::add);

        publish();
        inbox.clear();
        sns.subscribe(topic, "email", "deputy@example.com");

        assertThat(told).extracting(Mail::endpoint).containsExactly(MAIL, PHONE, "deputy@example.com");
        assertThat(inbox.mails()).containsExactly(told.get(2));
    }

    @Test
    void whatCannotBeDeliveredIsCountedAsFailed() {
        inbox.refuse(PHONE);
        publish();
        inbox.accept(PHONE);
        publish();

        assertThat(inbox.mails()).extracting(Mail::endpoint).containsExactly(MAIL, MAIL, PHONE);
        String published = "AWS/SNS NumberOfMessagesPublished {TopicName=my-erp-notices} 1.0";
        String delivered = "AWS/SNS NumberOfNotificationsDelivered {TopicName=my-erp-notices} 1.0";
        String failed = "AWS/SNS NumberOfNotificationsFailed {TopicName=my-erp-notices} 1.0";
        assertThat(counted).containsExactly(published, delivered, failed, published, delivered, delivered);
    }

    @Test
    void aPhoneThatIsReachedDirectlyIsCountedByItself() {
        sns.publishTo(PHONE, OPERATOR, notification());
        assertThat(counted)
                .containsExactly("AWS/SNS NumberOfNotificationsDelivered {PhoneNumber=PhoneNumberDirect} 1.0");
    }

    @Test
    void itsJsonHasTheFieldsThatScriptsReadAndNoOther() throws IOException {
        sns.publish(OPERATOR, topic, Optional.of("Rotate"), "hello");

        String time = inbox.mails().get(1).time().toString();
        assertThat(time).startsWith("2026-11-25T00:00:");
        assertThat(inbox.json().get(1)).isEqualTo(new ObjectMapper().readTree("""
                        {"protocol":"sms","endpoint":"+14155550100","subject":null,"message":"REKEY> hello","time":"%s"}
                        """.formatted(time)));
        assertThat(inbox.json().get(0).fieldNames())
                .toIterable()
                .containsExactly("protocol", "endpoint", "subject", "message", "time");
        assertThat(inbox.json().get(0).path("subject").asText()).isEqualTo("Rotate");
    }

    @Test
    void isReadAndEmptiedOverHttp() throws Exception {
        aws.mailbox.createTopic("us-east-1", "other", Map.of());
        aws.mailbox.subscribe("arn:aws:sns:us-east-1:123456789012:other", "email", MAIL);

        HttpResponse<String> listed = control("GET");
        assertThat(listed.statusCode()).isEqualTo(200);
        assertThat(listed.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(new ObjectMapper().readTree(listed.body()))
                .isEqualTo(aws.mailbox.inbox().json());
        assertThat(listed.body()).startsWith("[{\"protocol\":\"email\",\"endpoint\":\"ops@example.com\"");

        assertThat(control("DELETE").body()).isEqualTo("[]\n");
        assertThat(control("GET").body()).isEqualTo("[]\n");
        assertThat(control("POST").statusCode()).isEqualTo(404);
        assertThat(control("POST").body()).contains("GET /_sandbox/inbox");
    }

    @Test
    void aMailDoesNotPrintItsText() {
        sns.publish(OPERATOR, topic, Optional.of("s3cret subject"), "s3cret");

        assertThat(inbox.mails().toString()).contains(MAIL).doesNotContain("s3cret");
        assertThat(notification().toString()).doesNotContain("hello");
    }

    private void publish() {
        sns.publish(OPERATOR, topic, Optional.empty(), "hello");
    }

    private static Notification notification() {
        return Notification.of(Optional.empty(), "hello", Optional.empty(), MessageAttributes.NONE);
    }

    private HttpResponse<String> control(String method) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(aws.endpoint() + "/_sandbox/inbox"))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
