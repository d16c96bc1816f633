package rekey.ledger;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One version of the ledger's parameter.
 *
 * <p>Who wrote it knew all up to version {@code after}, and nothing of those between that and this one, which came while it
 * was being written. The rest is in those. So the ledger is what the latest version says with what those between say, and
 * nothing depends on anybody's writing a second time.
 *
 * @param number Parameter Store's
 * @param after the version that it was made from; {@code number - 1} when the text does not say so
 * @param claims the id of the request that its writer wants to make
 */
record LedgerVersion(long number, Ledger ledger, long after, Optional<String> claims) {
    /** Longer than any function runs that could write what it read before. */
    private static final Duration RACE = Duration.ofHours(1);

    /**
     * What all know who wrote one of these, as far as it is stored.
     *
     * @param between those after {@code latest.after()}, in their order
     */
    static Ledger together(List<LedgerVersion> between, LedgerVersion latest) {
        Ledger known = latest.ledger;
        Optional<RotationRequest> claimed = latest.claimed();
        if (claimed.isPresent()) {
            // Those between may have claimed it before.
            known = known.without(claimed.get());
        }
        for (LedgerVersion version : between) {
            known = version.addTo(known);
        }
        return Remembered.of(latest.addTo(known));
    }

    private Optional<RotationRequest> claimed() {
        return claims.flatMap(id -> ledger.requests().stream()
                .filter(request -> request.id().equals(id))
                .findFirst());
    }

    /**
     * Adds what this one says to all that the versions before it say. A request that only this one knows is its writer's
     * claim; when the others know of one that the writer did not, it came too late, and everybody who reads sees that.
     */
    private Ledger addTo(Ledger known) {
        Ledger seen = ledger;
        for (RotationRequest request : ledger.requests()) {
            if (request.mayHaveRotated() && !has(known, request) && isLate(request, known)) {
                seen = seen.with(request.late());
            }
        }
        return known.join(seen);
    }

    /** An old request that the writer does not have is no rival: it was forgotten. */
    private boolean isLate(RotationRequest request, Ledger known) {
        return known.requests().stream()
                .filter(other -> !other.isLate() && !has(ledger, other))
                .anyMatch(rival -> !rival.at().isBefore(request.at().minus(RACE)));
    }

    private static boolean has(Ledger ledger, RotationRequest request) {
        return ledger.requests().stream().anyMatch(other -> other.id().equals(request.id()));
    }
}
