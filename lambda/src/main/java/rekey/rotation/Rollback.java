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
 * Puts the other secret of an overlap back, on an operator's order: the one before the current one, or after a rollback the
 * newer one again. Only as long as Amazon accepts it, and when it is proven to work. Thread-safe.
 */
final class Rollback {
    private final Rotation rotation;
    private final ClientSecrets secrets;
    private final Clock clock;

    Rollback(Rotation rotation) {
        this.rotation = rotation;
        this.secrets = rotation.secrets();
        this.clock = rotation.clock();
    }

    /**
     * @param by the operator's ARN
     * @return the current secret, which was the other one before
     * @throws RotationRefused when there is no other, or it does not work
     */
    KnownSecret roll(String by, Deadline deadline, Journal journal) {
        Both both = secrets.read(deadline);
        Ledger ledger = rotation.adoption().adopt(both, by, deadline, journal);
        KnownSecret other = ledger.previous(clock.instant())
                .orElseThrow(() -> new RotationRefused("There is no client secret to go back to: Amazon accepts the one"
                        + " before for 7 days after it has issued a newer one, and none such is known."));
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
