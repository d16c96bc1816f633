package rekey.ledger;

import java.time.Instant;

/**
 * Why a version of the ledger was written: one line of the audit trail.
 *
 * @param by which function, or the ARN of an operator
 * @param what happened, without any secret
 */
public record Change(Instant at, String by, String what) {}
