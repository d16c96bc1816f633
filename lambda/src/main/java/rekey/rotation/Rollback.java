package rekey.rotation;

import java.time.Clock;
import java.util.Optional;
import rekey.credential.ClientSecrets;
import rekey.credential.ClientSecrets.Both;
import rekey.credential.ClientSecrets.Stored;
import rekey.failure.RotationRefused;
import rekey.failure.TryLater;
import rekey.function.Deadline;
import rekey.function.Journal;
import rekey.ledger.KnownSecret;
import rekey.ledger.Ledger;
import rekey.spapi.Canary;

/**
 * Puts the other secret of an overlap in use: the one before the current one, on an operator's order; or after that the
 * newer one again, on another order, or because the overlap ends. Only as long as Amazon accepts it, and when it is proven
 * to work. An order that is given twice is carried out once. Thread-safe.
 */
public final class Rollback {
    private final Rotation rotation;
    private final ClientSecrets secrets;
    private final Clock clock;

    Rollback(Rotation rotation) {
        this.rotation = rotation;
        this.secrets = rotation.secrets();
        this.clock = rotation.clock();
    }

    /**
     * Goes back to the secret before.
     *
     * @param by the operator's ARN, or which function does it
     * @return the current secret: the one before, now or since an earlier order
     * @throws RotationRefused when there is none, or it does not work
     */
    public KnownSecret back(String by, Deadline deadline, Journal journal) {
        Ledger ledger = adopted(by, deadline, journal);
        if (ledger.takenBack(clock.instant()).isPresent()) {
            return ledger.current().orElseThrow();
        }
        KnownSecret before = ledger.previous(clock.instant())
                .orElseThrow(() -> new RotationRefused("There is no client secret to go back to: Amazon accepts the one"
                        + " before for 7 days after it has issued a newer one, and none such is known."));
        return roll(before, ledger, by, deadline, journal);
    }

    /**
     * Goes forward to the newer secret again, after {@link #back}.
     *
     * @param by as for {@link #back}
     * @return the current secret: the newer one, now or anyway
     * @throws RotationRefused when no secret is in use, or the newer one does not work
     */
    public KnownSecret forward(String by, Deadline deadline, Journal journal) {
        Ledger ledger = adopted(by, deadline, journal);
        Optional<KnownSecret> newer = ledger.takenBack(clock.instant());
        if (newer.isPresent()) {
            return roll(newer.get(), ledger, by, deadline, journal);
        }
        return ledger.current()
                .orElseThrow(() -> new RotationRefused("There is no client secret to go forward to: none is in use."));
    }

    private Ledger adopted(String by, Deadline deadline, Journal journal) {
        return rotation.adoption().adopt(secrets.read(deadline), by, deadline, journal);
    }

    private KnownSecret roll(KnownSecret other, Ledger ledger, String by, Deadline deadline, Journal journal) {
        Stored kept = kept(other, deadline);
        Canary canary = rotation.proof().prove(kept.secret(), deadline);
        if (!canary.isHealthy()) {
            throw new RotationRefused("The other client secret is not proven to work (%s). The one in use stays."
                    .formatted(canary.detail()));
        }
        Ledger rolled = put(other, kept, ledger, by, deadline, journal);
        KnownSecret current = rolled.find(other.fingerprint()).orElseThrow();
        rotation.messenger().tell(() -> rotation.notices().rolledBack(current, by), deadline, journal);
        return current;
    }

    private Stored kept(KnownSecret other, Deadline deadline) {
        Optional<Stored> kept = secrets.version(other.version(), deadline)
                .filter(version -> version.secret().fingerprint().equals(other.fingerprint()));
        return kept.orElseThrow(() -> new RotationRefused(
                "The other client secret is not kept any more: version %d of %s is gone or holds something else."
                        .formatted(other.version(), rotation.names().clientSecret())));
    }

    private Ledger put(KnownSecret other, Stored kept, Ledger judged, String by, Deadline deadline, Journal journal) {
        Both both = secrets.read(deadline);
        String current = both.current().map(now -> now.secret().fingerprint()).orElse("");
        boolean same = judged.current()
                .filter(now -> now.fingerprint().equals(current))
                .isPresent();
        if (!same) {
            throw changed();
        }
        var place = rotation.succession().put(kept.secret(), both.currentVersion(), deadline, journal);
        if (!place.fingerprint().equals(other.fingerprint())) {
            throw changed();
        }
        journal.info("secret.rolledBack", "fingerprint", other.fingerprint(), "version", place.version());
        return rotation.ledgers()
                .add(
                        by,
                        "put the other secret of the overlap back",
                        now -> rolled(now, other, place.version()),
                        deadline);
    }

    private Ledger rolled(Ledger ledger, KnownSecret other, long version) {
        KnownSecret facts = ledger.find(other.fingerprint()).orElse(other);
        KnownSecret current = facts.promotedAt(Adoption.after(ledger.current(), clock.instant()), version);
        // That it is in use is what the rollback's own notice says.
        return ledger.with(current).saying(rotation.notices().done(current).key(), clock.instant());
    }

    private static TryLater changed() {
        return new TryLater("Another client secret was stored while the other one of the overlap was put back.");
    }
}
