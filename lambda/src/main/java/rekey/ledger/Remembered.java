package rekey.ledger;

import static java.util.Comparator.comparing;

import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is stored of a ledger: of the secrets the current, the one before, the pending and the one issued last, and the
 * newest of the rest, {@value #SECRETS} in all; of the requests those that may have led to a new secret before the
 * others, and the newest of either, {@value #REQUESTS} in all; the newest {@value #SAID} things said. Nothing that is
 * worked out from a ledger changes by it.
 */
final class Remembered {
    static final int SECRETS = 4;
    static final int REQUESTS = 3;
    static final int SAID = 40;

    private static final Comparator<Map.Entry<String, Instant>> NEWEST =
            Map.Entry.<String, Instant>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());

    private Remembered() {}

    static Ledger of(Ledger ledger) {
        Stream<KnownSecret> needed = Stream.of(
                        ledger.promoted().limit(2),
                        ledger.pending().stream(),
                        ledger.received().max(comparing(KnownSecret::issued)).stream())
                .flatMap(Function.identity());
        Stream<RotationRequest> mayHave = ledger.requests().stream().filter(RotationRequest::mayHaveRotated);
        Ledger few = ledger.with(
                Stream.concat(needed, ledger.secrets().stream())
                        .distinct()
                        .limit(SECRETS)
                        .toList(),
                Stream.concat(mayHave, ledger.requests().stream())
                        .distinct()
                        .limit(REQUESTS)
                        .toList(),
                ledger.said());
        return saidAtMost(SAID, few);
    }

    /** With the newest {@code most} things said alone. */
    static Ledger saidAtMost(int most, Ledger ledger) {
        Map<String, Instant> kept = ledger.said().entrySet().stream()
                .sorted(NEWEST)
                .limit(most)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return ledger.with(ledger.secrets(), ledger.requests(), kept);
    }
}
