package rekey.rotation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import rekey.credential.ClientSecrets;
import rekey.credential.ClientSecrets.Both;
import rekey.credential.ClientSecrets.Stored;
import rekey.credential.Secret;
import rekey.failure.NotProvenYet;
import rekey.failure.TryLater;
import rekey.function.Deadline;
import rekey.function.Journal;
import rekey.ledger.KnownSecret;
import rekey.ledger.Ledger;
import rekey.ledger.LedgerStore;
import rekey.notice.RotationNotices;
import rekey.spapi.Canary;

/**
 * Makes a new secret the current one once it is proven, and tells people. What is done already is not done again, so that
 * it can be repeated after a crash at any point, and by several at once. Thread-safe.
 */
public final class Promotion {
    /** How long Amazon may need until a new secret works everywhere: nothing is wrong until then. */
    static final Duration PROPAGATION = Duration.ofHours(1);

    private static final int MOST_ROUNDS = 3;

    private final ClientSecrets secrets;
    private final LedgerStore ledgers;
    private final Adoption adoption;
    private final Succession succession;
    private final Proof proof;
    private final Messenger messenger;
    private final RotationNotices notices;
    private final Clock clock;

    Promotion(Rotation rotation) {
        secrets = rotation.secrets();
        ledgers = rotation.ledgers();
        adoption = rotation.adoption();
        succession = rotation.succession();
        proof = rotation.proof();
        messenger = rotation.messenger();
        notices = rotation.notices();
        clock = rotation.clock();
    }

    /**
     * Proves and promotes what is in the pending place, and empties it when it is not needed any more. Leaves there one that
     * the ledger does not know: its message then comes again.
     *
     * @param by who does it, for the audit trail
     * @return the ledger as it then is
     * @throws NotProvenYet when it does not work yet
     */
    public Ledger promotePending(String by, Deadline deadline, Journal journal) {
        Both both = secrets.read(deadline);
        Ledger ledger = adoption.adopt(both, by, deadline, journal);
        if (both.pending().isEmpty()) {
            return announced(ledger, deadline);
        }
        Secret secret = both.pending().get().secret();
        Optional<KnownSecret> known = ledger.find(secret.fingerprint());
        if (known.isEmpty()) {
            journal.warn("pending.unknown", "fingerprint", secret.fingerprint());
            return ledger;
        }
        return promote(secret, known.get(), ledger, by, deadline, journal);
    }

    /**
     * The same for a secret that need not be in the pending place. One that is not {@link Standing#NEWER} than the current
     * one is left as it is.
     *
     * @param known what the ledger knows of {@code secret}
     * @param ledger read and adopted just now
     */
    Ledger promote(Secret secret, KnownSecret known, Ledger ledger, String by, Deadline deadline, Journal journal) {
        Ledger now = ledger;
        if (Standing.of(ledger, known) == Standing.NEWER) {
            prove(secret, known, ledger, deadline, journal);
            now = succeed(secret, known, by, deadline, journal);
        }
        clearPending(now, deadline);
        return announced(now, deadline);
    }

    private void prove(Secret secret, KnownSecret known, Ledger ledger, Deadline deadline, Journal journal) {
        Canary canary = proof.prove(secret, deadline);
        if (canary.isHealthy()) {
            return;
        }
        journal.info("secret.unproven", "fingerprint", known.fingerprint(), "detail", canary.detail());
        Instant now = clock.instant();
        if (known.received().filter(when -> now.isAfter(when.plus(PROPAGATION))).isPresent()) {
            Instant ends = ledger.current().map(KnownSecret::ends).orElse(known.ends());
            // When it fails it is told with the next try, which what is thrown below brings about.
            messenger.tell(() -> notices.notProven(known, canary.detail(), ends), deadline, journal);
        }
        throw new NotProvenYet(canary.detail());
    }

    /** Everything is read anew: the proof took its time. */
    private Ledger succeed(Secret secret, KnownSecret known, String by, Deadline deadline, Journal journal) {
        Both both = secrets.read(deadline);
        Ledger ledger = adoption.adopt(both, by, deadline, journal);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (Standing.of(ledger, known) == Standing.UNTOLD) {
                throw overtaken();
            }
            if (!mayReplace(both, ledger, known)) {
                return ledger;
            }
            var place = succession.put(secret, both.currentVersion(), deadline, journal);
            if (!place.fingerprint().equals(known.fingerprint())) {
                throw overtaken();
            }
            ledger = ledgers.add(
                    by, "made a new secret the current one", now -> promoted(now, known, place.version()), deadline);
            journal.info("secret.promoted", "fingerprint", known.fingerprint(), "version", place.version());
            // Once more: an older one's promotion, begun before ours and ending after it, may lie over it now.
            both = secrets.read(deadline);
        }
        throw overtaken();
    }

    /** The next try judges anew. */
    private static TryLater overtaken() {
        return new TryLater("Another client secret was stored while a new one was promoted.");
    }

    private boolean mayReplace(Both both, Ledger ledger, KnownSecret known) {
        Optional<String> stored = both.current().map(current -> current.secret().fingerprint());
        if (stored.filter(known.fingerprint()::equals).isPresent()) {
            return false;
        }
        return switch (Standing.of(ledger, known)) {
            case NEWER -> true;
            // It has been promoted just now. What lies over it is an older one, or is of a person, who has the last
            // word.
            case CURRENT ->
                stored.flatMap(ledger::find)
                        .filter(other -> other.expires().isBefore(known.expires()))
                        .isPresent();
            case PAST, OLDER, UNTOLD -> false;
        };
    }

    private Ledger promoted(Ledger ledger, KnownSecret known, long version) {
        KnownSecret facts = ledger.find(known.fingerprint()).orElse(known);
        return ledger.with(facts.promotedAt(Adoption.after(ledger.current(), clock.instant()), version));
    }

    /** Empties the pending place when it holds the current secret, one before it, or one that Amazon issued earlier. */
    private void clearPending(Ledger ledger, Deadline deadline) {
        secrets.read(deadline)
                .pending()
                .map(Stored::secret)
                .map(Secret::fingerprint)
                .flatMap(ledger::find)
                .map(known -> Standing.of(ledger, known))
                .filter(Standing::isDone)
                .ifPresent(standing -> secrets.clearPending(deadline));
    }

    /** Tells people of a new current secret, once; and again when that failed, or the function died before it. */
    private Ledger announced(Ledger ledger, Deadline deadline) {
        Instant now = clock.instant();
        return ledger.current()
                .filter(current -> current.received().isPresent()
                        && current.retires().isEmpty()
                        && current.promoted()
                                .filter(when -> now.isBefore(when.plus(KnownSecret.OVERLAP)))
                                .isPresent())
                .map(current -> messenger.announcer().say(notices.done(current), ledger, deadline))
                .orElse(ledger);
    }
}
