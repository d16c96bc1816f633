package rekey.cli.history;

import java.time.Instant;

/**
 * One version of a parameter: who wrote it, and why.
 *
 * @param user the ARN of who wrote it, as AWS attests
 * @param by on whose behalf, as the ledger says: a function's word, or the ARN of an operator
 * @param what happened
 */
record Entry(Instant at, String parameter, long version, String user, String by, String what) {}
