package rekey.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.ledger.CanaryFinding;
import rekey.ledger.Enrolment;
import rekey.ledger.KnownSecret;
import rekey.ledger.Ledger;
import rekey.ledger.RotationRequest;
import rekey.ledger.RotationRequest.Outcome;

/** What the ledger says, and what of it needs attention. */
class RotationTest {
    private static final Instant BEGIN = Instant.parse("2026-06-01T00:00:00Z");
    private static final KnownSecret FIRST = KnownSecret.received("0000000000aa", BEGIN.plus(KnownSecret.LIFE), BEGIN)
            .promotedAt(BEGIN, 2);
    private static final Enrolment ENROLLED = new Enrolment(true, BEGIN, "a message came");
    private static final Ledger LEDGER = Ledger.EMPTY.with(FIRST).with(ENROLLED);
    private static final Ledger NOT_ENROLLED = Ledger.EMPTY.with(FIRST);

    @Test
    void saysThatAllIsWellWithoutAttention() {
        Rotation rotation = at(Duration.ofDays(10), LEDGER.with(new CanaryFinding("HEALTHY", BEGIN)), true);

        assertThat(rotation.attention()).isEmpty();
        assertThat(rotation.lines())
                .extracting(Rotation.Line::text)
                .containsExactly(
                        "rotates by itself, 40 days before the secret's end",
                        "enrolled since 2026-06-01: a message came",
                        "last rotation on 2026-06-01",
                        "SP-API accepts the secret, since 2026-06-01");
        assertThat(rotation.lines()).allMatch(Rotation.Line::isWell);
        assertThat(rotation.outlook().daysLeft()).hasValue(170);
    }

    @Test
    void givesALineAndNoAttentionToWhatIsNotEnrolled() {
        Rotation rotation = at(Duration.ofDays(10), NOT_ENROLLED, true);

        assertThat(rotation.lines()).extracting(Rotation.Line::text).contains("not enrolled: rekey enrol says how");
        assertThat(rotation.attention()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"59, 0", "61, 1"})
    void waitsAnHourForTheProofOfANewSecret(int minutes, int attentions) {
        Instant came = BEGIN.plus(Duration.ofDays(140));
        Ledger ledger = LEDGER.with(KnownSecret.received("0000000000bb", came.plus(KnownSecret.LIFE), came));
        Rotation rotation = at(Duration.ofDays(140).plusMinutes(minutes), ledger, true);

        assertThat(rotation.attention()).hasSize(attentions);
        assertThat(rotation.lines())
                .contains(new Rotation.Line("a new secret came on 2026-10-19, and is not proven yet", attentions == 0));
    }

    @ParameterizedTest
    @CsvSource({"59, ACCEPTED, 0", "61, ACCEPTED, 1", "61, UNCLEAR, 1", "61, REFUSED, 0"})
    void waitsAnHourForTheSecretThatAmazonWasAskedFor(int minutes, Outcome outcome, int attentions) {
        Instant asked = BEGIN.plus(Duration.ofDays(140));
        Ledger ledger = LEDGER.with(new RotationRequest("r1", asked, "watch", outcome, ""));

        assertThat(at(Duration.ofDays(140).plusMinutes(minutes), ledger, true).attention())
                .hasSize(attentions);
    }

    @Test
    void seesThatSpApiDoesNotAcceptTheSecret() {
        Ledger ledger = LEDGER.with(new CanaryFinding("SECRET_EXPIRED", BEGIN.plusSeconds(60)));

        assertThat(at(Duration.ofDays(10), ledger, true).attention())
                .extracting(Attention::sentence)
                .singleElement()
                .asString()
                .startsWith("SP-API has not accepted the secret since 2026-06-01 00:01 UTC (SECRET_EXPIRED).");
    }

    @ParameterizedTest
    @CsvSource({"139, 0", "141, 0", "143, 1", "180, 1"})
    void expectsThatWhatRotatesByItselfDoesSoInTime(int day, int attentions) {
        assertThat(at(Duration.ofDays(day), LEDGER, true).attention()).hasSize(attentions);
    }

    @ParameterizedTest
    @CsvSource({"149, 0", "150, 1", "179, 1", "180, 1", "200, 1"})
    void asksAPersonWhereNothingRotatesByItself(int day, int attentions) {
        assertThat(at(Duration.ofDays(day), NOT_ENROLLED, true).attention()).hasSize(attentions);
        assertThat(at(Duration.ofDays(day), LEDGER, false).attention()).hasSize(attentions);
    }

    @Test
    void seesThatAnOlderSecretWasPutBack() {
        Instant rotated = BEGIN.plus(Duration.ofDays(140));
        KnownSecret second = KnownSecret.received("0000000000bb", rotated.plus(KnownSecret.LIFE), rotated);
        KnownSecret first = FIRST.retiringAt(rotated.plus(KnownSecret.OVERLAP));
        Ledger pending = LEDGER.with(first).with(second);
        Ledger promoted = pending.with(second.promotedAt(rotated.plusSeconds(60), 3));
        Ledger back = promoted.with(first.promotedAt(rotated.plusSeconds(120), 4));

        assertThat(at(Duration.ofDays(140).plusMinutes(5), pending, true).attention())
                .isEmpty();
        assertThat(at(Duration.ofDays(140).plusMinutes(5), promoted, true).attention())
                .isEmpty();
        assertThat(at(Duration.ofDays(140).plusMinutes(5), back, true).attention())
                .extracting(Attention::sentence)
                .containsExactly(
                        "An older secret is in use than the newest. Go forward again before 2026-10-26 00:00 UTC,"
                                + " by rekey rollback --forward, or rotate.");
    }

    @Test
    void saysWhatIsNotKnown() {
        Rotation unknown = new Rotation(LEDGER, new Answer<>(null, "Cannot see."), BEGIN);
        Rotation none = new Rotation(LEDGER, Answer.of(Optional.empty()), BEGIN);

        assertThat(List.of(unknown.lines().get(0), none.lines().get(0)))
                .extracting(Rotation.Line::text)
                .containsExactly("whether it rotates by itself is not known", "no function is deployed that rotates");
    }

    private static Rotation at(Duration age, Ledger ledger, boolean automatic) {
        return new Rotation(
                ledger, Answer.of(Optional.of(new Automation(automatic, Duration.ofDays(40)))), BEGIN.plus(age));
    }
}
