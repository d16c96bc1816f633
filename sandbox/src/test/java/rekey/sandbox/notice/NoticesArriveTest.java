package rekey.sandbox.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.credential.ApplicationName;
import rekey.credential.ParameterNames;
import rekey.failure.AccessDenied;
import rekey.failure.NoticeRefused;
import rekey.failure.TryLater;
import rekey.function.Deadline;
import rekey.function.FunctionEnvironment;
import rekey.ledger.KnownSecret;
import rekey.ledger.Ledger;
import rekey.ledger.LedgerStore;
import rekey.notice.Announcer;
import rekey.notice.Notice;
import rekey.notice.NoticeTopic;
import rekey.notice.RotationNotices;
import rekey.sandbox.Sandbox;
import rekey.sandbox.sns.Mail;

/** Notices reach people by the sandbox's SNS, as a mail and as one short message, once. */
class NoticesArriveTest {
    private static final String ADDRESS = "ops@example.com";
    private static final String PHONE = "+14155550100";
    private static final String LONGEST = "my-erp-for-the-whole-of-europe-and-north-america";

    @AutoClose
    private final Sandbox sandbox;

    private final FunctionEnvironment environment;
    private String topic;

    NoticesArriveTest() throws IOException {
        sandbox = Sandbox.start(0);
        environment = sandbox.environment(sandbox.variables("my-erp"));
    }

    @BeforeEach
    void subscribe() throws IOException {
        topic = sandbox.sns().createTopic(Sandbox.REGION, "my-erp-notices", Map.of("DisplayName", displayName()));
        sandbox.sns().subscribe(topic, "email", ADDRESS);
        sandbox.sns().confirm(topic, ADDRESS);
        sandbox.sns().subscribe(topic, "sms", PHONE);
        sandbox.inbox().clear();
    }

    @ParameterizedTest
    @ValueSource(strings = {"my-erp", LONGEST})
    void aMailHasTheWholeTextAndAPhoneGetsOneShortMessage(String application) {
        Notice notice = done(application);

        say(notice, Ledger.EMPTY);

        Mail mail = only(ADDRESS);
        assertThat(mail.subject()).hasValue(notice.subject());
        assertThat(mail.message()).startsWith(notice.mail() + "\n\n--\n");
        assertThat(only(PHONE).message()).isEqualTo("REKEY> " + notice.sms());
        assertThat(only(PHONE).parts()).hasSize(1);
    }

    @Test
    void isSaidOnceWhoeverLooksAtTheLedger() {
        say(done("my-erp"), Ledger.EMPTY);
        say(done("my-erp"), ledgers().read(ample()));

        assertThat(sandbox.inbox().mails()).extracting(Mail::endpoint).containsExactly(ADDRESS, PHONE);
    }

    @Test
    void isSaidAgainAfterACrashBeforeItWasNoted() {
        sandbox.faults().fail("AmazonSSM.PutParameter", 500, "InternalServerError");
        assertThatThrownBy(() -> say(done("my-erp"), Ledger.EMPTY)).isInstanceOf(TryLater.class);
        sandbox.faults().repair();

        say(done("my-erp"), ledgers().read(ample()));

        assertThat(sandbox.inbox().mails(ADDRESS)).hasSize(2);
        assertThat(ledgers().read(ample()).said())
                .containsOnlyKeys(done("my-erp").key());
    }

    @Test
    void whatSnsDeniesNamesTheRightAndIsNotNotedAsSaid() {
        sandbox.faults().fail("SNS.Publish", 403, "AuthorizationError");

        assertThatThrownBy(() -> say(done("my-erp"), Ledger.EMPTY))
                .isInstanceOf(AccessDenied.class)
                .hasMessageContaining("sns:Publish")
                .hasMessageContaining(topic);
        assertThat(ledgers().read(ample())).isEqualTo(Ledger.EMPTY);
    }

    @Test
    void aTopicThatIsGoneIsNotTriedForEver() {
        sandbox.sns().deleteTopic(topic);

        assertThatThrownBy(() -> say(done("my-erp"), Ledger.EMPTY))
                .isInstanceOf(NoticeRefused.class)
                .hasMessageContaining("(NotFound)");
    }

    private void say(Notice notice, Ledger known) {
        new Announcer(new NoticeTopic(environment.sns(), topic), ledgers(), sandbox.clock())
                .say(notice, known, ample());
    }

    private LedgerStore ledgers() {
        return new LedgerStore(environment.ssm(), new ParameterNames(new ApplicationName("my-erp")), sandbox.clock());
    }

    private Mail only(String endpoint) {
        List<Mail> mails = sandbox.inbox().mails(endpoint);
        assertThat(mails).hasSize(1);
        return mails.get(0);
    }

    private static Notice done(String application) {
        Instant issued = Instant.parse("2026-11-23T22:09:17.198Z");
        KnownSecret secret = KnownSecret.received("3fa9c2d4e5f6", issued.plus(KnownSecret.LIFE), issued.plusSeconds(90))
                .promotedAt(issued.plusSeconds(1_900), 7);
        return new RotationNotices(new ParameterNames(new ApplicationName(application))).done(secret);
    }

    private static Deadline ample() {
        return Deadline.in(Duration.ofSeconds(30));
    }

    /** The topic's in the template: SNS puts it before a short message, which has to fit with it. */
    private static String displayName() throws IOException {
        try (InputStream template = Sandbox.class.getResourceAsStream("stack/template-usual.json")) {
            JsonNode resources = new ObjectMapper().readTree(template).path("Resources");
            return Optional.ofNullable(resources.findValue("DisplayName"))
                    .map(JsonNode::textValue)
                    .orElseThrow();
        }
    }
}
