package rekey.rotation;

import java.time.Clock;
import java.util.Optional;
import rekey.credential.ClientSecrets.Both;
import rekey.credential.Secret;
import rekey.failure.Failure;
import rekey.failure.NotEnrolled;
import rekey.failure.NotSetYet;
import rekey.failure.RotationRefused;
import rekey.failure.SpApiRefused;
import rekey.failure.TryLater;
import rekey.function.Deadline;
import rekey.function.Journal;
import rekey.ledger.KnownSecret;
import rekey.ledger.Ledger;
import rekey.ledger.RotationRequest;
import rekey.ledger.RotationRequest.Outcome;
import rekey.notice.Notice;
import rekey.rotation.RequestToAmazon.Answered;
import rekey.spapi.Canary;
import rekey.spapi.RotationAnswer.Kind;

/**
 * Decides whether Amazon is asked for a new secret, and tells people what came of it.
 *
 * <p>Before, the secret in use is proven: where that cannot be done, a new one could not be proven either, and the one in
 * use would have 7 days left. Thread-safe.
 */
public final class RotationStart {
    private final Rotation rotation;
    private final RequestToAmazon amazon;
    private final Clock clock;

    RotationStart(Rotation rotation, RequestToAmazon amazon) {
        this.rotation = rotation;
        this.amazon = amazon;
        this.clock = rotation.clock();
    }

    /**
     * Asks when rotation is automatic, the application is enrolled, a new secret is due, and nothing speaks against it; and
     * tells people of it.
     *
     * @param ledger read and adopted just now
     * @param by who asks: {@code watch}, {@code expiry message}
     * @return the request and its outcome; empty when none was made
     * @throws TryLater when a service cannot answer now
     */
    public Optional<RotationRequest> ifDue(Ledger ledger, String by, Deadline deadline, Journal journal) {
        announceOneUnderWay(ledger, deadline, journal);
        Optional<KnownSecret> due = ledger.current().filter(this::isDue);
        if (due.isEmpty() || !rotation.settings().automatic() || !ledger.isEnrolled()) {
            return Optional.empty();
        }
        try {
            Both stored = rotation.secrets().read(deadline);
            Optional<String> hindrance = hindrance(stored, ledger, false, deadline);
            if (hindrance.isPresent()) {
                journal.info("rotation.waits", "for", hindrance.get());
                return Optional.empty();
            }
            Optional<Answered> answered = amazon.ask(false, by, deadline, journal);
            answered.ifPresent(answer -> announce(answer, due.get(), deadline, journal));
            return answered.map(Answered::request);
        } catch (TryLater e) {
            throw e;
        } catch (RotationRefused e) {
            journal.info("rotation.waits", "for", e.getMessage());
            return Optional.empty();
        } catch (Failure e) {
            // Tomorrow's watch tries again; a message that is tried again at once would change nothing.
            String problem = e.getMessage();
            journal.warn("rotation.failed", "failure", e.getClass().getSimpleName(), "problem", problem);
            var none = new RotationRequest("none", clock.instant(), by, Outcome.REFUSED, problem);
            announce(new Answered(none, Kind.REFUSED), due.get(), deadline, journal);
            return Optional.empty();
        }
    }

    /**
     * Asks now.
     *
     * @param force whether also inside the overlap of the last rotation, while a request is under way, and when the secret
     *     in use is not proven to work
     * @param by who asks: an operator's ARN
     * @return the request, {@code ACCEPTED} or {@code UNCLEAR}
     * @throws RotationRefused when something speaks against it
     * @throws NotEnrolled when Amazon does not know where to send a new secret
     * @throws SpApiRefused when Amazon refuses for another reason
     * @throws Failure of another type when Amazon cannot be asked
     */
    public RotationRequest now(boolean force, String by, Deadline deadline, Journal journal) {
        Both stored = rotation.secrets().read(deadline);
        if (stored.current().isEmpty()) {
            throw new NotSetYet(rotation.names().clientSecret());
        }
        Ledger ledger = rotation.adoption().adopt(stored, by, deadline, journal);
        hindrance(stored, ledger, force, deadline).ifPresent(why -> {
            throw new RotationRefused(why);
        });
        Answered answered = amazon.ask(force, by, deadline, journal)
                .orElseThrow(() -> new RotationRefused("Another request for a new client secret came first."));
        RotationRequest request = answered.request();
        switch (answered.kind()) {
            case ACCEPTED, UNCLEAR ->
                rotation.messenger().tell(() -> rotation.notices().requested(request), deadline, journal);
            case NOT_ENROLLED -> throw new NotEnrolled();
            case THROTTLED, REFUSED -> throw new SpApiRefused("issue a new client secret", request.problem());
        }
        return request;
    }

    private boolean isDue(KnownSecret current) {
        return !clock.instant()
                .isBefore(current.ends().minus(rotation.settings().before()));
    }

    /** The proof comes last: it asks Amazon. */
    private Optional<String> hindrance(Both stored, Ledger ledger, boolean force, Deadline deadline) {
        return Hindrance.of(stored, ledger, clock.instant(), force)
                .or(() -> force
                        ? Optional.empty()
                        : unproven(stored.current().orElseThrow().secret(), deadline));
    }

    private Optional<String> unproven(Secret current, Deadline deadline) {
        Canary canary = rotation.proof().prove(current, deadline);
        return canary.isHealthy()
                ? Optional.empty()
                : Optional.of(
                        ("The client secret in use is not proven to work (%s), so that a new one could not be proven"
                                        + " either. If it has expired, rotate it in the Developer Console.")
                                .formatted(canary.detail()));
    }

    /** Of a refusal, which is tried again daily, people hear once for each secret and problem. */
    private void announce(Answered answered, KnownSecret current, Deadline deadline, Journal journal) {
        RotationRequest request = answered.request();
        switch (answered.kind()) {
            case ACCEPTED, UNCLEAR ->
                rotation.messenger().tell(() -> rotation.notices().requested(request), deadline, journal);
            case NOT_ENROLLED ->
                rotation.messenger().tell(() -> rotation.notices().notEnrolled(current), deadline, journal);
            case THROTTLED, REFUSED -> rotation.messenger().tell(() -> refused(request, current), deadline, journal);
        }
    }

    private Notice refused(RotationRequest request, KnownSecret current) {
        Notice notice = rotation.notices().refused(request);
        String key = "refused/%s/%08x"
                .formatted(current.fingerprint(), request.problem().hashCode());
        return new Notice(key, notice.subject(), notice.mail(), notice.sms());
    }

    /** In case that this failed when it was made. */
    private void announceOneUnderWay(Ledger ledger, Deadline deadline, Journal journal) {
        ledger.requestUnderWay(clock.instant())
                .filter(request -> request.outcome() != Outcome.ASKED)
                .ifPresent(request ->
                        rotation.messenger().tell(() -> rotation.notices().requested(request), deadline, journal));
    }
}
