package rekey.ledger;

import java.time.Instant;

/**
 * Why a version of the ledger was written: one line of the audit trail. Texts that are too long are {@linkplain Brief
 * shortened}.
 *
 * @param by which function, or the ARN of an operator
 * @param what happened, without any secret
 */
public record Change(Instant at, String by, String what) {
    /** As much as is kept of who did something. */
    static final int MOST_BY = 128;

    public Change {
        by = Brief.of(by, MOST_BY);
        what = Brief.of(what, 96);
    }
}
