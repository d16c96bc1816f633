package rekey.cli.status;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import rekey.ledger.Ledger;
import rekey.ledger.Outlook;

/** What the ledger says, for a program. What is not known, or not so, is null. */
final class RotationJson {
    private RotationJson() {}

    static ObjectNode of(Rotation rotation) {
        Ledger ledger = rotation.ledger();
        Outlook outlook = rotation.outlook();
        Optional<Automation> automation = rotation.automation().value().flatMap(found -> found);
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("phase", outlook.phase().name())
                .put("sentence", outlook.sentence())
                .put("nextAt", text(outlook.nextAt()))
                .put("automatic", automation.map(Automation::automatic).orElse(null))
                .put("daysBefore", automation.map(set -> set.before().toDays()).orElse(null))
                .put("enrolled", ledger.isEnrolled())
                .put("lastRotation", text(rotation.lastRotation()));
        json.set(
                "enrolment",
                ledger.enrolment()
                        .map(each -> object().put("enrolled", each.enrolled())
                                .put("since", each.at().toString())
                                .put("how", each.how()))
                        .orElse(null));
        json.set(
                "current",
                ledger.current()
                        .map(each -> object().put("fingerprint", each.fingerprint())
                                .put("version", each.version())
                                .put("ends", each.ends().toString())
                                .put("assumed", each.assumed()))
                        .orElse(null));
        json.set(
                "pending",
                ledger.pending()
                        .map(each ->
                                object().put("fingerprint", each.fingerprint()).put("received", text(each.received())))
                        .orElse(null));
        json.set(
                "request",
                ledger.requestUnderWay(rotation.now())
                        .map(each -> object().put("at", each.at().toString())
                                .put("by", each.by())
                                .put("outcome", each.outcome().name()))
                        .orElse(null));
        json.set(
                "canary",
                ledger.canary()
                        .map(each -> object().put("verdict", each.verdict())
                                .put("since", each.since().toString()))
                        .orElse(null));
        return json;
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String text(Optional<Instant> when) {
        return when.map(Instant::toString).orElse(null);
    }
}
