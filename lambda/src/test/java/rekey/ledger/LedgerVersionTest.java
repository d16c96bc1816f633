package rekey.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.ledger.RandomLedgers.START;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import rekey.ledger.RotationRequest.Outcome;

/** Many who read, and write only later, in thousands of orders: Parameter Store as it is, without any thread. */
class LedgerVersionTest {
    /** Somebody who has read and not yet written. */
    private record Reader(String name, boolean claims, Ledger known, long number) {}

    private final RandomLedgers random = new RandomLedgers(20261124);
    private List<LedgerVersion> versions;
    private List<String> won;

    @Test
    void givesTheRightToExactlyOneAndLosesNoFact() {
        int conflicts = 0;
        for (int i = 0; i < 1_000; i++) {
            versions = new ArrayList<>();
            won = new ArrayList<>();
            Set<String> notices = new TreeSet<>();
            Set<String> claimants = new TreeSet<>();
            run(notices, claimants);

            Ledger ledger = read();
            assertThat(ledger.said().keySet()).isEqualTo(notices);
            assertThat(won).as("of %s", claimants).hasSize(claimants.isEmpty() ? 0 : 1);
            assertThat(ledger.requests().stream()
                            .filter(RotationRequest::mayHaveRotated)
                            .map(RotationRequest::id))
                    .isEqualTo(won);
            conflicts += claimants.size() > 1 ? 1 : 0;
        }
        assertThat(conflicts).as("runs with more than one claimant").isGreaterThan(250);
    }

    /** Each of up to 12 reads, and writes at some time after; some writes are sent twice, some crash before. */
    private void run(Set<String> notices, Set<String> claimants) {
        List<Reader> reading = new ArrayList<>();
        int left = 2 + random.below(11);
        while (left > 0 || !reading.isEmpty()) {
            if (left > 0 && (reading.isEmpty() || random.below(2) == 0)) {
                boolean claims = random.below(2) == 0;
                Reader reader = new Reader("%02d".formatted(left--), claims, read(), latest());
                if (!claims || reader.known().requestUnderWay(START).isEmpty()) {
                    reading.add(reader);
                }
                continue;
            }
            Reader writer = random.oneOf(reading);
            if (random.below(6) != 0) {
                reading.remove(writer);
            }
            write(writer, notices, claimants);
        }
    }

    private void write(Reader writer, Set<String> notices, Set<String> claimants) {
        boolean again = !(writer.claims() ? claimants : notices).add(writer.name());
        Optional<String> claims = writer.claims() ? Optional.of(writer.name()) : Optional.empty();
        Ledger wanted = writer.claims()
                ? writer.known().with(new RotationRequest(writer.name(), START, "somebody", Outcome.ASKED, ""))
                : writer.known().saying(writer.name(), START);
        String text = LedgerText.writeVersion(Remembered.of(wanted), writer.number(), claims);
        LedgerVersion written = LedgerText.readVersion(text, latest() + 1);
        versions.add(written);
        boolean has = read().requests().stream()
                .anyMatch(request -> request.id().equals(writer.name()) && request.mayHaveRotated());
        if (writer.claims()) {
            if (again) {
                assertThat(has).as("%s, once more", writer).isEqualTo(won.contains(writer.name()));
            } else if (has) {
                won.add(writer.name());
            }
        }
    }

    private long latest() {
        return versions.size();
    }

    private Ledger read() {
        if (versions.isEmpty()) {
            return Ledger.EMPTY;
        }
        LedgerVersion latest = versions.get(versions.size() - 1);
        return LedgerVersion.together(versions.subList((int) latest.after(), (int) latest.number() - 1), latest);
    }

    /** The one refused by Amazon in between is still the one that came first. */
    @Test
    void isStillLateWhenTheFirstWasRefusedMeanwhile() {
        RotationRequest first = new RotationRequest("first", START, "watch", Outcome.ASKED, "");
        RotationRequest second = new RotationRequest("second", START, "operator", Outcome.ASKED, "");
        versions = new ArrayList<>(List.of(
                version(1, 0, Ledger.EMPTY.with(first), Optional.of("first")),
                version(2, 0, Ledger.EMPTY.with(second), Optional.of("second")),
                version(3, 1, Ledger.EMPTY.with(first.withOutcome(Outcome.REFUSED, "HTTP 429")), Optional.empty())));

        assertThat(read().requests()).noneMatch(RotationRequest::mayHaveRotated).hasSize(2);
    }

    /** An operator who insists, having seen the one that came first, and not the one that came too late. */
    @Test
    void givesTheRightToOneThatIsForcedAfterAnother() {
        RotationRequest first = new RotationRequest("first", START, "watch", Outcome.ASKED, "");
        RotationRequest late = new RotationRequest("late", START, "expiry message", Outcome.ASKED, "");
        RotationRequest forced = new RotationRequest("forced", START.plusSeconds(1), "operator", Outcome.ASKED, "");
        versions = new ArrayList<>(List.of(
                version(1, 0, Ledger.EMPTY.with(first), Optional.of("first")),
                version(2, 0, Ledger.EMPTY.with(late), Optional.of("late")),
                version(3, 1, Ledger.EMPTY.with(first).with(forced), Optional.of("forced"))));

        assertThat(read().requests().stream().filter(RotationRequest::mayHaveRotated))
                .containsExactly(forced, first);
    }

    /** Two claims at once when many had been refused long ago, of which the first was forgotten. */
    @Test
    void takesNoForgottenRequestForARival() {
        Ledger before = Ledger.EMPTY;
        for (int i = 0; i < 3; i++) {
            before = before.with(new RotationRequest(
                    "old-" + i, START.minusSeconds(90_000 - i), "watch", Outcome.REFUSED, "HTTP 429"));
        }
        RotationRequest claim = new RotationRequest("claim", START, "watch", Outcome.ASKED, "");
        versions = new ArrayList<>(List.of(
                version(1, 0, before, Optional.empty()),
                version(2, 1, before.saying("done/1", START), Optional.empty()),
                version(3, 1, Remembered.of(before.with(claim)), Optional.of("claim"))));

        assertThat(read().requestUnderWay(START)).contains(claim);
        assertThat(read().said()).containsKey("done/1");
    }

    private static LedgerVersion version(long number, long after, Ledger ledger, Optional<String> claims) {
        return LedgerText.readVersion(LedgerText.writeVersion(ledger, after, claims), number);
    }
}
