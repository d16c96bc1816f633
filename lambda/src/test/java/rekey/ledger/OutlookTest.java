package rekey.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.ledger.RotationRequest.Outcome;

/** The one line of rekey status, in every phase, with automatic rotation on and off, enrolled and not. */
class OutlookTest {
    private static final Duration BEFORE = Duration.ofDays(40);
    private static final Instant ISSUED = Instant.parse("2026-11-25T04:10:00Z");
    private static final Instant EXPIRES = Instant.parse("2027-05-24T04:10:00Z");
    private static final Instant DUE = Instant.parse("2027-04-14T04:10:00Z");

    private static final KnownSecret CURRENT =
            KnownSecret.received("current", EXPIRES, ISSUED.plusSeconds(5)).promotedAt(ISSUED.plusSeconds(60), 2);
    private static final Ledger IN_USE = Ledger.EMPTY.with(CURRENT);
    private static final KnownSecret ANSWER =
            KnownSecret.received("answer", DUE.plusSeconds(2).plus(KnownSecret.LIFE), DUE.plusSeconds(9));
    private static final Instant OVERLAP_ENDS = DUE.plusSeconds(2).plus(KnownSecret.OVERLAP);
    private static final Ledger ROTATED =
            IN_USE.with(CURRENT.retiringAt(OVERLAP_ENDS)).with(ANSWER.promotedAt(DUE.plusSeconds(90), 3));

