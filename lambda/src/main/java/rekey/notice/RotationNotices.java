package rekey.notice;

import java.time.Instant;
import rekey.credential.Grantee.Seller;
import rekey.credential.ParameterNames;
import rekey.ledger.KnownSecret;
import rekey.ledger.RotationRequest;

/**
 * The notices' texts for one application, one for each change that people must hear of. Who reads one mail knows what
 * happened, what it means for callers, what to do, by when, and by which command.
 *
 * <p>The same arguments make the same notice, with the same key: there is no clock in it. Words that are handed in are cut
 * at 300 characters, and what has the form of a credential in them is left out. Immutable.
 */
public final class RotationNotices {
    private final RequestNotices requests;
    private final NewSecretNotices newSecrets;
    private final ExpiryNotices expiry;
    private final DailyNotices daily;

    public RotationNotices(ParameterNames names) {
        Letterhead letterhead = new Letterhead(names);
        requests = new RequestNotices(letterhead);
        newSecrets = new NewSecretNotices(letterhead);
        expiry = new ExpiryNotices(letterhead);
        daily = new DailyNotices(letterhead);
    }

    /** Amazon was asked, and has accepted or has left it open: the secret will come by itself. */
    public Notice requested(RotationRequest request) {
        return requests.requested(request);
    }

    /** A new secret is the current one. */
    public Notice done(KnownSecret current) {
        return newSecrets.done(current);
    }

    /** Amazon, or a check of ours, refused to begin a rotation. */
    public Notice refused(RotationRequest request) {
        return requests.refused(request);
    }

    /** A rotation is due, or a message was refused, because the application is not enrolled. */
    public Notice notEnrolled(KnownSecret current) {
        return requests.notEnrolled(current);
    }

    /** A secret has come and does not work yet, though it should by now. {@code why} in our words. */
    public Notice notProven(KnownSecret pending, String why, Instant currentEnds) {
        return newSecrets.notProven(pending, why, currentEnds);
    }

    /** Amazon was asked an hour ago or more, and nothing has come. */
    public Notice notArrived(RotationRequest request) {
        return requests.notArrived(request);
    }

    /** Within two days Amazon ends the secret in use, and the newer one is not proven. */
    public Notice overlapEnding(KnownSecret pending, Instant currentEnds) {
        return newSecrets.overlapEnding(pending, currentEnds);
    }

    /**
     * The secret in use ends in {@code daysLeft} days, 0 when it has ended. {@code automatic}: whether Rekey rotates by
     * itself, and so should have before.
     */
    public Notice expiring(KnownSecret current, long daysLeft, boolean automatic) {
        return expiry.expiring(current, daysLeft, automatic);
    }

    /** SP-API does not accept the secret in use. {@code since} is the finding's, {@code detail} in our words. */
    public Notice canaryFailed(String detail, Instant since) {
        return daily.canaryFailed(detail, since);
    }

    /** For two days, nobody has got an answer that tells. {@code since} is the finding's, {@code detail} in our words. */
    public Notice canaryUnanswered(String detail, Instant since) {
        return daily.canaryUnanswered(detail, since);
    }

    /** It does again. */
    public Notice canaryWell(Instant since) {
        return daily.canaryWell(since);
    }

    /** The seller's authorization ends on {@code ends} at the latest. {@code daysLeft} is 0 when it has ended. */
    public Notice reauthorize(Seller seller, Instant ends, long daysLeft) {
        return daily.reauthorize(seller, ends, daysLeft);
    }

    /** An address or number that was never confirmed gets nothing. {@code id} tells subscriptions apart. */
    public Notice unconfirmed(String endpoint, String id) {
        return daily.unconfirmed(endpoint, id);
    }

    /**
     * A message in {@code queue} cannot be used.
     *
     * @param queue its name or its ARN
     * @param id tells messages apart
     * @param problem in our words
     */
    public Notice messageRefused(String queue, String id, String problem) {
        return requests.messageRefused(queue, id, problem);
    }

    /** An operator has put the other secret of an overlap back. {@code by} is the ARN. */
    public Notice rolledBack(KnownSecret current, String by) {
        return newSecrets.rolledBack(current, by);
    }
}
