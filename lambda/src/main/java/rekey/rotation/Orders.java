package rekey.rotation;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import rekey.function.Deadline;
import rekey.function.Journal;
import rekey.ledger.Enrolment;
import rekey.ledger.KnownSecret;
import rekey.ledger.RotationRequest;

/** Does what an operator's command orders, and answers in JSON. Thread-safe. */
final class Orders {
    private final Rotation rotation;
    private final Preflight preflight;

    Orders(Rotation rotation) {
        this.rotation = rotation;
        this.preflight = new Preflight(rotation);
    }

    /** @throws rekey.failure.Failure when it cannot be done, by its type for what must be done */
    ObjectNode carryOut(RotationOrder order, Deadline deadline, Journal journal) {
        return switch (order.kind()) {
            case CHECK -> check(order, deadline, journal);
            case ROTATE -> rotate(order, deadline, journal);
            case ROLLBACK -> current(rotation.rollback().back(order.by(), deadline, journal));
            case FORWARD -> current(rotation.rollback().forward(order.by(), deadline, journal));
            case ENROLLED -> enrolled(order, deadline, journal);
        };
    }

    private ObjectNode check(RotationOrder order, Deadline deadline, Journal journal) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode checks = answer.putArray("checks");
        preflight
                .checks(order.by(), deadline, journal)
                .forEach(check -> checks.addObject()
                        .put("name", check.name())
                        .put("passed", check.passed())
                        .put("text", check.text()));
        return answer;
    }

    private ObjectNode rotate(RotationOrder order, Deadline deadline, Journal journal) {
        RotationRequest request = rotation.start().now(order.force(), order.by(), deadline, journal);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("request")
                .put("id", request.id())
                .put("outcome", request.outcome().name())
                .put("problem", request.problem());
        return answer;
    }

    private static ObjectNode current(KnownSecret current) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.putObject("current")
                .put("fingerprint", current.fingerprint())
                .put("version", current.version())
                .put("ends", current.ends().toString());
        return answer;
    }

    /** From here on it is asked for new secrets, so the ledger had better know the one in use. */
    private ObjectNode enrolled(RotationOrder order, Deadline deadline, Journal journal) {
        rotation.adoption().adopt(rotation.secrets().read(deadline), order.by(), deadline, journal);
        rotation.ledgers()
                .add(
                        order.by(),
                        "says that the application is enrolled",
                        ledger -> ledger.isEnrolled()
                                ? ledger
                                : ledger.with(
                                        new Enrolment(true, rotation.clock().instant(), Enrolled.AN_OPERATOR_SAID_SO)),
                        deadline);
        return JsonNodeFactory.instance.objectNode().put("enrolled", true);
    }
}
