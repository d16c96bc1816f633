package rekey.sandbox.cloudwatch;

import java.util.Arrays;

/**
 * What an alarm makes of periods without data (<a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">the rule</a>).
 */
enum MissingData {
    /** Is left out; with no data at all there is not enough to tell. The default. */
    MISSING("missing"),
    /** Is left out; when the rest does not decide, the state stays. */
    IGNORE("ignore"),
    BREACHING("breaching"),
    NOT_BREACHING("notBreaching");

    final String wireName;

    MissingData(String wireName) {
        this.wireName = wireName;
    }

    static MissingData of(String wireName) {
        return Arrays.stream(values())
                .filter(treatment -> treatment.wireName.equals(wireName))
                .findFirst()
                .orElseThrow(() -> Properties.refused("TreatMissingData must be missing, ignore, breaching or"
                        + " notBreaching, not " + wireName + "."));
    }
}
