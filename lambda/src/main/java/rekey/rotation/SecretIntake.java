package rekey.rotation;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import rekey.credential.ClientSecrets;
import rekey.credential.ClientSecrets.Both;
import rekey.credential.ClientSecrets.Stored;
import rekey.credential.Secret;
import rekey.failure.MessageRefused;
import rekey.failure.NotProvenYet;
import rekey.function.Deadline;
import rekey.function.Journal;
import rekey.ledger.KnownSecret;
import rekey.ledger.Ledger;
import rekey.ledger.LedgerStore;
import rekey.rotation.AmazonMessage.NewSecret;

/**
 * Takes a new secret in: keeps it, proves it, promotes it.
 *
 * <p>The message is acknowledged only when its secret is the current one, or was, or is older than the current one. Until
 * then it comes again, and whatever is done already is not done twice. Thread-safe.
 */
final class SecretIntake {
    private static final String BY = "new secret message";

    private final ClientSecrets secrets;
    private final LedgerStore ledgers;
    private final Adoption adoption;
    private final Promotion promotion;
    private final Clock clock;

    SecretIntake(Rotation rotation) {
        secrets = rotation.secrets();
        ledgers = rotation.ledgers();
        adoption = rotation.adoption();
        promotion = rotation.promotion();
        clock = rotation.clock();
    }

    /**
     * @param message for this application
     * @throws MessageRefused when nobody can tell whether it is newer than the secret in use
     * @throws NotProvenYet when it is kept, and does not work yet
     * @throws rekey.failure.Failure of another type when it must be tried again
     */
    void take(NewSecret message, Deadline deadline, Journal journal) {
        Both stored = secrets.read(deadline);
        Ledger ledger = adoption.adopt(stored, BY, deadline, journal);
        String fingerprint = message.clientSecret().fingerprint();
        KnownSecret secret = ledger.find(fingerprint)
                .orElseGet(() -> KnownSecret.received(fingerprint, message.expires(), clock.instant()));
        Standing standing = Standing.of(ledger, secret);
        if (standing == Standing.UNTOLD) {
            throw new MessageRefused(
                    "It brings a client secret of which nobody can tell whether it is newer than the one"
                            + " in use, which somebody has stored by hand.");
        }
        if (standing == Standing.NEWER) {
            keep(message.clientSecret(), message.expires(), stored, ledger, deadline);
        } else {
            journal.info("secret.known", "fingerprint", fingerprint, "standing", standing);
        }
        Ledger noted = ledgers.add(BY, "a new secret came from Amazon", now -> noted(message, standing, now), deadline);
        promotion.promote(message.clientSecret(), noted.find(fingerprint).orElse(secret), noted, BY, deadline, journal);
    }

    /** In the pending place, unless a newer one is there: this one then has its message alone, until it is promoted. */
    private void keep(Secret secret, Instant expires, Both stored, Ledger ledger, Deadline deadline) {
        Optional<Secret> there = stored.pending().map(Stored::secret);
        if (there.isEmpty()) {
            secrets.putPending(secret, deadline);
            return;
        }
        // One that the ledger does not know may be newer, and its message comes again. One that is older has its own.
        boolean older = ledger.find(there.get().fingerprint())
                .filter(known -> known.expires().isBefore(expires))
                .isPresent();
        if (older) {
            secrets.putPending(secret, deadline);
        }
    }

    private Ledger noted(NewSecret message, Standing standing, Ledger ledger) {
        Instant now = clock.instant();
        Ledger enrolled = Enrolled.by(message, ledger, now);
        String fingerprint = message.clientSecret().fingerprint();
        Optional<KnownSecret> known = ledger.find(fingerprint);
        return switch (standing) {
            case OLDER, UNTOLD -> enrolled;
            case PAST ->
                known.map(past -> enrolled.with(past.expiringAt(message.expires())))
                        .orElse(enrolled);
            case NEWER, CURRENT -> othersRetired(message, enrolled.with(received(message, known, now)));
        };
    }

    private static KnownSecret received(NewSecret message, Optional<KnownSecret> known, Instant now) {
        KnownSecret received = KnownSecret.received(message.clientSecret().fingerprint(), message.expires(), now);
        return known.map(before -> new KnownSecret(
                        before.fingerprint(),
                        message.expires(),
                        false,
                        before.received().or(received::received),
                        before.promoted(),
                        before.version(),
                        before.retires()))
                .orElse(received);
    }

    /** Amazon ends whatever it issued before, with the secret before this one at the latest. */
    private static Ledger othersRetired(NewSecret message, Ledger ledger) {
        Instant issued = message.expires().minus(KnownSecret.LIFE);
        Instant end = message.oldExpires().orElse(issued.plus(KnownSecret.OVERLAP));
        Ledger retired = ledger;
        for (KnownSecret other : ledger.secrets()) {
            boolean older = other.expires().isBefore(message.expires());
            if (older && other.retires().filter(when -> !when.isAfter(end)).isEmpty()) {
                retired = retired.with(other.retiringAt(end));
            }
        }
        return retired;
    }
}
