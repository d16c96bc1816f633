package rekey.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How far the life of the client secret, or its rotation, is: a matter of the ledger and the time alone. */
public enum Phase {
    /** No secret is known. */
    UNKNOWN,
    /** A secret is in use, and nothing is to be done. */
    IN_USE,
    /** In use, and so near to its end that a new one is due. */
    DUE,
    /** Amazon was asked for a new one, which has not come yet. */
    REQUESTED,
    /** A new one has come, and is not proven yet. */
    RECEIVED,
    /** Amazon accepts two: the one in use, and the one before it or, when that was taken back, the newer one. */
    OVERLAP,
    /** The one in use has ended. */
    EXPIRED;

    /**
     * @param before how long before its end a secret is due to be rotated
     */
    public static Phase of(Ledger ledger, Instant now, Duration before) {
        Optional<KnownSecret> current = ledger.current();
        if (ledger.pending().isPresent()) {
            return RECEIVED;
        }
        if (current.isEmpty()) {
            return UNKNOWN;
        }
        Instant ends = current.get().ends();
        if (!now.isBefore(ends)) {
            return EXPIRED;
        }
        if (ledger.requestUnderWay(now).isPresent()) {
            return REQUESTED;
        }
        // One that was put back ends soon, but a newer one is there already.
        if (!now.isBefore(ends.minus(before)) && ledger.takenBack(now).isEmpty()) {
            return DUE;
        }
        return ledger.previous(now).isPresent() ? OVERLAP : IN_USE;
    }
}
