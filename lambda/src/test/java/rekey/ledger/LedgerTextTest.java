package rekey.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.credential.Placeholder;
import rekey.ledger.RotationRequest.Outcome;

class LedgerTextTest {
    private static final String CANARY = "Xq7QUOTEDqX";
    /** As long as a time's text can be. */
    private static final Instant LONG = Instant.parse("2026-11-23T15:04:05.123456789Z");

    @Test
    void readsWhatItWrote() {
        RandomLedgers random = new RandomLedgers(20261125);
        for (int i = 0; i < 1_000; i++) {
            Ledger ledger = random.next();

            assertThat(LedgerText.read(LedgerText.write(ledger))).isEqualTo(ledger);
        }
    }

    @Test
    void readsFromWhichVersionItWasMadeAndWhatItClaims() {
        LedgerVersion version = LedgerText.readVersion(LedgerText.writeVersion(full(), 17, Optional.of("id")), 20);

        assertThat(version.after()).isEqualTo(17);
        assertThat(version.claims()).contains("id");
        assertThat(version.number()).isEqualTo(20);
    }

    @Test
    void takesOneThatDoesNotSayFromWhichVersionForMadeFromTheOneBefore() {
        assertThat(LedgerText.readVersion(LedgerText.write(full()), 20).after()).isEqualTo(19);
        assertThat(LedgerText.readVersion(Placeholder.VALUE, 1))
                .isEqualTo(new LedgerVersion(1, Ledger.EMPTY, 0, Optional.empty()));
    }

