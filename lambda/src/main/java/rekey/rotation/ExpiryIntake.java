package rekey.rotation;

import java.time.Clock;
import java.time.Instant;
import rekey.credential.ClientSecrets;
import rekey.function.Deadline;
import rekey.function.Journal;
import rekey.ledger.KnownSecret;
import rekey.ledger.Ledger;
import rekey.ledger.LedgerStore;
import rekey.rotation.AmazonMessage.Expiry;

/**
 * Takes in when the client secret will expire, and begins a rotation when one is due. A message that is old, or about the
 * secret before, changes nothing. Thread-safe.
 */
final class ExpiryIntake {
    private static final String BY = "expiry message";

    private final ClientSecrets secrets;
    private final LedgerStore ledgers;
    private final Adoption adoption;
    private final RotationStart start;
    private final Clock clock;

    ExpiryIntake(Rotation rotation) {
        secrets = rotation.secrets();
        ledgers = rotation.ledgers();
        adoption = rotation.adoption();
        start = rotation.start();
        clock = rotation.clock();
    }

    /**
     * @param message for this application
     * @throws rekey.failure.Failure when it must be tried again
     */
    void take(Expiry message, Deadline deadline, Journal journal) {
        adoption.adopt(secrets.read(deadline), BY, deadline, journal);
        Ledger ledger =
                ledgers.add(BY, "Amazon says when the secret in use expires", now -> noted(message, now), deadline);
        start.ifDue(ledger, BY, deadline, journal);
    }

    private Ledger noted(Expiry message, Ledger ledger) {
        Ledger enrolled = Enrolled.by(message, ledger, clock.instant());
        return ledger.current()
                .filter(current -> isAbout(message, current))
                .map(current -> enrolled.with(current.expiringAt(message.expires())))
                .orElse(enrolled);
    }

    /**
     * Whether it tells more of the current secret than is known. Not when it was sent before that one was stored, nor when
     * the current one cannot have been issued so early or so late; and Amazon's own message that brought a secret knows
     * better.
     */
    private static boolean isAbout(Expiry message, KnownSecret current) {
        Instant stored = current.issued();
        return current.assumed()
                && message.sent().filter(stored::isAfter).isEmpty()
                && message.expires().isAfter(stored)
                && !message.expires().isAfter(current.expires());
    }
}
