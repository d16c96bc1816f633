package rekey.rotation;

import java.util.Optional;
import rekey.credential.ClientSecrets;
import rekey.credential.ClientSecrets.Stored;
import rekey.credential.Secret;
import rekey.failure.TryLater;
import rekey.function.Deadline;
import rekey.function.Journal;
import rekey.ledger.KnownSecret;
import rekey.ledger.Ledger;
import rekey.ledger.LedgerStore;

/**
 * Puts a proven secret in the current one's place, so that neither a newer secret nor one that a person has stored is lost
 * behind it.
 *
 * <p>Parameter Store has no compare-and-set. Whatever came in between our read and our put shows in the version: it is
 * looked at, and put back when it outranks ours; and the same is asked of that put. For the moment between the two puts a
 * reader gets ours, which is proven. Thread-safe.
 */
final class Succession {
    private static final int MOST_ROUNDS = 5;

    /** Which secret is the current one now, by its fingerprint, and the version that it became. */
    record Place(String fingerprint, long version) {}

    private final ClientSecrets secrets;
    private final LedgerStore ledgers;

    Succession(ClientSecrets secrets, LedgerStore ledgers) {
        this.secrets = secrets;
        this.ledgers = ledgers;
    }

    /**
     * @param before the version of the current secret's parameter that was read
     * @return {@code secret}'s place; or another's, which came in between and outranks it
     * @throws TryLater when others put secrets all the time, or as a put does; it may have happened all the same
     */
    Place put(Secret secret, long before, Deadline deadline, Journal journal) {
        return settle(secret, before, secrets.putCurrent(secret, deadline), deadline, journal);
    }

    /**
     * The second half of {@link #put}, also for whoever finds that the first was done and not this one.
     *
     * @param version that {@code secret} became
     */
    Place settle(Secret secret, long before, long version, Deadline deadline, Journal journal) {
        Place place = new Place(secret.fingerprint(), version);
        Secret ours = secret;
        long from = before;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Optional<Stored> other = between(from, place.version(), ours, round == 0, deadline);
            if (other.isEmpty()) {
                return place;
            }
            from = place.version();
            ours = other.get().secret();
            place = new Place(ours.fingerprint(), secrets.putCurrent(ours, deadline));
            journal.warn("secret.restored", "from", other.get().version(), "version", place.version());
        }
        throw new TryLater("Somebody keeps storing client secrets while one is promoted.");
    }

    /** The newest that came in between and outranks ours. */
    private Optional<Stored> between(long from, long version, Secret ours, boolean first, Deadline deadline) {
        if (version - 1 <= from) {
            return Optional.empty();
        }
        // Read now: whoever puts a secret of Amazon's has noted it there before.
        Ledger ledger = ledgers.read(deadline);
        for (long number = version - 1; number > from; number--) {
            Optional<Stored> other = secrets.version(number, deadline)
                    .filter(stored -> !stored.secret().equals(ours))
                    // Over what was put back, whatever came in between is newer still.
                    .filter(stored -> !first || outranks(stored.secret(), ours, ledger));
            if (other.isPresent()) {
                return other;
            }
        }
        return Optional.empty();
    }

    private static boolean outranks(Secret other, Secret ours, Ledger ledger) {
        Optional<KnownSecret> itsFacts = ledger.find(other.fingerprint());
        if (itsFacts.isEmpty()) {
            // Nobody knows it, so a person has stored it, just now.
            return true;
        }
        return ledger.find(ours.fingerprint())
                .map(known -> itsFacts.get().expires().isAfter(known.expires()))
                .orElse(false);
    }
}
