package rekey.ledger;

import java.time.Instant;
import java.util.Comparator;

/**
 * Amazon was, or was about to be, asked to issue a new secret.
 *
 * @param id tells requests apart, 1 to 40 printable ASCII characters: two with the same id are the same request
 * @param at when
 * @param by who wanted it: {@code watch}, {@code expiry message}, or the ARN of an operator
 * @param outcome how far it came
 * @param problem what went wrong, in our words; empty when nothing did
 */
public record RotationRequest(String id, Instant at, String by, Outcome outcome, String problem) {
    /** The problem of one that somebody else came before. */
    private static final String LATE = "another request came first";

    private static final Comparator<RotationRequest> BY_WHAT_IS_KNOWN = Comparator.comparing(RotationRequest::outcome)
            .thenComparing(RotationRequest::problem)
            .thenComparing(RotationRequest::at)
            .thenComparing(RotationRequest::by);

    /** Shortens {@code by} and {@code problem}. */
    public RotationRequest {
        Brief.key("A request's id", id, 40);
        by = Brief.of(by, Change.MOST_BY);
        problem = Brief.of(problem, 96);
    }

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

    /** The same, given up before Amazon was asked. */
    RotationRequest late() {
        return withOutcome(Outcome.REFUSED, LATE);
    }

    boolean isLate() {
        return outcome == Outcome.REFUSED && problem.equals(LATE);
    }

    RotationRequest join(RotationRequest other) {
        return BY_WHAT_IS_KNOWN.compare(this, other) >= 0 ? this : other;
    }
}
