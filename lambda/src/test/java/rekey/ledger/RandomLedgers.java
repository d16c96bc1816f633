package rekey.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import rekey.ledger.RotationRequest.Outcome;

/** Ledgers that say this and that of the same few secrets and requests. Seeded: each run is the same. */
final class RandomLedgers {
    static final Instant START = Instant.parse("2026-11-23T15:04:05.123456789Z");

    private static final int SECRETS = 9;
    private static final int REQUESTS = 9;
    private static final int NOTICES = 90;

    private final Random random;

    RandomLedgers(long seed) {
        random = new Random(seed);
    }

    Ledger next() {
        return new Ledger(
                IntStream.range(0, below(SECRETS)).mapToObj(i -> secret()).toList(),
                IntStream.range(0, below(REQUESTS)).mapToObj(i -> request()).toList(),
                maybe(() -> new Enrolment(random.nextBoolean(), time(), oneOf("a message came", "Amazon said so"))),
                maybe(() -> new CanaryFinding(oneOf("HEALTHY", "SECRET_EXPIRED"), time())),
                said(),
                maybe(() -> new Change(time(), oneOf("watch", "rotation"), oneOf("promoted", "received"))));
    }

    KnownSecret secret() {
        return new KnownSecret(
                "%012x".formatted(random.nextInt(SECRETS)),
                time().plus(KnownSecret.LIFE),
                random.nextBoolean(),
                maybe(this::time),
                maybe(this::time),
                random.nextInt(3),
                maybe(this::time));
    }

    /** When it was made and by whom never changes: that is part of what it is. */
    RotationRequest request() {
        int number = random.nextInt(REQUESTS);
        return new RotationRequest(
                "00000000-0000-0000-0000-%012d".formatted(number),
                START.plus(Duration.ofHours(number * 29L % 100)),
                number % 2 == 0 ? "watch" : "arn:aws:iam::123456789012:user/operator",
                oneOf(Outcome.values()),
                oneOf("", "HTTP 503", "another request came first"));
    }

    private Map<String, Instant> said() {
        Map<String, Instant> said = new TreeMap<>();
        IntStream.range(0, below(NOTICES)).forEach(i -> said.put("done/" + random.nextInt(NOTICES), time()));
        return said;
    }

    /** One of a few, so that two are often the same. */
    Instant time() {
        return START.plus(Duration.ofHours(random.nextInt(40) * 5L));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    @SafeVarargs
    final <T> T oneOf(T... all) {
        return all[random.nextInt(all.length)];
    }

    <T> T oneOf(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private <T> Optional<T> maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(value.get());
    }
}
