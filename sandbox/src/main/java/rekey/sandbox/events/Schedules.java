package rekey.sandbox.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Delivery;
import rekey.sandbox.iam.Iam;

/**
 * <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/what-is-scheduler.html">EventBridge Scheduler</a>:
 * invokes functions, topics and queues at set times of the sandbox's clock, each with a role that it assumes, which also
 * sends what failed to the dead-letter queue.
 *
 * <p>A schedule with a flexible window invokes at the beginning of it. There is the group {@code default} only, and no
 * API over the network. Thread-safe.
 */
public final class Schedules {
    private static final String SERVICE = "scheduler.amazonaws.com";
    private static final String NAMESPACE = "AWS/Scheduler";

    /** What each is put by, by its ARN: a schedule whose number is another one now no longer applies. */
    private final ConcurrentHashMap<String, Long> numbers = new ConcurrentHashMap<>();

    private final AtomicLong lastNumber = new AtomicLong();
    private final SandboxClock clock;
    private final Iam iam;
    private final Courier courier;
    private final FailureMetrics failures;

    /** Counts no failures. */
    public Schedules(SandboxClock clock, Iam iam, Delivery delivery) {
        this(clock, iam, delivery, FailureMetrics.NONE);
    }

    /**
     * @param iam says whether a schedule's role may be assumed; whether that may invoke the target says {@code delivery}
     * @param failures where failed invocations are counted, by {@code ScheduleGroup}
     */
    public Schedules(SandboxClock clock, Iam iam, Delivery delivery, FailureMetrics failures) {
        this.clock = clock;
        this.iam = iam;
        this.courier = new Courier(clock, delivery);
        this.failures = failures;
    }

    /**
     * Makes a schedule or puts another in its place, which begins anew.
     *
     * @param properties of an {@code AWS::Scheduler::Schedule}
     * @return its ARN
     * @throws AwsError when a property is invalid or not known here
     */
    public String put(String region, String name, JsonNode properties) {
        Instant now = clock.instant();
        Schedule schedule = Schedule.read(region, name, AwsInput.of((ObjectNode) properties), now);
        long number = lastNumber.incrementAndGet();
        numbers.put(schedule.arn(), number);
        if (schedule.enabled()) {
            // One nanosecond earlier, so that it may be due at its start.
            schedule.recurrence()
                    .play(
                            clock,
                            schedule.start().minusNanos(1),
                            () -> number == numbers.getOrDefault(schedule.arn(), 0L),
                            due -> invoke(schedule, due));
        }
        return schedule.arn();
    }

    /** Nothing happens when it is not there. */
    public void delete(String region, String name) {
        numbers.remove(Schedule.arn(region, name));
    }

    private void invoke(Schedule schedule, Instant due) {
        Caller service = Caller.service(SERVICE, schedule.groupArn());
        Supplier<Caller> role = () -> Caller.overNetwork(iam.assume(service, schedule.role(), schedule.name()), true);
        String message = schedule.message(due);
        courier.send(new Errand(
                schedule.target(),
                message,
                role,
                schedule.retries(),
                schedule.deadLetters().map(queue -> new DeadLetter(queue, message, role)),
                end -> failures.count(NAMESPACE, metric(end), Map.of("ScheduleGroup", Schedule.GROUP))));
    }

    private static String metric(Errand.End end) {
        return switch (end) {
            case FAILED -> "InvocationDroppedCount";
            case SENT_TO_QUEUE -> "InvocationsSentToDeadLetterCount";
            case NOT_SENT_TO_QUEUE -> "InvocationsFailedToBeSentToDeadLetterCount";
        };
    }
}
