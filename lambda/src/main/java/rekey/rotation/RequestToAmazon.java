package rekey.rotation;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import rekey.credential.CredentialStore;
import rekey.credential.Grantee.Scopes;
import rekey.failure.Failure;
import rekey.failure.RotationRefused;
import rekey.failure.SpApiUntrusted;
import rekey.failure.TryLater;
import rekey.function.Deadline;
import rekey.function.Journal;
import rekey.ledger.Enrolment;
import rekey.ledger.Ledger;
import rekey.ledger.LedgerStore;
import rekey.ledger.RotationRequest;
import rekey.ledger.RotationRequest.Outcome;
import rekey.lwa.AccessToken;
import rekey.lwa.Grant;
import rekey.lwa.LwaClient;
import rekey.spapi.RotationAnswer;
import rekey.spapi.RotationAnswer.Kind;
import rekey.spapi.SpApiClient;

/**
 * Asks Amazon for a new secret: once, and not without having noted before that it is about to. Whoever dies in between
 * leaves a request that may have led to a new secret, so that nobody asks again for 7 days. Thread-safe.
 */
final class RequestToAmazon {
    private static final Scopes ROTATION = new Scopes(List.of(Scopes.ROTATION));
    /** With less time than this left, nothing is begun. */
    private static final Duration NEEDED = Duration.ofSeconds(10);
    /** Kept back, so that the answer can be noted. */
    private static final Duration RESERVE = Duration.ofSeconds(4);

    /** A request, and what Amazon said to it. */
    record Answered(RotationRequest request, Kind kind) {}

    private final CredentialStore credentials;
    private final LwaClient lwa;
    private final SpApiClient spApi;
    private final LedgerStore ledgers;
    private final Clock clock;

    RequestToAmazon(CredentialStore credentials, LwaClient lwa, SpApiClient spApi, LedgerStore ledgers, Clock clock) {
        this.credentials = credentials;
        this.lwa = lwa;
        this.spApi = spApi;
        this.ledgers = ledgers;
        this.clock = clock;
    }

    /** For a request for a new secret; got with the secret in use. */
    AccessToken token(Deadline deadline) {
        var application = credentials.readApplication(deadline).application();
        return lwa.exchange(new Grant.ClientCredentials(application, ROTATION), deadline);
    }

    /**
     * @param force as {@link Hindrance#known} takes it
     * @return empty when somebody else asks at the same time
     * @throws RotationRefused when something speaks against it by now
     * @throws Failure of another type when Amazon was certainly not asked
     */
    Optional<Answered> ask(boolean force, String by, Deadline deadline, Journal journal) {
        AccessToken token = token(deadline);
        if (deadline.remaining().compareTo(NEEDED) < 0) {
            throw new TryLater("Too little time is left to ask Amazon for a new client secret.");
        }
        String id = UUID.randomUUID().toString().substring(0, 8);
        var request = new RotationRequest(id, clock.instant(), by, Outcome.ASKED, "");
        if (!claim(request, force, deadline, journal)) {
            return Optional.empty();
        }
        Answered answered = send(request, token, deadline, journal);
        journal.info(
                "rotation.asked",
                "by",
                by,
                "answer",
                answered.kind(),
                "problem",
                answered.request().problem());
        note(answered, deadline, journal);
        return Optional.of(answered);
    }

    private boolean claim(RotationRequest request, boolean force, Deadline deadline, Journal journal) {
        try {
            return ledgers.claim(request, ledger -> refuse(ledger, force), deadline);
        } catch (TryLater e) {
            // It may be noted all the same, and would count as one that may have led to a new secret.
            note(refused(request, "it could not be noted, and was not made"), deadline, journal);
            throw e;
        }
    }

    private void refuse(Ledger ledger, boolean force) {
        Hindrance.known(ledger, clock.instant(), force).ifPresent(why -> {
            throw new RotationRefused(why);
        });
    }

    private Answered send(RotationRequest request, AccessToken token, Deadline deadline, Journal journal) {
        RotationAnswer answer;
        try {
            answer = spApi.rotateClientSecret(
                    token, Deadline.in(deadline.remaining().minus(RESERVE)));
        } catch (SpApiUntrusted e) {
            note(refused(request, "no trusted TLS connection to SP-API"), deadline, journal);
            throw e;
        }
        Outcome outcome = switch (answer.kind()) {
            case ACCEPTED -> Outcome.ACCEPTED;
            case UNCLEAR -> Outcome.UNCLEAR;
            case NOT_ENROLLED, THROTTLED, REFUSED -> Outcome.REFUSED;
        };
        String problem = outcome == Outcome.ACCEPTED ? "" : answer.detail();
        return new Answered(request.withOutcome(outcome, problem), answer.kind());
    }

    private static Answered refused(RotationRequest request, String problem) {
        return new Answered(request.withOutcome(Outcome.REFUSED, problem), Kind.REFUSED);
    }

    /** When it cannot be noted, the request goes on to count as one that may have led to a new secret. */
    private void note(Answered answered, Deadline deadline, Journal journal) {
        RotationRequest request = answered.request();
        try {
            ledgers.add(
                    request.by(),
                    "asked Amazon for a new secret: " + request.outcome(),
                    ledger -> isKnown(request, ledger) ? enrolled(ledger.with(request), answered.kind()) : ledger,
                    deadline);
        } catch (Failure e) {
            journal.warn("rotation.unnoted", "failure", e.getClass().getSimpleName());
        }
    }

    private static boolean isKnown(RotationRequest request, Ledger ledger) {
        return ledger.requests().stream().anyMatch(known -> known.id().equals(request.id()));
    }

    private Ledger enrolled(Ledger ledger, Kind kind) {
        return switch (kind) {
            case NOT_ENROLLED -> ledger.with(new Enrolment(false, clock.instant(), "Amazon said so"));
            case ACCEPTED ->
                ledger.isEnrolled() ? ledger : ledger.with(new Enrolment(true, clock.instant(), "Amazon accepted"));
            case UNCLEAR, THROTTLED, REFUSED -> ledger;
        };
    }
}
