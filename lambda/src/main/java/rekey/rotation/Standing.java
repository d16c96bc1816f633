package rekey.rotation;

import java.util.Optional;
import rekey.ledger.KnownSecret;
import rekey.ledger.Ledger;

/** What a secret is to the current one: the guard by which an older secret never replaces a newer one. */
enum Standing {
    /** Issued later than the current one, certainly. */
    NEWER,
    /** The current one itself. */
    CURRENT,
    /** It has been the current one; a newer one, or an operator, has put another in its place. */
    PAST,
    /** Issued before the current one, certainly; Amazon has sent both. */
    OLDER,
    /** Nobody can tell: when the current one was issued is known from hearsay only. */
    UNTOLD;

    /** Whether nothing is left to be done with it. */
    boolean isDone() {
        return this == CURRENT || this == PAST || this == OLDER;
    }

    static Standing of(Ledger ledger, KnownSecret secret) {
        Optional<KnownSecret> current = ledger.current();
        if (current.isEmpty()) {
            return NEWER;
        }
        if (current.get().fingerprint().equals(secret.fingerprint())) {
            return CURRENT;
        }
        if (ledger.find(secret.fingerprint()).flatMap(KnownSecret::promoted).isPresent()) {
            return PAST;
        }
        return compared(secret, current.get());
    }

    private static Standing compared(KnownSecret secret, KnownSecret current) {
        // Of an assumed end, issued() is when it was stored: the latest that it can have been issued.
        if (secret.expires().isAfter(current.expires())) {
            return NEWER;
        }
        boolean bothFromAmazon = !current.assumed() && current.received().isPresent();
        return bothFromAmazon && secret.expires().isBefore(current.expires()) ? OLDER : UNTOLD;
    }
}
