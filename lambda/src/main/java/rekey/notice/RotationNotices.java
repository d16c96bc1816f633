package rekey.notice;

import java.time.Instant;
import rekey.credential.Grantee.Seller;
import rekey.credential.ParameterNames;
import rekey.ledger.KnownSecret;
import rekey.ledger.RotationRequest;

/** The notices' texts for one application. */
public final class RotationNotices {
    public RotationNotices(ParameterNames names) {}

    /** Amazon was asked, and has accepted or has left it open: the secret will come by itself. */
    public Notice requested(RotationRequest request) {
        return new Notice("", "", "", "");
    }

    /** A new secret is the current one. */
    public Notice done(KnownSecret current) {
        return new Notice("", "", "", "");
    }

    /** Amazon, or a check of ours, refused to begin a rotation. */
    public Notice refused(RotationRequest request) {
        return new Notice("", "", "", "");
    }

    /** A rotation is due, or a message was refused, because the application is not enrolled. */
    public Notice notEnrolled(KnownSecret current) {
        return new Notice("", "", "", "");
    }

    /** A secret has come and does not work yet, though it should by now. {@code why} in our words. */
    public Notice notProven(KnownSecret pending, String why, Instant currentEnds) {
        return new Notice("", "", "", "");
    }

    /** Amazon was asked an hour ago or more, and nothing has come. */
    public Notice notArrived(RotationRequest request) {
        return new Notice("", "", "", "");
    }

    /** Within two days Amazon ends the secret in use, and the newer one is not proven. */
    public Notice overlapEnding(KnownSecret pending, Instant currentEnds) {
        return new Notice("", "", "", "");
    }

    /** The secret in use ends in {@code daysLeft} days, 0 when it has ended. {@code automatic}: whether Rekey rotates. */
    public Notice expiring(KnownSecret current, long daysLeft, boolean automatic) {
        return new Notice("", "", "", "");
    }

    /** SP-API does not accept the secret in use. {@code since} is the finding's. */
    public Notice canaryFailed(String detail, Instant since) {
        return new Notice("", "", "", "");
    }

    /** It does again. */
    public Notice canaryWell(Instant since) {
        return new Notice("", "", "", "");
    }

    /** The seller's authorization ends on {@code ends} at the latest. {@code daysLeft} is 0 when it has ended. */
    public Notice reauthorize(Seller seller, Instant ends, long daysLeft) {
        return new Notice("", "", "", "");
    }

    /** An address or number that was never confirmed gets nothing. {@code id} tells subscriptions apart. */
    public Notice unconfirmed(String endpoint, String id) {
        return new Notice("", "", "", "");
    }

    /** A message in {@code queue} cannot be used. {@code id} tells messages apart; {@code problem} in our words. */
    public Notice messageRefused(String queue, String id, String problem) {
        return new Notice("", "", "", "");
    }

    /** An operator has put the other secret of an overlap back. */
    public Notice rolledBack(KnownSecret current, String by) {
        return new Notice("", "", "", "");
    }
}
