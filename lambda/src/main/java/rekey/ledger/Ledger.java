package rekey.ledger;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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
 * current one, whether one is pending, whether a request is under way) is worked out from the facts and the time. What is
 * stored of it is {@linkplain Remembered limited}. Immutable.
 *
 * @param secrets by what was heard of them last, the newest first
 * @param requests the newest first
 * @param said which notices people have got, by their keys (1 to 48 printable ASCII characters), and when
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

    /** How far Amazon's clock may be from ours, and its idea of 180 days: enough to tell this request's secret. */
    private static final Duration NEARLY = Duration.ofDays(1);

    private static final Change NOTHING = new Change(Instant.EPOCH, "", "");

    /** Joins what is told of one thing more than once. */
    public Ledger {
        secrets = joined(secrets, KnownSecret::fingerprint, KnownSecret::join, comparing(KnownSecret::lastHeardOf));
        requests = joined(requests, RotationRequest::id, RotationRequest::join, comparing(RotationRequest::at));
        said.keySet().forEach(key -> Brief.key("A notice's key", key, 48));
        said = Collections.unmodifiableMap(new TreeMap<>(said));
    }

    /** What either of the two knows. Of two enrolments, findings and changes, the later. */
    public Ledger join(Ledger other) {
        return new Ledger(
                both(secrets, other.secrets),
                both(requests, other.requests),
                later(
                        enrolment,
                        other.enrolment,
                        comparing(Enrolment::at)
                                .thenComparing(Enrolment::enrolled)
                                .thenComparing(Enrolment::how)),
                later(canary, other.canary, comparing(CanaryFinding::since).thenComparing(CanaryFinding::verdict)),
                both(said.entrySet(), other.said.entrySet()).stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Ledger::later)),
                later(
                        change,
                        other.change,
                        comparing(Change::at).thenComparing(Change::by).thenComparing(Change::what)));
    }

    /** The secret that everybody reads: the one promoted last. */
    public Optional<KnownSecret> current() {
        return promoted().findFirst();
    }

    /**
     * The other secret of an overlap: the one that was current before, as long as Amazon accepts it, which is 7 days at most
     * from when a newer current one was issued.
     */
    public Optional<KnownSecret> previous(Instant now) {
        KnownSecret current = current().orElse(null);
        return promoted()
                .skip(1)
                .findFirst()
                .map(before -> current.isNewerThan(before)
                        ? before.join(before.retiringAt(current.issued().plus(KnownSecret.OVERLAP)))
                        : before)
                .filter(before -> now.isBefore(before.ends()));
    }

    /** The {@link #previous} one when it is newer than the current one, which was put back: it ends soon, and this does not. */
    public Optional<KnownSecret> takenBack(Instant now) {
        return previous(now)
                .filter(other -> current().filter(other::isNewerThan).isPresent());
    }

    /** The newest that came from Amazon, is newer than the current one, and is not proven yet. */
    public Optional<KnownSecret> pending() {
        Optional<KnownSecret> current = current();
        return secrets.stream()
                .filter(secret -> !secret.isPromoted())
                .filter(secret -> current.isEmpty() || secret.isNewerThan(current.get()))
                .max(comparing(KnownSecret::expires).thenComparing(KnownSecret::fingerprint));
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

    /** Whether a secret has come since, and not one that was issued long before and comes late. */
    public boolean isAnswered(RotationRequest request) {
        return secrets.stream()
                .filter(secret -> secret.received()
                        .filter(when -> !when.isBefore(request.at()))
                        .isPresent())
                .anyMatch(secret -> !secret.issued().isBefore(request.at().minus(NEARLY)));
    }

    /**
     * When the next rotation may be asked for: 7 days after the last that certainly or possibly happened, because until
     * then the secret before is still good, and would be cut off.
     */
    public Optional<Instant> restsUntil() {
        return Stream.concat(
                        received().map(KnownSecret::issued),
                        requests.stream()
                                .filter(RotationRequest::mayHaveRotated)
                                .map(RotationRequest::at))
                .max(Instant::compareTo)
                .map(last -> last.plus(KnownSecret.OVERLAP));
    }

    public boolean isEnrolled() {
        return enrolment.map(Enrolment::enrolled).orElse(false);
    }

    /** With what {@code secret} says, besides what is known of it already: what happened does not unhappen. */
    public Ledger with(KnownSecret secret) {
        return new Ledger(both(secrets, List.of(secret)), requests, enrolment, canary, said, change);
    }

    /** With what {@code request} says, besides what is known of it already: an outcome only goes forward. */
    public Ledger with(RotationRequest request) {
        return new Ledger(secrets, both(requests, List.of(request)), enrolment, canary, said, change);
    }

    public Ledger with(Enrolment next) {
        return new Ledger(secrets, requests, Optional.of(next), canary, said, change);
    }

    public Ledger with(CanaryFinding next) {
        return new Ledger(secrets, requests, enrolment, Optional.of(next), said, change);
    }

    public Ledger saying(String key, Instant at) {
        Map<String, Instant> more = new TreeMap<>(said);
        more.merge(key, at, Ledger::later);
        return new Ledger(secrets, requests, enrolment, canary, more, change);
    }

    Ledger because(Change why) {
        return new Ledger(secrets, requests, enrolment, canary, said, Optional.of(why));
    }

    Ledger without(RotationRequest request) {
        List<RotationRequest> others = requests.stream()
                .filter(other -> !other.id().equals(request.id()))
                .toList();
        return new Ledger(secrets, others, enrolment, canary, said, change);
    }

    boolean knowsTheSameAs(Ledger other) {
        return because(NOTHING).equals(other.because(NOTHING));
    }

    /** The same, with other secrets, requests and things said. */
    Ledger with(List<KnownSecret> theSecrets, List<RotationRequest> theRequests, Map<String, Instant> theSaid) {
        return new Ledger(theSecrets, theRequests, enrolment, canary, theSaid, change);
    }

    /** Those that have been the current one, the last first. */
    Stream<KnownSecret> promoted() {
        return secrets.stream()
                .filter(KnownSecret::isPromoted)
                .sorted(KnownSecret.BY_PROMOTION
                        .thenComparing(KnownSecret::fingerprint)
                        .reversed());
    }

    /** Those of which Amazon itself said when it issued them. */
    Stream<KnownSecret> received() {
        return secrets.stream()
                .filter(secret -> !secret.assumed() && secret.received().isPresent());
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static <T> Optional<T> later(Optional<T> one, Optional<T> other, Comparator<T> order) {
        return Stream.of(one, other).flatMap(Optional::stream).max(order);
    }

    private static <T> List<T> both(Collection<T> some, Collection<T> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static <T> List<T> joined(
            List<T> facts, Function<T, String> key, BinaryOperator<T> join, Comparator<T> byAge) {
        return facts.stream().collect(Collectors.toMap(key, Function.identity(), join, TreeMap::new)).values().stream()
                .sorted(byAge.reversed().thenComparing(key))
                .toList();
    }
}
