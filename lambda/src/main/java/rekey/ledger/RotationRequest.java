package rekey.ledger;

import java.time.Instant;

/**
 * Amazon was, or was about to be, asked to issue a new secret.
 *
 * @param id tells requests apart
 * @param at when
 * @param by who wanted it: {@code watch}, {@code expiry message}, or the ARN of an operator
 * @param outcome how far it came
 * @param problem what went wrong, in our words; empty when nothing did
 */
public record RotationRequest(String id, Instant at, String by, Outcome outcome, String problem) {

    /** In the order in which one can follow the other. */
    public enum Outcome {
        /** Claimed by the function that is about to ask; if that died, Amazon may have been asked. */
        ASKED,
        /** No answer, or one that leaves open whether a new secret was issued. Never asked again, but waited for. */
        UNCLEAR,
        /** Amazon will send a new secret. */
        ACCEPTED,
        /** Amazon certainly issued none. */
        REFUSED
    }

    public RotationRequest withOutcome(Outcome next, String itsProblem) {
        return new RotationRequest(id, at, by, next, itsProblem);
    }

    /** Whether a new secret may have been issued because of it. */
    public boolean mayHaveRotated() {
        return outcome != Outcome.REFUSED;
    }

    RotationRequest join(RotationRequest other) {
        int order = outcome.compareTo(other.outcome);
        return order > 0 || (order == 0 && problem.compareTo(other.problem) >= 0) ? this : other;
    }
}
