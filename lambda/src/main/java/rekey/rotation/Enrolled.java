package rekey.rotation;

import java.time.Instant;
import rekey.ledger.Enrolment;
import rekey.ledger.Ledger;

/** What a message's arrival says: that Amazon sends them to our queues. */
final class Enrolled {
    /** Which a message then proves. */
    static final String AN_OPERATOR_SAID_SO = "an operator said so";

    private Enrolled() {}

    /** An old message says nothing about what was heard since it was sent. */
    static Ledger by(AmazonMessage message, Ledger ledger, Instant now) {
        Instant sent = message.sent().filter(now::isAfter).orElse(now);
        boolean isSaidOnly = ledger.enrolment()
                .filter(known -> known.how().equals(AN_OPERATOR_SAID_SO))
                .isPresent();
        boolean news = (!ledger.isEnrolled() || isSaidOnly)
                && ledger.enrolment().filter(known -> !sent.isAfter(known.at())).isEmpty();
        return news ? ledger.with(new Enrolment(true, now, "a message came from Amazon")) : ledger;
    }
}
