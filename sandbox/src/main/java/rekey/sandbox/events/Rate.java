package rekey.sandbox.events;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every so many minutes, hours or days of 24 hours: {@code rate(5 minutes)}.
 *
 * @param first the first of its times
 */
record Rate(Instant first, Duration interval) implements Recurrence {
    private static final Pattern EXPRESSION = Pattern.compile("rate\\((\\d{1,9}) (minute|hour|day)(s?)\\)");

    /**
     * The interval that an expression says, empty when it is none.
     *
     * @param strict whether one needs the singular and any other number the plural, as in rules but not in schedules
     */
    static Optional<Duration> interval(String expression, boolean strict) {
        Matcher rate = EXPRESSION.matcher(expression);
        if (!rate.matches()) {
            return Optional.empty();
        }
        long value = Long.parseLong(rate.group(1));
        if (value == 0 || (strict && (value == 1) != rate.group(3).isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(
                switch (rate.group(2)) {
                    case "minute" -> Duration.ofMinutes(value);
                    case "hour" -> Duration.ofHours(value);
                    default -> Duration.ofDays(value);
                });
    }

    @Override
    public Optional<Instant> after(Instant time) {
        if (time.isBefore(first)) {
            return Optional.of(first);
        }
        long passed = Duration.between(first, time).dividedBy(interval);
        return Optional.of(first.plus(interval.multipliedBy(passed + 1)));
    }
}
