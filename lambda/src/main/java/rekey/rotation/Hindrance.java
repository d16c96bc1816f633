package rekey.rotation;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import rekey.credential.ClientSecrets.Both;
import rekey.ledger.Ledger;

/** What speaks against asking Amazon for a new secret now, in sentences for whoever wants one. */
final class Hindrance {
    private Hindrance() {}

    /** By what is stored, and by what the ledger knows. */
    static Optional<String> of(Both stored, Ledger ledger, Instant now, boolean force) {
        if (stored.current().isEmpty()) {
            return Optional.of("No client secret is stored, with which Amazon could be asked.");
        }
        return pending(ledger).or(() -> pendingPlace(stored, ledger)).or(() -> known(ledger, now, force));
    }

    /** By what the ledger knows alone; with force only that a secret has come and is not proven yet. */
    static Optional<String> known(Ledger ledger, Instant now, boolean force) {
        return pending(ledger)
                .or(() -> force ? Optional.empty() : request(ledger, now))
                .or(() -> force ? Optional.empty() : overlap(ledger, now));
    }

    /** That a new secret is on its way, or has come and is not promoted yet. */
    static Optional<String> underWay(Both stored, Ledger ledger, Instant now) {
        return pending(ledger).or(() -> pendingPlace(stored, ledger)).or(() -> request(ledger, now));
    }

    /** That the last rotation has begun an overlap, or may have, which is not over. */
    static Optional<String> overlap(Ledger ledger, Instant now) {
        return ledger.restsUntil()
                .filter(now::isBefore)
                .map(until ->
                        ("The last rotation is less than 7 days ago: the secret before it is still good, and would"
                                        + " be cut off. The next one may begin on %s.")
                                .formatted(seconds(until)));
    }

    private static Optional<String> pending(Ledger ledger) {
        return ledger.pending()
                .map(pending -> "A new client secret has come, and is not proven yet. It is tried again by itself.");
    }

    private static Optional<String> request(Ledger ledger, Instant now) {
        return ledger.requestUnderWay(now)
                .map(request -> ("Amazon was asked on %s, and may have issued a new client secret that has not come"
                                + " yet. It is waited for.")
                        .formatted(seconds(request.at())));
    }

    /** The place is needed for the secret that will come. */
    private static Optional<String> pendingPlace(Both stored, Ledger ledger) {
        return stored.pending()
                .map(pending -> pending.secret().fingerprint())
                .filter(fingerprint -> ledger.find(fingerprint)
                        .map(known -> Standing.of(ledger, known))
                        .filter(Standing::isDone)
                        .isEmpty())
                .map(
                        ("The pending place holds a client secret that is not promoted, with the fingerprint %s. It is tried"
                                        + " again by itself; if somebody has stored it there by hand, put the placeholder in its"
                                        + " place.")::formatted);
    }

    private static Instant seconds(Instant when) {
        return when.truncatedTo(ChronoUnit.SECONDS);
    }
}