    private static final String BY_HAND =
            "Next: rotate it by hand before 2027-05-24 (rekey rotate says how), because %s.";
    private static final String NOT_ENROLLED = BY_HAND.formatted("the application is not enrolled");
    private static final String OFF = BY_HAND.formatted("automatic rotation is off");

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void saysWhoRotatesWhenWhileNothingIsToBeDone(boolean automatic, boolean enrolled) {
        Outlook outlook = at(IN_USE, ISSUED.plus(Duration.ofDays(40)), automatic, enrolled);

        assertThat(outlook.phase()).isEqualTo(Phase.IN_USE);
        assertThat(outlook.daysLeft()).hasValue(140);
        assertThat(outlook.sentence())
                .isEqualTo("140 days are left of the client secret. "
                        + next(automatic, enrolled, "Next: Rekey rotates it by itself on 2027-04-14."));
        assertThat(outlook.nextAt()).contains(automatic && enrolled ? DUE : EXPIRES);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void saysWhoRotatesWhenItIsDue(boolean automatic, boolean enrolled) {
        Outlook outlook = at(IN_USE, DUE, automatic, enrolled);

        assertThat(outlook.phase()).isEqualTo(Phase.DUE);
        assertThat(outlook.daysLeft()).hasValue(40);
        assertThat(outlook.sentence())
                .isEqualTo("40 days are left of the client secret. "
                        + next(automatic, enrolled, "Next: Rekey rotates it by itself within a day."));
        assertThat(outlook.nextAt()).contains(automatic && enrolled ? DUE : EXPIRES);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void saysSinceWhenASecretIsWaitedFor(boolean automatic, boolean enrolled) {
        Ledger asked = IN_USE.with(new RotationRequest("1", DUE, "operator", Outcome.ACCEPTED, ""));
        Outlook outlook = at(asked, DUE.plusSeconds(60), automatic, enrolled);

        assertThat(outlook.phase()).isEqualTo(Phase.REQUESTED);
        assertThat(outlook.daysLeft()).hasValue(39);
        assertThat(outlook.sentence())
                .isEqualTo("39 days are left of the client secret."
                        + " Amazon was asked 2027-04-14 04:10 UTC for a new one; it has not come yet.");
        assertThat(outlook.nextAt()).contains(DUE.plus(KnownSecret.OVERLAP));
    }

    @ParameterizedTest
    @CsvSource({"ASKED", "UNCLEAR"})
    void saysHowLongASecretIsWaitedForThatMayNotCome(Outcome outcome) {
        Ledger asked = IN_USE.with(new RotationRequest("1", DUE, "watch", outcome, ""));

        assertThat(at(asked, DUE.plusSeconds(60), true, true).sentence())
                .endsWith(" Amazon was asked 2027-04-14 04:10 UTC for a new one, and left open whether it will come;"
                        + " it is waited for until 2027-04-21 04:10 UTC.");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void saysUntilWhenTheCurrentOneWorksWhileTheNewOneIsProven(boolean automatic, boolean enrolled) {
        Ledger received = IN_USE.with(CURRENT.retiringAt(OVERLAP_ENDS)).with(ANSWER);
        Outlook outlook = at(received, DUE.plusSeconds(60), automatic, enrolled);

        assertThat(outlook.phase()).isEqualTo(Phase.RECEIVED);
        assertThat(outlook.daysLeft()).hasValue(6);
        assertThat(outlook.sentence())
                .isEqualTo("A new client secret has come and is being proven;"
                        + " the current one works until 2027-04-21 04:10 UTC.");
        assertThat(outlook.nextAt()).contains(OVERLAP_ENDS);
        assertThat(at(received, OVERLAP_ENDS, automatic, enrolled).sentence())
                .endsWith("the current one ended on 2027-04-21 04:10 UTC.");
    }

    @Test
    void saysThatTheFirstSecretIsBeingProven() {
        Outlook outlook = at(Ledger.EMPTY.with(ANSWER), DUE, true, true);

        assertThat(outlook.phase()).isEqualTo(Phase.RECEIVED);
        assertThat(outlook.daysLeft()).isEmpty();
        assertThat(outlook.sentence())
                .isEqualTo("No client secret is in use. One has come from Amazon and is being proven.");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void saysUntilWhenTheOneBeforeWorks(boolean automatic, boolean enrolled) {
        Outlook outlook = at(ROTATED, DUE.plusSeconds(90), automatic, enrolled);

        assertThat(outlook.phase()).isEqualTo(Phase.OVERLAP);
        assertThat(outlook.daysLeft()).hasValue(179);
        assertThat(outlook.sentence())
                .isEqualTo("179 days are left of the client secret;"
                        + " the one before works until 2027-04-21 04:10 UTC (rekey rollback until then). "
                        + next(automatic, enrolled, "Next: Rekey rotates it by itself on 2027-09-01.")
                                .replace("2027-05-24", "2027-10-11"));
        assertThat(outlook.nextAt()).contains(OVERLAP_ENDS);
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void saysUntilWhenTheNewerOneMustBePutBackAfterARollback(boolean automatic, boolean enrolled) {
        Ledger takenBack = ROTATED.with(ROTATED.find("current").orElseThrow().promotedAt(DUE.plusSeconds(600), 4));
        Outlook outlook = at(takenBack, DUE.plusSeconds(600), automatic, enrolled);

        assertThat(outlook.phase()).isEqualTo(Phase.OVERLAP);
        assertThat(outlook.daysLeft()).hasValue(6);
        assertThat(outlook.sentence())
                .isEqualTo("6 days are left of the client secret, which was put back in place of a newer one."
                        + " Next: put the newer one back before 2027-04-21 04:10 UTC (rekey rollback --forward does).");
        assertThat(outlook.nextAt()).contains(OVERLAP_ENDS);
        assertThat(at(takenBack, OVERLAP_ENDS, automatic, enrolled).sentence())
                .isEqualTo("The client secret ended on 2027-04-21 04:10 UTC."
                        + " Next: put the newer one back in use now (rekey rollback --forward does).");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void saysThatItHasEnded(boolean automatic, boolean enrolled) {
        Outlook outlook = at(IN_USE, EXPIRES, automatic, enrolled);

        assertThat(outlook.phase()).isEqualTo(Phase.EXPIRED);
        assertThat(outlook.daysLeft()).hasValue(0);
        assertThat(outlook.sentence())
                .isEqualTo("The client secret ended on 2027-05-24 04:10 UTC."
                        + " Next: rotate it by hand now (rekey rotate says how).");
        assertThat(outlook.nextAt()).isEmpty();
    }

    @Test
    void saysThatItHasEndedWhileANewOneIsWaitedFor() {
        Ledger asked = IN_USE.with(
                new RotationRequest("1", EXPIRES.minus(Duration.ofDays(1)), "operator", Outcome.ACCEPTED, ""));

        assertThat(at(asked, EXPIRES, true, true).sentence())
                .isEqualTo("The client secret ended on 2027-05-24 04:10 UTC."
                        + " Amazon was asked 2027-05-23 04:10 UTC for a new one; it has not come yet.");
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void saysThatNoneIsKnown(boolean automatic, boolean enrolled) {
        Outlook outlook = at(Ledger.EMPTY, ISSUED, automatic, enrolled);

        assertThat(outlook.phase()).isEqualTo(Phase.UNKNOWN);
        assertThat(outlook.daysLeft()).isEmpty();
        assertThat(outlook.sentence()).isEqualTo("No client secret is known yet. Next: store it (rekey put does).");
        assertThat(outlook.nextAt()).isEmpty();
    }

    @Test
    void saysAtMostWhenNobodyToldWhenItWasIssued() {
        Outlook outlook = at(Ledger.EMPTY.with(KnownSecret.storedByHand("by hand", ISSUED, 2)), ISSUED, true, false);

        assertThat(outlook.sentence()).isEqualTo("At most 180 days are left of the client secret. " + NOT_ENROLLED);
    }

    @ParameterizedTest
    @CsvSource({
        "PT48H, 2, 2 days are left of",
        "PT47H59M59.999999999S, 1, 1 day is left of",
        "PT24H, 1, 1 day is left of",
        "PT23H59M59.999999999S, 0, Less than a day is left of",
        "PT0.000000001S, 0, Less than a day is left of",
        "PT0S, 0, The client secret ended"
    })
    void countsWholeDays(Duration left, long days, String begin) {
        Outlook outlook = at(IN_USE, EXPIRES.minus(left), true, true);

        assertThat(outlook.daysLeft()).hasValue(days);
        assertThat(outlook.sentence()).startsWith(begin);
    }

    /** Due by its days already, and only just rotated. */
    @Test
    void rotatesNotBeforeAmazonMayBeAskedAgain() {
        Instant asked = DUE.minus(Duration.ofDays(1));
        KnownSecret late =
                KnownSecret.received("late", asked.plus(KnownSecret.LIFE).minusSeconds(60), asked);
        Ledger rests = Ledger.EMPTY
                .with(late)
                .with(KnownSecret.storedByHand("by hand", asked, 9).expiringAt(asked.plus(KnownSecret.LIFE)))
                .with(new Enrolment(true, asked, "a message came"));
        Instant rested = asked.minusSeconds(60).plus(KnownSecret.OVERLAP);

        Outlook outlook = Outlook.of(rests, asked, true, Duration.ofDays(180));

        assertThat(outlook.nextAt()).isEqualTo(Optional.of(rested));
        assertThat(outlook.sentence()).endsWith("Next: Rekey rotates it by itself on 2027-04-20.");
    }

    private static String next(boolean automatic, boolean enrolled, String byItself) {
        if (!automatic) {
            return OFF;
        }
        return enrolled ? byItself : NOT_ENROLLED;
    }

    private static Outlook at(Ledger ledger, Instant now, boolean automatic, boolean enrolled) {
        Ledger known = enrolled ? ledger.with(new Enrolment(true, ISSUED, "a message came")) : ledger;
        return Outlook.of(known, now, automatic, BEFORE);
    }
}
