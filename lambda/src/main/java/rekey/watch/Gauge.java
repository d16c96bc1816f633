package rekey.watch;

/** What the watch measures once a day, as metrics of CloudWatch in {@link rekey.function.Metrics#NAMESPACE}. */
public enum Gauge {
    /**
     * Whole days until the secret in use ends: 0 on its last day, negative once it has ended. Missing while no secret is
     * stored, or the ledger cannot be read.
     */
    DAYS_LEFT("DaysLeft"),
    /**
     * 1 when SP-API accepts the secret in use, 0 when it does not. Missing when nobody can tell: no secret is stored, no
     * answer came, or one that proves nothing.
     */
    CANARY("Canary"),
    /**
     * The {@link rekey.ledger.Phase}: 0 no secret is known, 1 in use, 2 due, 3 requested, 4 received, 5 overlap, 6
     * expired. Missing when the ledger cannot be read.
     */
    ROTATION_PHASE("RotationPhase"),
    /**
     * Whole days until the first authorization of a watched seller ends at the latest: 0 on its last day, negative once it
     * has ended. Missing while no refresh token is stored.
     */
    SELLER_DAYS_LEFT("SellerDaysLeft");

    private final String metric;

    Gauge(String metric) {
        this.metric = metric;
    }

    /** The metric's name in CloudWatch. */
    public String metric() {
        return metric;
    }
}
