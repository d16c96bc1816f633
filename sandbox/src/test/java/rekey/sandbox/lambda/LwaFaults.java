package rekey.sandbox.lambda;

import rekey.sandbox.lwa.LwaFault;
import rekey.sandbox.lwa.LwaStandIn;

/** Faults in the numbers that tests need. */
final class LwaFaults {
    private LwaFaults() {}

    /** All attempts of one call fail. */
    static void down(LwaStandIn lwa) {
        lwa.behave();
        lwa.failNext(LwaFault.UNAVAILABLE, LwaFault.SERVER_ERROR, LwaFault.UNAVAILABLE);
    }
}
