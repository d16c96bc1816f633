package rekey.sandbox.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;

/**
 * The metric alarms of one region.
 *
 * <p>As <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-evaluation-window.html">CloudWatch's
 * sliding window</a>, an alarm's periods end at the minute in which it is evaluated. CloudWatch evaluates every minute; here
 * it happens at the end of a minute in which something was recorded, and when something recorded moves from one period
 * to the next: between these nothing can change, and a quiet half year costs nothing. While a gauge is above zero, once a
 * period. An alarm says something when it changes. What it may not do is in {@link #refused}; nobody who records a metric
 * hears of it. Safe for use by several threads.
 */
public final class Alarms {
    private static final String SERVICE = "cloudwatch.amazonaws.com";

    private final SandboxClock clock;
    private final Metrics metrics;
    private final String region;
    private final Publisher publisher;
    private final Map<String, Alarm> alarms = new ConcurrentHashMap<>();
    private final List<RefusedAction> refused = new CopyOnWriteArrayList<>();

    /** @param publisher is called on the clock's thread, or that of whoever moves it, with nothing locked here */
    public Alarms(SandboxClock clock, Metrics metrics, String region, Publisher publisher) {
        this.clock = clock;
        this.metrics = metrics;
        this.region = region;
        this.publisher = publisher;
        metrics.onChange((metric, minuteEnd) -> alarms.values().stream()
                .filter(alarm -> alarm.definition().watched().metrics().contains(metric))
                .forEach(alarm -> evaluateAt(alarm, minuteEnd)));
    }

    /**
     * Makes an alarm, or changes it, when it keeps its state.
     *
     * @param properties of an {@code AWS::CloudWatch::Alarm}, with nothing left to resolve
     * @return its ARN; what {@code Ref} means is its name, at the end of it
     * @throws AwsError {@code ValidationError} for what is not known here
     */
    public String put(String logicalName, JsonNode properties) {
        AlarmDefinition definition = AlarmDefinition.of(logicalName, properties);
        Alarm alarm = alarms.compute(
                logicalName,
                (name, before) -> new Alarm(
                        definition, clock.instant(), before == null ? AlarmState.INSUFFICIENT_DATA : before.state()));
        evaluateAt(alarm, clock.instant().truncatedTo(ChronoUnit.MINUTES).plus(Metrics.MINUTE));
        return AlarmMessage.arn(region, definition.name());
    }

    public void delete(String logicalName) {
        alarms.remove(logicalName);
    }

    /** The state of the alarm of this name, which is not its logical one; empty when there is none. */
    public Optional<AlarmState> state(String alarmName) {
        return alarms.values().stream()
                .filter(alarm -> alarm.definition().name().equals(alarmName))
                .map(Alarm::state)
                .findFirst();
    }

    /** What alarms were not allowed to do, in the order of time. */
    public List<RefusedAction> refused() {
        return List.copyOf(refused);
    }

    private void evaluateAt(Alarm alarm, Instant end) {
        if (alarm.notes(end)) {
            clock.schedule(end, () -> evaluate(alarm, end));
        }
    }

    private void evaluate(Alarm alarm, Instant end) {
        alarm.happens(end);
        if (!alarms.containsValue(alarm)) {
            return;
        }
        AlarmDefinition definition = alarm.definition();
        definition.watched().metrics().forEach(metric -> metrics.look(metric, end));
        nextMove(definition, end).ifPresent(next -> evaluateAt(alarm, next));
        AlarmState before = alarm.state();
        Verdict verdict = Verdict.of(definition, metrics, end, before);
        if (alarm.changesTo(verdict.state())) {
            publish(new AlarmMessage(definition, region, before, verdict, clock.instant(), alarm.configured()));
        }
    }

    /** When the first of the minutes with data leaves the period that it is in. */
    private Optional<Instant> nextMove(AlarmDefinition alarm, Instant end) {
        Duration period = alarm.watched().period();
        Instant start = end.minus(period.multipliedBy(alarm.periods()));
        return alarm.watched().metrics().stream()
                .flatMap(metric -> metrics.minutes(metric, start, end).stream())
                .map(minute -> {
                    long later =
                            Duration.between(minute, end).minus(Metrics.MINUTE).dividedBy(period);
                    return minute.plus(period.multipliedBy(later + 1)).plus(Metrics.MINUTE);
                })
                .min(Instant::compareTo);
    }

    private void publish(AlarmMessage message) {
        String name = message.alarm().name();
        Caller caller = Caller.service(SERVICE, AlarmMessage.arn(region, name));
        for (String topic : message.alarm().actions(message.now().state())) {
            try {
                publisher.publish(caller, topic, message.subject(), message.perProtocol());
            } catch (AwsError e) {
                refused.add(new RefusedAction(name, topic, e.type(), e.getMessage()));
            }
        }
    }
}
