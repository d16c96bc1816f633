package rekey.watch;

import java.time.Duration;
import java.util.Optional;
import rekey.credential.ClientSecrets.Stored;
import rekey.failure.NotSetYet;
import rekey.failure.TryLater;
import rekey.ledger.CanaryFinding;
import rekey.ledger.Ledger;
import rekey.notice.Notice;
import rekey.rotation.Rotation;
import rekey.spapi.Canary;
import rekey.spapi.Canary.Verdict;

/**
 * Whether the secret in use works: a token that LWA gives for it, and a call to SP-API with that token.
 *
 * <p>People are told when it begins to fail and when it works again, and when on the second day there is no answer. An
 * answer that proves nothing changes nothing.
 */
record SecretHealth(Rotation rotation) implements Duty {
    /** So long after a secret was stored SP-API may not know it yet, and says that it has expired. */
    private static final Duration PROPAGATION = Duration.ofHours(2);

    /** More than the minutes after which Lambda tries again when anything has failed; less than a day. */
    private static final Duration SAME_DAY = Duration.ofHours(12);

    @Override
    public String name() {
        return "the canary";
    }

    @Override
    public int weight() {
        return 3;
    }

    @Override
    public void attend(Round round) {
        Optional<Stored> current = rotation.secrets().read(round.deadline()).current();
        if (current.isEmpty()) {
            return;
        }
        Canary canary;
        try {
            canary = ask(current.get(), round);
        } catch (NotSetYet e) {
            return;
        }
        round.journal().info("watch.canary", "verdict", canary.verdict().name(), "detail", canary.detail());
        Ledger ledger = rotation.ledgers().read(round.deadline());
        switch (canary.verdict()) {
            case HEALTHY -> healthy(ledger, round);
            case SECRET_EXPIRED -> failing(canary, ledger, round);
            case UNKNOWN -> unanswered(canary, ledger, round);
            case TOKEN_REFUSED, NOT_ALLOWED -> {
                // Neither says anything about the secret.
            }
        }
    }

    private Canary ask(Stored current, Round round) {
        Canary canary;
        try {
            canary = rotation.proof().prove(current.secret(), round.deadline());
        } catch (TryLater e) {
            return new Canary(Verdict.UNKNOWN, e.getMessage());
        }
        boolean fresh = round.now().isBefore(current.stored().plus(PROPAGATION));
        return canary.verdict() == Verdict.SECRET_EXPIRED && fresh
                ? new Canary(Verdict.UNKNOWN, canary.detail())
                : canary;
    }

    private void healthy(Ledger ledger, Round round) {
        round.readings().note(Gauge.CANARY, 1);
        Optional<CanaryFinding> before = ledger.canary();
        if (before.filter(finding -> is(finding, Verdict.HEALTHY)).isPresent()) {
            return;
        }
        if (before.filter(finding ->
                        ledger.said().containsKey(failure("", finding).key()))
                .isPresent()) {
            // Before the ledger is: otherwise nobody would be told when the notice fails.
            rotation.announcer().say(rotation.notices().canaryWell(round.now()), ledger, round.deadline());
        }
        note(Verdict.HEALTHY, round);
    }

    private void failing(Canary canary, Ledger ledger, Round round) {
        round.readings().note(Gauge.CANARY, 0);
        Ledger known = ledger.canary()
                        .filter(finding -> is(finding, Verdict.SECRET_EXPIRED))
                        .isPresent()
                ? ledger
                : note(Verdict.SECRET_EXPIRED, round);
        say(canary, known, round);
    }

    private void unanswered(Canary canary, Ledger ledger, Round round) {
        Optional<CanaryFinding> before = ledger.canary();
        if (before.filter(finding -> is(finding, Verdict.UNKNOWN)).isPresent()) {
            if (!round.now().isBefore(before.get().since().plus(SAME_DAY))) {
                say(canary, ledger, round);
            }
        } else if (before.filter(finding -> is(finding, Verdict.SECRET_EXPIRED)).isEmpty()) {
            note(Verdict.UNKNOWN, round);
        }
    }

    private Ledger note(Verdict verdict, Round round) {
        return rotation.ledgers()
                .add(
                        Round.WATCH,
                        "the canary is " + verdict,
                        ledger -> ledger.with(new CanaryFinding(verdict.name(), round.now())),
                        round.deadline());
    }

    private void say(Canary canary, Ledger known, Round round) {
        rotation.announcer().say(failure(canary.detail(), known.canary().orElseThrow()), known, round.deadline());
    }

    private Notice failure(String detail, CanaryFinding finding) {
        return is(finding, Verdict.UNKNOWN)
                ? rotation.notices().canaryUnanswered(detail, finding.since())
                : rotation.notices().canaryFailed(detail, finding.since());
    }

    private static boolean is(CanaryFinding finding, Verdict verdict) {
        return finding.verdict().equals(verdict.name());
    }
}
