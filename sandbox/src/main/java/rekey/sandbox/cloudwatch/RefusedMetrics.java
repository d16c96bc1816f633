package rekey.sandbox.cloudwatch;

import java.time.Instant;

/**
 * A line of a log that claims to hold metrics in the embedded metric format, and breaks its rules. None of its metrics was
 * recorded.
 *
 * @param type {@code EMFParsingErrors} or {@code EMFValidationErrors}, the metric that it was counted by
 * @param reason the rule; names what is in the line, and repeats no value of it
 */
public record RefusedMetrics(Instant time, String logGroup, String type, String reason) {}
