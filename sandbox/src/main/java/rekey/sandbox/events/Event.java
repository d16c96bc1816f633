package rekey.sandbox.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsEvent;
import rekey.sandbox.aws.AwsJson;

/**
 * An event in the <a href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-events-structure.html">envelope</a>
 * in which rules match it and targets get it. Its time has whole seconds.
 *
 * @param json do not change
 * @param ingested when it reached the bus
 */
record Event(ObjectNode json, Instant ingested) {
    static Event of(AwsEvent event, Instant time, Instant ingested) {
        ObjectNode json = AwsJson.object()
                .put("version", "0")
                .put("id", UUID.randomUUID().toString())
                .put("detail-type", event.detailType())
                .put("source", event.source())
                .put("account", AwsAccount.ID)
                .put("time", seconds(time))
                .put("region", event.region());
        event.resources().forEach(json.putArray("resources")::add);
        json.set("detail", event.detail().deepCopy());
        return new Event(json, ingested);
    }

    static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    String id() {
        return json.get("id").textValue();
    }

    String text() {
        return json.toString();
    }

    /** Without what happened. */
    @Override
    public String toString() {
        return "Event[" + id() + "]";
    }
}