    @Test
    void skipsFieldsThatANewerOneMayWrite() {
        Ledger ledger = Remembered.saidAtMost(0, full());
        String more = LedgerText.write(ledger).replace("{\"", "{\"new\":[{\"a\":null}],\"");

        assertThat(LedgerText.read(more.replace("\"said\":{}", "\"newer\":7,\"said\":{}")))
                .isEqualTo(ledger);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "CANARY",
                "\"CANARY\"",
                "null",
                "17",
                "[\"CANARY\"]",
                "{",
                "{\"CANARY\":CANARY}",
                "{}",
                "{\"secrets\":[],\"requests\":[]}",
                "{\"secrets\":[],\"said\":{}}",
                "{\"requests\":[],\"said\":{}}",
                "{\"secrets\":{},\"requests\":[],\"said\":{}}",
                "{\"secrets\":\"CANARY\",\"requests\":[],\"said\":{}}",
                "{\"secrets\":[null],\"requests\":[],\"said\":{}}",
                "{\"secrets\":[],\"requests\":[\"CANARY\"],\"said\":{}}",
                "{\"secrets\":[],\"requests\":[],\"said\":[]}",
                "{\"secrets\":[],\"requests\":[],\"said\":{\"CANARY\":\"CANARY\"}}",
                "{\"secrets\":[],\"requests\":[],\"said\":{\"CANARY\":7}}",
                "{\"secrets\":[],\"requests\":[],\"said\":{\"ü CANARY\":\"2026-11-23T15:04:05Z\"}}",
                "{\"secrets\":[],\"requests\":[],\"said\":{}} CANARY",
                "{\"secrets\":[],\"requests\":[],\"said\":{}}{}",
                "{\"secrets\":[],\"secrets\":[],\"requests\":[],\"said\":{}}",
                "{\"secrets\":[],\"requests\":[],\"said\":{},\"enrolment\":null}",
                "{\"secrets\":[],\"requests\":[],\"said\":{},\"canary\":\"CANARY\"}",
                "{\"secrets\":[],\"requests\":[],\"said\":{},\"after\":\"CANARY\"}",
                "{\"secrets\":[],\"requests\":[],\"said\":{},\"after\":1e99999}",
                "{\"secrets\":[],\"requests\":[],\"said\":{},\"claims\":7}"
            })
    void refusesWhatIsNoLedger(String text) {
        assertRefused(text.replace("CANARY", CANARY));
    }

    /** One value of a full ledger after the other. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "[]",
                "{}",
                "\"\"",
                "\"Xq7QUOTEDqX\\\\\"",
                "\"2026-11-23T25:04:05Z Xq7QUOTEDqX\"",
                "\"+1000000000-12-31T23:59:59Z\"",
                "\"-1000000000-01-01T00:00:00Z\"",
                "-1e99999",
                "99999999999999999999"
            })
    void readsOrRefusesALedgerWithOneValueChanged(String value) {
        String whole = LedgerText.writeVersion(full(), 17, Optional.of("claim"));
        int refused = 0;
        for (int at = whole.indexOf("\":"); at >= 0; at = whole.indexOf("\":", at + 1)) {
            int begin = at + 2;
            int end = begin;
            while ("[{".indexOf(whole.charAt(begin)) < 0 && ",}".indexOf(whole.charAt(end)) < 0) {
                end++;
            }
            if (end > begin) {
                refused += readsOrRefuses(whole.substring(0, begin) + value + whole.substring(end)) ? 0 : 1;
            }
        }
        assertThat(refused).isGreaterThan(15);
    }

    @Test
    void readsOrRefusesALedgerWithOneCharacterChanged() {
        String whole = LedgerText.write(full());
        Random random = new Random(20261126);
        int refused = 0;
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder(whole);
            text.setCharAt(random.nextInt(whole.length()), "\"{}[]:,-0 \u0000\ud800x".charAt(random.nextInt(13)));
            refused += readsOrRefuses(text.toString()) ? 0 : 1;
        }
        assertThat(refused).isGreaterThan(1_000);
    }

    @Test
    void theLargestLedgerFitsIntoAStandardParameter() {
        Ledger largest = largest();
        assertThat(LedgerText.write(largest)).hasSizeGreaterThan(LedgerText.MOST);

        String text = LedgerText.writeVersion(largest, Long.MAX_VALUE, Optional.of("x".repeat(40)));

        assertThat(text).hasSizeLessThanOrEqualTo(4_096).isPrintable();
        Ledger read = LedgerText.read(text);
        assertThat(Remembered.saidAtMost(0, read)).isEqualTo(Remembered.saidAtMost(0, largest));
        assertThat(read.said())
                .as("the newest, as far as they fit")
                .isEqualTo(Remembered.saidAtMost(read.said().size(), largest).said())
                .hasSizeGreaterThan(8);
    }

    @Test
    void aUsualLedgerKeepsAllThatWasSaid() {
        Ledger usual = full();
        for (int i = 0; i < Remembered.SAID; i++) {
            usual = usual.saying("expiring/3fa9c2d4e5f6/%02d".formatted(i), Instant.parse("2026-11-23T15:04:05.123Z"));
        }

        assertThat(LedgerText.read(LedgerText.writeVersion(Remembered.of(usual), 1, Optional.empty())))
                .isEqualTo(Remembered.of(usual));
    }

    private static boolean readsOrRefuses(String text) {
        Ledger read;
        try {
            read = LedgerText.read(text);
        } catch (IllegalArgumentException e) {
            assertRefused(text);
            return false;
        }
        assertThat(LedgerText.read(LedgerText.write(read))).isEqualTo(read);
        assertThat(LedgerText.writeVersion(Remembered.of(read), 1, Optional.empty()))
                .hasSizeLessThanOrEqualTo(4_096);
        return true;
    }

    private static void assertRefused(String text) {
        IllegalArgumentException refusal =
                catchThrowableOfType(IllegalArgumentException.class, () -> LedgerText.read(text));
        assertThat(refusal).as("%s", text).isNotNull();
        StringWriter trace = new StringWriter();
        refusal.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain(CANARY).doesNotContain("Caused by");
    }

    private static Ledger full() {
        Instant issued = Instant.parse("2026-11-01T12:00:00Z");
        return Ledger.EMPTY
                .with(KnownSecret.storedByHand("0a1b2c3d4e5f", issued.minusSeconds(9_000_000), 4)
                        .retiringAt(issued.plus(KnownSecret.OVERLAP)))
                .with(KnownSecret.received("3fa9c2d4e5f6", issued.plus(KnownSecret.LIFE), issued.plusSeconds(5))
                        .promotedAt(issued.plusSeconds(60), 5))
                .with(new RotationRequest("1", issued, "watch", Outcome.ACCEPTED, ""))
                .with(new Enrolment(true, issued, "a message came"))
                .with(new CanaryFinding("HEALTHY", issued))
                .saying("done/3fa9c2d4e5f6", issued)
                .because(new Change(issued, "rotation", "promoted 3fa9c2d4e5f6"));
    }

    /** Every text as long as it can be, and full of what JSON would have to escape. */
    private static Ledger largest() {
        String odd = "\"\\\n\u0000é\ud83d\ude00".repeat(100);
        Ledger ledger = Ledger.EMPTY
                .with(new Enrolment(false, LONG, odd))
                .with(new CanaryFinding(odd, LONG))
                .because(new Change(LONG, odd, odd));
        for (int i = 0; i < 9; i++) {
            ledger = ledger.with(new KnownSecret(
                            "%024d".formatted(i),
                            LONG,
                            false,
                            Optional.of(LONG),
                            Optional.of(LONG),
                            Long.MAX_VALUE,
                            Optional.of(LONG)))
                    .with(new RotationRequest("%040d".formatted(i), LONG, odd, Outcome.ACCEPTED, odd));
        }
        for (int i = 0; i < 99; i++) {
            ledger = ledger.saying("%048d".formatted(i), LONG.plusNanos(i));
        }
        return Remembered.of(ledger);
    }
}
