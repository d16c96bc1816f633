package rekey.sandbox.events;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rekey.sandbox.aws.AwsError;

/** What rules and schedules write for when they are due. */
final class ScheduleExpression {
    private static final Pattern AT = Pattern.compile("at\\((.+)\\)");
    private static final DateTimeFormatter AT_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss").withResolverStyle(ResolverStyle.STRICT);

    private ScheduleExpression() {}

    /**
     * A rule's, in UTC: a rate is due for the first time when its interval has passed.
     *
     * @throws AwsError when it is neither a rate nor a cron expression
     */
    static Recurrence ofRule(String expression, Instant now) {
        try {
            Optional<Duration> interval = Rate.interval(expression, true);
            if (interval.isPresent()) {
                return new Rate(now.plus(interval.get()), interval.get());
            }
            return Cron.parse(expression, ZoneOffset.UTC)
                    .orElseThrow(
                            () -> new IllegalArgumentException("a rule takes rate(5 minutes), rate(1 day) or cron(…)"));
        } catch (IllegalArgumentException e) {
            throw AwsError.invalid("Parameter ScheduleExpression is not valid. " + expression + ": " + e.getMessage());
        }
    }

    /**
     * A schedule's: a rate is due for the first time at once, or at its start. What is due at a time that lies in the
     * past never is.
     *
     * @param start from when on
     * @throws AwsError when it is neither a rate, a cron nor an at expression
     */
    static Recurrence ofSchedule(String expression, Instant start, ZoneId zone) {
        try {
            Optional<Duration> interval = Rate.interval(expression, false);
            if (interval.isPresent()) {
                return new Rate(start, interval.get());
            }
            Matcher at = AT.matcher(expression);
            if (at.matches()) {
                Instant once =
                        LocalDateTime.parse(at.group(1), AT_TIME).atZone(zone).toInstant();
                return time -> Optional.of(once).filter(due -> due.isAfter(time));
            }
            return Cron.parse(expression, zone)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "a schedule takes rate(5 minutes), cron(…) or at(2026-11-23T09:00:00)"));
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw AwsError.invalid("Invalid Schedule Expression " + expression + ". " + e.getMessage());
        }
    }

    static boolean isOnce(String expression) {
        return AT.matcher(expression).matches();
    }
}
