package rekey.sandbox.events;

import java.util.Map;

/** Where invocations are counted that failed for good, one at a time. Safe for use by several threads. */
@FunctionalInterface
public interface FailureMetrics {
    /** Counts nothing. */
    FailureMetrics NONE = (namespace, metric, dimensions) -> {};

    /**
     * One more.
     *
     * @param namespace {@code AWS/Events} or {@code AWS/Scheduler}
     * @param metric of a rule {@code FailedInvocations}, {@code InvocationsSentToDlq}, {@code
     *     InvocationsFailedToBeSentToDlq}; of a schedule {@code InvocationDroppedCount}, {@code
     *     InvocationsSentToDeadLetterCount}, {@code InvocationsFailedToBeSentToDeadLetterCount}
     * @param dimensions {@code RuleName} of a rule on the default bus, {@code ScheduleGroup} of a schedule
     */
    void count(String namespace, String metric, Map<String, String> dimensions);
}
