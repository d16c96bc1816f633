package rekey.ledger;

import java.time.Instant;

/**
 * What the canary found, and since when it finds the same.
 *
 * @param verdict the name of the canary's verdict, {@code HEALTHY} when all is well
 */
public record CanaryFinding(String verdict, Instant since) {
    public CanaryFinding {
        verdict = Brief.of(verdict, 24);
    }
}
