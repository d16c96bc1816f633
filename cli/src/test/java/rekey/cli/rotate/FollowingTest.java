package rekey.cli.rotate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import rekey.cli.CommandFailure;
import rekey.cli.Terminal;
import rekey.cli.rotate.Following.Ending;
import rekey.ledger.KnownSecret;
import rekey.ledger.Ledger;
import rekey.ledger.RotationRequest;
import rekey.ledger.RotationRequest.Outcome;

/** A rotation, followed by what the ledger says from look to look. */
class FollowingTest {
    private static final Instant ASKED = Instant.parse("2026-11-23T15:00:00Z");
    private static final RotationRequest REQUEST = new RotationRequest("r1", ASKED, "me", Outcome.ASKED, "");
    private static final KnownSecret NEW =
            KnownSecret.received("0000000000bb", ASKED.plus(KnownSecret.LIFE), ASKED.plusSeconds(20));
    private static final Ledger ACCEPTED = Ledger.EMPTY.with(REQUEST.withOutcome(Outcome.ACCEPTED, ""));
    private static final Ledger RECEIVED = ACCEPTED.with(NEW);
    private static final Ledger CURRENT = RECEIVED.with(NEW.promotedAt(ASKED.plusSeconds(50), 3));

    private final StringWriter out = new StringWriter();
    private Duration passed = Duration.ZERO;

    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return ASKED.plus(passed);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };

    @Test
    void printsALineForEachStepInAPipeAndEachOnce() {
        Ledger asked = Ledger.EMPTY.with(REQUEST);

        assertThat(follow(false, asked, asked, ACCEPTED, ACCEPTED, RECEIVED, RECEIVED, CURRENT)
                        .ending())
                .isEqualTo(Ending.CURRENT);
        assertThat(out.toString().lines().map(line -> line.split(" +", -1)[4]))
                .containsExactly("asking", "requested", "received", "proven", "current");
        assertThat(out.toString()).doesNotContain("\u001b");
    }

    @Test
    void printsEveryStepAlsoWhenAllHappenedBetweenTwoLooks() {
        follow(false, Ledger.EMPTY, CURRENT);

        assertThat(out.toString().lines()).hasSize(4);
    }

    @Test
    void hasOneLiveLineOnATerminalWhichGivesWay() {
        follow(true, ACCEPTED, ACCEPTED, RECEIVED, CURRENT);

        assertThat(out.toString()).contains("waiting for the new secret 0:03").contains("being proven");
        String[] rows = out.toString().split("\n", -1);
        assertThat(rows).hasSize(5);
        for (int i = 0; i < 4; i++) {
            String shown = rows[i].substring(rows[i].lastIndexOf("\u001b[K") + 1);
            assertThat(shown).doesNotContain("waiting");
        }
    }

    @Test
    void endsWhenAmazonRefused() {
        Ledger refused = Ledger.EMPTY.with(REQUEST.withOutcome(Outcome.REFUSED, "HTTP 400"));

        assertThat(follow(false, ACCEPTED, refused).ending()).isEqualTo(Ending.REFUSED);
        assertThat(out.toString()).contains("Amazon issued none: HTTP 400.");
    }

    @Test
    void goesOnWhenTheLedgerCannotBeReadForAMoment() {
        Deque<Supplier<Ledger>> looks = new ArrayDeque<>(List.of(
                () -> ACCEPTED,
                () -> {
                    throw new CommandFailure("Parameter Store is busy.");
                },
                () -> CURRENT));

        assertThat(following(false, () -> looks.pop().get()).ending()).isEqualTo(Ending.CURRENT);
    }

    @Test
    void endsWhenTheTimeIsOverAndKnowsWhetherAnythingWasAsked() {
        assertThat(follow(false, RECEIVED).ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(passed).isEqualTo(Duration.ofMinutes(15));
        passed = Duration.ZERO;
        assertThat(follow(false, Ledger.EMPTY).ending()).isEqualTo(Ending.NEVER_ASKED);
    }

    private Following.Outcome follow(boolean terminal, Ledger... looks) {
        Deque<Ledger> left = new ArrayDeque<>(List.of(looks));
        return following(terminal, () -> left.size() > 1 ? left.pop() : left.peek());
    }

    private Following.Outcome following(boolean terminal, Supplier<Ledger> ledger) {
        ProgressLines lines = new ProgressLines(new Terminal(new PrintWriter(out, true), terminal, false));
        Following.Outcome outcome = new Following(ledger, pause -> passed = passed.plus(pause), clock, lines)
                .follow(request -> request.id().equals("r1"), Duration.ofMinutes(15));
        lines.over();
        return outcome;
    }
}
