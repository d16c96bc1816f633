package rekey.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import rekey.SampleCredentials;
import rekey.failure.AccessDenied;
import rekey.failure.TryLater;
import rekey.function.Deadline;
import rekey.ledger.Change;
import rekey.ledger.Ledger;
import rekey.ledger.LedgerStore;

class AnnouncerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T22:41:05Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final Notice DONE = new RotationNotices(SampleCredentials.NAMES).done(SampleNotices.CURRENT);

    @AutoClose
    private final NoticeServer aws = new NoticeServer();

    private final LedgerStore ledgers = aws.ledgers(CLOCK);
    private final Announcer announcer = new Announcer(aws.topic(), ledgers, CLOCK);

    AnnouncerTest() throws IOException {}

    @Test
    void saysAThingOnce() {
        Ledger told = announcer.say(DONE, read(), ample());
        announcer.say(DONE, told, ample());
        announcer.say(DONE, read(), ample());

        assertThat(aws.published()).hasSize(1);
        assertThat(told.said()).containsEntry("done/3fa9c2d4e5f6-7", NOW);
        assertThat(read()).isEqualTo(told);
    }

    @Test
    void leavesInTheAuditTrailWhatWasSaid() {
        announcer.say(DONE, read(), ample());

        assertThat(read().change())
                .hasValue(new Change(NOW, "rekey", "told people: my-erp: a new client secret is in use"));
    }

    @Test
    void saysAnotherThingAsWell() {
        Notice other = new RotationNotices(SampleCredentials.NAMES).canaryWell(NOW);

        announcer.say(other, announcer.say(DONE, read(), ample()), ample());

        assertThat(aws.published()).hasSize(2);
        assertThat(read().said()).containsOnlyKeys(DONE.key(), other.key());
    }

    @Test
    void saysItAgainAfterACrashBetweenPublishingAndNoting() {
        aws.writesFail(true);
        assertThatThrownBy(() -> announcer.say(DONE, read(), ample())).isInstanceOf(AccessDenied.class);
        aws.writesFail(false);

        announcer.say(DONE, read(), ample());

        assertThat(aws.published()).hasSize(2);
        assertThat(read().said()).containsOnlyKeys(DONE.key());
    }

    /** Otherwise nobody would ever hear of it. */
    @Test
    void notesNothingThatWasNotSaid() {
        aws.refuse(500, "InternalError");

        assertThatThrownBy(() -> announcer.say(DONE, read(), ample())).isInstanceOf(TryLater.class);

        assertThat(read()).isEqualTo(Ledger.EMPTY);
    }

    private Ledger read() {
        return ledgers.read(ample());
    }

    private static Deadline ample() {
        return Deadline.in(Duration.ofSeconds(30));
    }
}
