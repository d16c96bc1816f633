package rekey.spapi;

import rekey.function.Deadline;
import rekey.lwa.AccessToken;

/** Calls SP-API. */
public final class SpApiClient {
    public SpApiClient(SpApiEndpoint endpoint) {}

    public RotationAnswer rotateClientSecret(AccessToken token, Deadline deadline) {
        return new RotationAnswer(RotationAnswer.Kind.UNCLEAR, "");
    }

    public Canary destinations(AccessToken token, Deadline deadline) {
        return new Canary(Canary.Verdict.UNKNOWN, "");
    }

    public Canary participations(AccessToken token, Deadline deadline) {
        return new Canary(Canary.Verdict.UNKNOWN, "");
    }
}
