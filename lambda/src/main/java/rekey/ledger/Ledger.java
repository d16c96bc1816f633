package rekey.ledger;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is known of the client secret's dates, and what was done about them. No secret in it.
 *
 * <p>It only ever collects facts: {@link #join} of two ledgers holds what either knows, in whatever order they are joined
 * and however often. So nothing is lost when two functions write at once, and everything else (which secret is the
 * current one, whether one is pending, whether a request is under way) is worked out from the facts and the time. The
 * newest 4 secrets and requests and the newest {@value #MOST_SAID} things said are remembered. Immutable.
 *
 * @param secrets by what was heard of them last, the newest first
 * @param requests the newest first
 * @param said which notices people have got, by their keys, and when
 * @param change why this version was written
 */
public record Ledger(
        List<KnownSecret> secrets,
        List<RotationRequest> requests,
        Optional<Enrolment> enrolment,
        Optional<CanaryFinding> canary,
        Map<String, Instant> said,
        Optional<Change> change) {
    public static final Ledger EMPTY =
            new Ledger(List.of(), List.of(), Optional.empty(), Optional.empty(), Map.of(), Optional.empty());

    private static final int MOST = 4;
    /** What fits, with all the rest, into the 4 KB of a Standard parameter. */
    static final int MOST_SAID = 24;

    public Ledger {
        secrets = newest(joined(secrets, KnownSecret::fingerprint, KnownSecret::join), KnownSecret::lastHeardOf, MOST);
        requests = newest(joined(requests, RotationRequest::id, RotationRequest::join), RotationRequest::at, MOST);
        said = newest(List.copyOf(said.entrySet()), Map.Entry::getValue, MOST_SAID).stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    /** What either of the two knows; of their {@code change}s, the later. */
    public Ledger join(Ledger other) {
        return new Ledger(
                Stream.concat(secrets.stream(), other.secrets.stream()).toList(),
                Stream.concat(requests.stream(), other.requests.stream()).toList(),
                later(
                        enrolment,
                        other.enrolment,
                        Comparator.comparing(Enrolment::at)
                                .thenComparing(Enrolment::enrolled)
                                .thenComparing(Enrolment::how)),
                later(
                        canary,
                        other.canary,
                        Comparator.comparing(CanaryFinding::since).thenComparing(CanaryFinding::verdict)),
                Stream.of(said, other.said)
                        .flatMap(map -> map.entrySet().stream())
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a.isBefore(b) ? a : b)),
                later(
                        change,
                        other.change,
                        Comparator.comparing(Change::at)
                                .thenComparing(Change::by)
                                .thenComparing(Change::what)));
    }

    /** The secret that everybody reads: the one promoted last. */
    public Optional<KnownSecret> current() {
        return promoted().findFirst();
    }

    /** The one before it, as long as Amazon accepts it. */
    public Optional<KnownSecret> previous(Instant now) {
        return promoted().skip(1).findFirst().filter(secret -> now.isBefore(secret.ends()));
    }

    /** The newest that came from Amazon, is newer than the current one, and is not proven yet. */
    public Optional<KnownSecret> pending() {
        Optional<KnownSecret> current = current();
        return secrets.stream()
                .filter(secret -> !secret.isPromoted())
                .filter(secret -> current.map(now -> secret.expires().isAfter(now.expires()))
                        .orElse(true))
                .max(Comparator.comparing(KnownSecret::expires));
    }

    public Optional<KnownSecret> find(String fingerprint) {
        return secrets.stream()
                .filter(secret -> secret.fingerprint().equals(fingerprint))
                .findFirst();
    }

    /** The request whose secret has not come yet, until the overlap that it may have begun is over. */
    public Optional<RotationRequest> requestUnderWay(Instant now) {
        return requests.stream()
                .filter(RotationRequest::mayHaveRotated)
                .filter(request -> now.isBefore(request.at().plus(KnownSecret.OVERLAP)))
                .filter(request -> !isAnswered(request))
                .findFirst();
    }

    /** Whether Amazon has issued a secret since it was asked, as far as has come to us. */
    public boolean isAnswered(RotationRequest request) {
        return secrets.stream()
                .flatMap(secret -> secret.received().stream())
                .anyMatch(received -> !received.isBefore(request.at()));
    }

    /**
     * When the next rotation may be asked for: 7 days after the last that certainly or possibly happened, because until
     * then the secret before is still good, and would be cut off.
     */
    public Optional<Instant> restsUntil() {
        return Stream.concat(
                        secrets.stream()
                                .filter(secret ->
                                        !secret.assumed() && secret.received().isPresent())
                                .map(KnownSecret::issued),
                        requests.stream()
                                .filter(RotationRequest::mayHaveRotated)
                                .map(RotationRequest::at))
                .max(Instant::compareTo)
                .map(last -> last.plus(KnownSecret.OVERLAP));
    }

    public boolean isEnrolled() {
        return enrolment.map(Enrolment::enrolled).orElse(false);
    }

    /** With {@code secret} in place of the one with its fingerprint. */
    public Ledger with(KnownSecret secret) {
        return new Ledger(
                replaced(secrets, KnownSecret::fingerprint, secret), requests, enrolment, canary, said, change);
    }

    /** With {@code request} in place of the one with its id. */
    public Ledger with(RotationRequest request) {
        return new Ledger(secrets, replaced(requests, RotationRequest::id, request), enrolment, canary, said, change);
    }

    public Ledger with(Enrolment next) {
        return new Ledger(secrets, requests, Optional.of(next), canary, said, change);
    }

    public Ledger with(CanaryFinding next) {
        return new Ledger(secrets, requests, enrolment, Optional.of(next), said, change);
    }

    public Ledger saying(String key, Instant at) {
        Map<String, Instant> more = new TreeMap<>(said);
        more.put(key, at);
        return new Ledger(secrets, requests, enrolment, canary, more, change);
    }

    Ledger because(Change why) {
        return new Ledger(secrets, requests, enrolment, canary, said, Optional.of(why));
    }

    boolean knowsTheSameAs(Ledger other) {
        return because(NOTHING).equals(other.because(NOTHING));
    }

    private static final Change NOTHING = new Change(Instant.EPOCH, "", "");

    private Stream<KnownSecret> promoted() {
        return secrets.stream()
                .filter(KnownSecret::isPromoted)
                .sorted(Comparator.comparing(
                                (KnownSecret secret) -> secret.promoted().orElseThrow())
                        .thenComparing(KnownSecret::version)
                        .reversed());
    }

    static Optional<Instant> earliest(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(Instant::compareTo);
    }

    static Optional<Instant> latest(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).max(Instant::compareTo);
    }

    private static <T> Optional<T> later(Optional<T> one, Optional<T> other, Comparator<T> order) {
        return Stream.of(one, other).flatMap(Optional::stream).max(order);
    }

    private static <T> List<T> joined(List<T> facts, Function<T, String> key, BinaryOperator<T> join) {
        return List.copyOf(facts.stream()
                .collect(Collectors.toMap(key, Function.identity(), join, TreeMap::new))
                .values());
    }

    private static <T> List<T> replaced(List<T> facts, Function<T, String> key, T fact) {
        return Stream.concat(
                        Stream.of(fact),
                        facts.stream().filter(other -> !Objects.equals(key.apply(other), key.apply(fact))))
                .toList();
    }

    private static <T> List<T> newest(List<T> facts, Function<T, Instant> when, int most) {
        return facts.stream()
                .sorted(Comparator.comparing(when).reversed().thenComparing(Object::toString))
                .limit(most)
                .toList();
    }
}
