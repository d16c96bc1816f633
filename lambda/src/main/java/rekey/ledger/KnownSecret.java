package rekey.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A client secret, as far as may be told: never its value.
 *
 * @param fingerprint {@link rekey.credential.Secret#fingerprint()}
 * @param expires when Amazon ends it unless it is rotated
 * @param assumed whether {@code expires} was counted from when the secret was stored, and so is the latest that it can
 *     be; false when Amazon, or an operator, said it
 * @param received when it came from Amazon and was kept as pending; empty for one that a person stored
 * @param promoted when it became the current one, last
 * @param version of the current secret's parameter that it became; 0 when it has not
 * @param retires when Amazon stops to accept it because a newer one was issued; empty while it is the newest
 */
public record KnownSecret(
        String fingerprint,
        Instant expires,
        boolean assumed,
        Optional<Instant> received,
        Optional<Instant> promoted,
        long version,
        Optional<Instant> retires) {

    /**
     * How long a secret lives,
     * <a href="https://developer-docs.amazon.com/sp-api/docs/rotating-your-apps-lwa-credentials">as Amazon has it</a>.
     */
    public static final Duration LIFE = Duration.ofDays(180);

    /** How long it goes on to be accepted after a newer one was issued. */
    public static final Duration OVERLAP = Duration.ofDays(7);

    /** The one promoted last is the greatest. */
    static final Comparator<KnownSecret> BY_PROMOTION = Comparator.comparing(
                    (KnownSecret secret) -> secret.promoted.orElse(Instant.MIN))
            .thenComparing(KnownSecret::version);

    private static final Comparator<KnownSecret> BY_END = Comparator.comparing((KnownSecret secret) -> !secret.assumed)
            .thenComparing((one, other) ->
                    one.assumed ? other.expires.compareTo(one.expires) : one.expires.compareTo(other.expires));

    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    /** @throws IllegalArgumentException when a time is before 1970 or after 9999: nothing can be counted from it */
    public KnownSecret {
        Brief.key("A fingerprint", fingerprint, 24);
        plausible(expires);
        Stream.of(received, promoted, retires).flatMap(Optional::stream).forEach(KnownSecret::plausible);
        version = promoted.isPresent() ? version : 0;
    }

    static Instant plausible(Instant when) {
        if (when.isBefore(Instant.EPOCH) || when.isAfter(LAST)) {
            throw new IllegalArgumentException("A time is between 1970 and 9999");
        }
        return when;
    }

    /** One that a person stored at {@code stored}, of which nobody has said when it was issued. */
    public static KnownSecret storedByHand(String fingerprint, Instant stored, long version) {
        return new KnownSecret(
                fingerprint, stored.plus(LIFE), true, Optional.empty(), Optional.of(stored), version, Optional.empty());
    }

    /** One that came from Amazon. */
    public static KnownSecret received(String fingerprint, Instant expires, Instant received) {
        return new KnownSecret(
                fingerprint, expires, false, Optional.of(received), Optional.empty(), 0, Optional.empty());
    }

    /** The same, current since {@code when}. */
    public KnownSecret promotedAt(Instant when, long itsVersion) {
        return new KnownSecret(fingerprint, expires, assumed, received, Optional.of(when), itsVersion, retires);
    }

    /** The same, with an end that Amazon or an operator has told. */
    public KnownSecret expiringAt(Instant told) {
        return new KnownSecret(fingerprint, told, false, received, promoted, version, retires);
    }

    /** The same, which Amazon will not accept any more from {@code when} on. */
    public KnownSecret retiringAt(Instant when) {
        return new KnownSecret(fingerprint, expires, assumed, received, promoted, version, Optional.of(when));
    }

    /** When calls with it begin to fail: its expiry, or its retirement when that comes first. */
    public Instant ends() {
        return retires.filter(expires::isAfter).orElse(expires);
    }

    /** When it was issued; the latest that it can have been when {@code assumed}. */
    public Instant issued() {
        return expires.minus(LIFE);
    }

    boolean isPromoted() {
        return promoted.isPresent();
    }

    /** Whether Amazon issued it later, as far as is known. */
    boolean isNewerThan(KnownSecret other) {
        return expires.isAfter(other.expires);
    }

    /**
     * Both records' facts about one secret: of what was told, the later end, because an old message may come late; of what
     * was assumed, the earlier, which is safer; what was told rather than what was assumed.
     */
    KnownSecret join(KnownSecret other) {
        KnownSecret ending = max(other, BY_END);
        KnownSecret promotedLast = max(other, BY_PROMOTION);
        return new KnownSecret(
                fingerprint,
                ending.expires,
                ending.assumed,
                earliest(received, other.received),
                promotedLast.promoted,
                promotedLast.version,
                earliest(retires, other.retires));
    }

    private KnownSecret max(KnownSecret other, Comparator<KnownSecret> order) {
        return order.compare(this, other) >= 0 ? this : other;
    }

    private static Optional<Instant> earliest(Optional<Instant> one, Optional<Instant> other) {
        return Stream.of(one, other).flatMap(Optional::stream).min(Instant::compareTo);
    }

    /** When something happened with it last. */
    Instant lastHeardOf() {
        return Stream.of(received, promoted)
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .orElse(issued());
    }
}
