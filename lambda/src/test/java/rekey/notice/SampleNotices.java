package rekey.notice;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import rekey.credential.Grantee.Seller;
import rekey.ledger.KnownSecret;
import rekey.ledger.RotationRequest;
import rekey.ledger.RotationRequest.Outcome;

/** Each notice as people get it, by the name of its method and, where it has several texts, what makes this one. */
final class SampleNotices {
    static final Instant ASKED = Instant.parse("2026-11-23T22:09:17.456Z");
    static final Instant CAME = Instant.parse("2026-11-23T22:11:40Z");
    static final Instant ENDS = Instant.parse("2027-05-22T22:09:17.198Z");
    static final Instant OLD_ENDS = Instant.parse("2026-11-30T22:09:17.180Z");

    static final KnownSecret PENDING = KnownSecret.received("3fa9c2d4e5f6", ENDS, CAME);
    static final KnownSecret CURRENT = PENDING.promotedAt(Instant.parse("2026-11-23T22:41:03Z"), 7);
    static final KnownSecret STORED =
            KnownSecret.storedByHand("0a1b2c3d4e5f", Instant.parse("2026-06-25T08:15:30Z"), 2);
    static final KnownSecret RETIRING = new KnownSecret(
            "91c0ffee0001",
            Instant.parse("2026-12-31T10:00:00Z"),
            false,
            Optional.of(Instant.parse("2026-07-04T10:00:00Z")),
            Optional.of(Instant.parse("2026-11-24T09:30:00Z")),
            8,
            Optional.of(OLD_ENDS));

    private static final String OPERATOR = "arn:aws:sts::123456789012:assumed-role/Operator/jane";
    private static final String ID = "6a7e8feb-b491-4cf7-a9f1-bf3703467718";

    static final Map<String, Function<RotationNotices, Notice>> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry("requested", notices -> notices.requested(request(Outcome.ACCEPTED, ""))),
            Map.entry(
                    "requested-unclear",
                    notices -> notices.requested(
                            new RotationRequest("0a1b2c3d", ASKED, "expiry message", Outcome.UNCLEAR, "HTTP 503"))),
            Map.entry("done", notices -> notices.done(CURRENT)),
            Map.entry(
                    "refused",
                    notices -> notices.refused(request(Outcome.REFUSED, "HTTP 429, more than one request a minute"))),
            Map.entry("notEnrolled", notices -> notices.notEnrolled(CURRENT)),
            Map.entry("notEnrolled-assumed", notices -> notices.notEnrolled(STORED)),
            Map.entry(
                    "notProven",
                    notices -> notices.notProven(PENDING, "HTTP 403, the LWA secret has expired", OLD_ENDS)),
            Map.entry("notArrived", notices -> notices.notArrived(request(Outcome.ACCEPTED, ""))),
            Map.entry("overlapEnding", notices -> notices.overlapEnding(PENDING, OLD_ENDS)),
            Map.entry("expiring-automatic", notices -> notices.expiring(CURRENT, 30, true)),
            Map.entry("expiring-manual", notices -> notices.expiring(CURRENT, 1, false)),
            Map.entry("expiring-assumed", notices -> notices.expiring(STORED, 15, false)),
            Map.entry("expiring-retiring", notices -> notices.expiring(RETIRING, 3, true)),
            Map.entry("expiring-ended", notices -> notices.expiring(CURRENT, 0, true)),
            Map.entry("canaryFailed", notices -> notices.canaryFailed("HTTP 403, the LWA secret has expired", ENDS)),
            Map.entry("canaryUnanswered", notices -> notices.canaryUnanswered("LWA did not answer in time", ENDS)),
            Map.entry("canaryWell", notices -> notices.canaryWell(ENDS)),
            Map.entry("reauthorize", notices -> notices.reauthorize(Seller.named("A2EXAMPLE12345"), ENDS, 30)),
            Map.entry("reauthorize-default", notices -> notices.reauthorize(Seller.DEFAULT, ENDS, 7)),
            Map.entry("reauthorize-ended", notices -> notices.reauthorize(Seller.named("A2EXAMPLE12345"), ENDS, 0)),
            Map.entry("unconfirmed", notices -> notices.unconfirmed("ops@example.com", "0a1b2c3d4e5f")),
            Map.entry(
                    "messageRefused",
                    notices -> notices.messageRefused(
                            "arn:aws:sqs:us-east-1:123456789012:my-erp-new-secret",
                            ID,
                            "It is for another client identifier.")),
            Map.entry("rolledBack", notices -> notices.rolledBack(RETIRING, OPERATOR)),
            Map.entry("rolledBack-newest", notices -> notices.rolledBack(CURRENT, OPERATOR))));

    private SampleNotices() {}

    static RotationRequest request(Outcome outcome, String problem) {
        return new RotationRequest(ID, ASKED, "watch", outcome, problem);
    }
}
