package rekey.cli.rotate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import rekey.cli.rotate.Course.Event;
import rekey.cli.rotate.Following.Ending;
import rekey.deployment.DeployedNames;
import rekey.ledger.RotationRequest;

/** What came of a rotation that was asked for. */
public record RotateReport(Ending ending, List<Event> events, Optional<RotationRequest> request, Duration timeout) {
    public boolean isDone() {
        return ending == Ending.CURRENT;
    }

    /** How it ended, and what now: a sentence or some. */
    public String summary(DeployedNames names) {
        return switch (ending) {
            case CURRENT ->
                "The new secret is in use. Callers get tokens of it within 5 minutes; Amazon accepts the one before for 7 days,"
                        + " and rekey rollback goes back to it until then.";
            case REFUSED -> "Amazon issued no new secret. The one in use stays as it is.";
            case TIMED_OUT ->
                "The new secret is not in use yet, %d min on. Nothing is lost: Amazon's message stays in %s, or in %s, for 14 days;"
                                .formatted(
                                        timeout.toMinutes(),
                                        names.newSecretQueue(),
                                        names.failedQueue(names.newSecretQueue()))
                        + " %s takes the secret in, proves it and puts it in use by itself, and everybody is told. The one in use"
                                .formatted(names.rotationFunction())
                        + " goes on to work for 7 days at least. Look with rekey status.";
            case NEVER_ASKED ->
                "%s did not answer, and the ledger says nothing of a request. Look with rekey history before you ask again, and"
                                .formatted(names.rotationFunction())
                        + " into the function's log for why.";
        };
    }

    public void into(ObjectNode json) {
        request.ifPresent(known -> json.putObject("request")
                .put("id", known.id())
                .put("at", known.at().toString())
                .put("outcome", known.outcome().name())
                .put("problem", known.problem()));
        ArrayNode steps = json.putArray("steps");
        events.forEach(event -> steps.addObject()
                .put("step", event.step().word)
                .put("at", event.at().toString())
                .put("sentence", event.sentence()));
        json.put("ending", ending.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
}
