package rekey.ledger;

import java.time.Instant;

/**
 * Whether Amazon sends its messages about this application to our queues, which somebody has to
 * <a href="https://developer-docs.amazon.com/sp-api/docs/set-up-credential-rotation-notifications">set up in the Developer
 * Console</a>.
 *
 * @param at since when we know
 * @param how we know: a message came, Amazon said so, an operator said so
 */
public record Enrolment(boolean enrolled, Instant at, String how) {
    public Enrolment {
        how = Brief.of(how, 64);
    }
}
