package rekey.sandbox.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.aws.AwsEvent;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Delivery;
import rekey.sandbox.iam.Iam;

/** Where everything arrives that is delivered, unless it is told to refuse. */
final class Doorstep implements Delivery, FailureMetrics {
    static final String REGION = "us-east-1";
    static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:my-erp-notices";
    static final String QUEUE = "arn:aws:sqs:us-east-1:123456789012:work";
    static final String DEAD_LETTERS = "arn:aws:sqs:us-east-1:123456789012:undelivered";
    static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Something that was delivered. */
    record Delivered(String caller, String arn, String message, Instant time, Map<String, String> context) {}

    final SandboxClock clock = new SandboxClock(START);
    final Iam iam = new Iam();

    {
        trust("sender", "events.amazonaws.com");
        trust("clock", "scheduler.amazonaws.com");
    }

    final EventBridge events = new EventBridge(clock, iam, this, this);
    final Schedules schedules = new Schedules(clock, iam, this, this);
    final List<Delivered> delivered = new ArrayList<>();
    final List<Instant> attempts = new ArrayList<>();
    final Map<String, Integer> failures = new TreeMap<>();
    private final Map<String, RuntimeException> refusals = new TreeMap<>();

    /** Makes a role that a service may assume. */
    private void trust(String role, String service) {
        iam.putRole(
                role,
                json("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
                        + "\"Principal\":{\"Service\":\"" + service + "\"}}]}"));
    }

    /** From now on what is for this ARN is refused; null lets it arrive again. */
    void refuse(String arn, RuntimeException refusal) {
        refusals.put(arn, refusal);
    }

    @Override
    public synchronized void deliver(Caller caller, String arn, String message) {
        attempts.add(clock.instant());
        RuntimeException refusal = refusals.get(arn);
        if (refusal != null) {
            throw refusal;
        }
        delivered.add(new Delivered(caller.principal().id(), arn, message, clock.instant(), caller.context()));
    }

    @Override
    public synchronized void count(String namespace, String metric, Map<String, String> dimensions) {
        failures.merge(namespace + " " + metric + " " + dimensions, 1, Integer::sum);
    }

    synchronized List<String> messages() {
        return delivered.stream().map(Delivered::message).toList();
    }

    /** What arrived at one of the ARNs. */
    synchronized List<String> at(String arn) {
        return delivered.stream()
                .filter(one -> one.arn().equals(arn))
                .map(Delivered::message)
                .toList();
    }

    /** A rule for everything of the source {@code test}, whose only target is written so. */
    String rule(String name, String target) {
        String arn = events.putRule(REGION, name, json("{\"EventPattern\":{\"source\":[\"test\"]}}"));
        events.putTargets(REGION, name, json("[" + target + "]"));
        return arn;
    }

    /** An event of the source {@code test}. */
    void happens(String detail) {
        events.put(new AwsEvent(
                "test",
                "Something",
                REGION,
                List.of("arn:of:it"),
                AwsJson.object().setAll((ObjectNode) json(detail))));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
