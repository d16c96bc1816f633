package rekey.sandbox.lambda;

import java.time.Duration;
import java.time.Instant;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.aws.AwsError;

/**
 * Asynchronous invocations, one after the other on the clock's thread: whoever moves the clock, if only by nothing, finds
 * that all have run which were asked for before. A function that throws is run again after
 * <a href="https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html">one minute and two more</a>;
 * one that could not be run at all every five minutes for six hours, where Lambda waits a second first, and longer each
 * time. Then the event is dropped. Thread-safe.
 */
final class EventInvocations {
    private static final int ATTEMPTS = 3;
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final SandboxClock clock;
    private final Invoker invoker;

    EventInvocations(SandboxClock clock, Invoker invoker) {
        this.clock = clock;
        this.invoker = invoker;
    }

    /** @throws AwsError when there is no such function, version or alias */
    void add(FunctionName name, byte[] payload) {
        invoker.measure("AsyncEventsReceived", name, invoker.find(name), 1);
        Instant now = clock.instant();
        clock.schedule(now, () -> attempt(new Event(name, payload, now), 1));
    }

    private void attempt(Event event, int attempt) {
        try {
            if (!invoker.run(event.name(), event.payload()).error()) {
                return;
            }
        } catch (AwsError notRun) {
            again(
                    event,
                    attempt,
                    PAUSE,
                    clock.instant().plus(PAUSE).isBefore(event.since().plus(LONGEST)));
            return;
        }
        again(event, attempt + 1, Duration.ofMinutes(attempt), attempt < ATTEMPTS);
    }

    private void again(Event event, int attempt, Duration pause, boolean worthIt) {
        if (worthIt && exists(event.name())) {
            clock.schedule(clock.instant().plus(pause), () -> attempt(event, attempt));
        } else if (exists(event.name())) {
            invoker.measure("AsyncEventsDropped", event.name(), invoker.find(event.name()), 1);
        }
    }

    private boolean exists(FunctionName name) {
        try {
            invoker.find(name);
            return true;
        } catch (AwsError gone) {
            return false;
        }
    }

    /** What is to be handled, not printed: a payload may hold a secret. */
    @SuppressWarnings("ArrayRecordComponent") // Nobody compares these.
    private record Event(FunctionName name, byte[] payload, Instant since) {
        @Override
        public String toString() {
            return "Event[" + name.arn() + "]";
        }
    }
}
