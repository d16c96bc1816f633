package rekey.rotation;

import java.util.Optional;
import rekey.function.Deadline;
import rekey.function.Journal;
import rekey.ledger.Ledger;
import rekey.ledger.RotationRequest;
import rekey.spapi.SpApiClient;

/** Asks Amazon for a new secret, when that is allowed. */
public final class RotationStart {
    RotationStart(Rotation rotation, SpApiClient spApi) {}

    /**
     * Asks when rotation is automatic, the application is enrolled, a new secret is due, and nothing speaks against it; and
     * tells people of it.
     *
     * @param ledger read and adopted just now
     * @param by who asks: {@code watch}, {@code expiry message}
     * @return the request and its outcome; empty when none was made
     */
    public Optional<RotationRequest> ifDue(Ledger ledger, String by, Deadline deadline, Journal journal) {
        return Optional.empty();
    }

    /**
     * Asks now.
     *
     * @param force whether also inside the overlap of the last rotation, and while a request is under way
     * @param by who asks: an operator's ARN
     * @return the request, {@code ACCEPTED} or {@code UNCLEAR}
     * @throws rekey.failure.RotationRefused when something speaks against it
     */
    public RotationRequest now(boolean force, String by, Deadline deadline, Journal journal) {
        return ifDue(Ledger.EMPTY, by, deadline, journal).orElseThrow();
    }
}
