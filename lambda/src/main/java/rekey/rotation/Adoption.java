package rekey.rotation;

import java.time.Instant;
import java.util.Optional;
import rekey.credential.ClientSecrets;
import rekey.credential.ClientSecrets.Both;
import rekey.credential.ClientSecrets.Stored;
import rekey.function.Deadline;
import rekey.function.Journal;
import rekey.ledger.KnownSecret;
import rekey.ledger.Ledger;
import rekey.ledger.LedgerStore;

/**
 * Makes the ledger and the store agree on which secret is the current one: the one that is stored, whoever stored it. A
 * person did, or a function that died before it could write the ledger.
 *
 * <p>With one exception. A secret that came from Amazon and was never promoted may have been put over one that outranks
 * it, by a function that died before it could put that one back. It is put back here. Thread-safe.
 */
public final class Adoption {
    private final ClientSecrets secrets;
    private final LedgerStore ledgers;
    private final Succession succession;

    Adoption(ClientSecrets secrets, LedgerStore ledgers, Succession succession) {
        this.secrets = secrets;
        this.ledgers = ledgers;
        this.succession = succession;
    }

    /**
     * @param read what the store holds, read just now
     * @param by who does it, for the audit trail
     * @return the ledger; unless something changes meanwhile, its current secret is the one that is stored
     */
    public Ledger adopt(Both read, String by, Deadline deadline, Journal journal) {
        Ledger ledger = ledgers.read(deadline);
        if (read.current().isEmpty()) {
            return ledger;
        }
        Stored stored = read.current().get();
        if (isUnfinished(stored, ledger)) {
            // The version before the last one that is known of, so that this one is looked at as well.
            long before = ledger.current().map(KnownSecret::version).orElse(1L) - 1;
            var place = succession.settle(stored.secret(), before, stored.version(), deadline, journal);
            if (!place.fingerprint().equals(stored.secret().fingerprint())) {
                return adopt(secrets.read(deadline), by, deadline, journal);
            }
        }
        return ledgers.add(by, "notes which secret is the current one", now -> adopted(stored, now), deadline);
    }

    private static Ledger adopted(Stored stored, Ledger ledger) {
        String fingerprint = stored.secret().fingerprint();
        Optional<KnownSecret> last = ledger.current();
        if (last.filter(current -> current.fingerprint().equals(fingerprint) || isReadBefore(stored, current))
                .isPresent()) {
            return ledger;
        }
        KnownSecret known = ledger.find(fingerprint)
                .orElseGet(() -> KnownSecret.storedByHand(fingerprint, stored.stored(), stored.version()));
        return ledger.with(known.promotedAt(after(last, stored.stored()), stored.version()));
    }

    /** Whether it was put, as far as the ledger knows, by a promotion that did not come to its end. */
    private static boolean isUnfinished(Stored stored, Ledger ledger) {
        return ledger.find(stored.secret().fingerprint())
                        .filter(known -> known.promoted().isEmpty())
                        .isPresent()
                && ledger.current()
                        .filter(current -> isReadBefore(stored, current))
                        .isEmpty();
    }

    /** Whether {@code current} was put only after {@code stored} was read. */
    private static boolean isReadBefore(Stored stored, KnownSecret current) {
        return stored.version() < current.version()
                && current.promoted()
                        .filter(promoted -> !stored.stored().isAfter(promoted))
                        .isPresent();
    }

    /** {@code when}, or what is needed to come after the promotion of {@code last}: clocks differ a little. */
    static Instant after(Optional<KnownSecret> last, Instant when) {
        return last.flatMap(KnownSecret::promoted)
                .map(promoted -> promoted.plusMillis(1))
                .filter(when::isBefore)
                .orElse(when);
    }
}
