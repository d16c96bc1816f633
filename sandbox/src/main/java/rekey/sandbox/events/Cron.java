package rekey.sandbox.events;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * AWS's <a href="https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based">cron
 * expressions</a> of six fields: minutes, hours, days of the month, months, days of the week, years. A time that a change
 * of clocks leaves out is skipped; of one that comes twice, the first counts. Immutable.
 */
final class Cron implements Recurrence {
    private static final Pattern EXPRESSION = Pattern.compile("cron\\((.+)\\)");
    private static final CronField MINUTES = new CronField("minute", 0, 59);
    private static final CronField HOURS = new CronField("hour", 0, 23);
    private static final CronField MONTHS = new CronField(
            "month",
            1,
            12,
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"));
    private static final CronField YEARS = new CronField("year", 1970, 2199);

    private final BitSet minutes;
    private final BitSet hours;
    private final BitSet months;
    private final BitSet years;
    private final Predicate<LocalDate> days;
    private final ZoneId zone;

    private Cron(String[] fields, ZoneId zone) {
        this.minutes = MINUTES.parse(fields[0]);
        this.hours = HOURS.parse(fields[1]);
        this.months = MONTHS.parse(fields[3]);
        this.days = CronDays.parse(fields[2], fields[4]);
        this.years = YEARS.parse(fields[5]);
        this.zone = zone;
    }

    /**
     * Empty when the expression is none of this kind.
     *
     * @throws IllegalArgumentException when it is, but a field is wrong; the message says which
     */
    static Optional<Cron> parse(String expression, ZoneId zone) {
        Matcher cron = EXPRESSION.matcher(expression);
        if (!cron.matches()) {
            return Optional.empty();
        }
        String[] fields = cron.group(1).strip().split("\\s+", -1);
        if (fields.length != 6) {
            throw new IllegalArgumentException("a cron expression has six fields, this one " + fields.length);
        }
        return Optional.of(new Cron(fields, zone));
    }

    @Override
    public Optional<Instant> after(Instant time) {
        LocalDateTime from = LocalDateTime.ofInstant(time, zone);
        for (Optional<LocalDateTime> next = next(from); next.isPresent(); next = next(next.get())) {
            List<ZoneOffset> offsets = zone.getRules().getValidOffsets(next.get());
            if (!offsets.isEmpty() && next.get().toInstant(offsets.get(0)).isAfter(time)) {
                return Optional.of(next.get().toInstant(offsets.get(0)));
            }
        }
        return Optional.empty();
    }

    private Optional<LocalDateTime> next(LocalDateTime after) {
        Optional<LocalTime> today = fits(after.toLocalDate()) ? timeAfter(after.toLocalTime()) : Optional.empty();
        if (today.isPresent()) {
            return Optional.of(after.toLocalDate().atTime(today.get()));
        }
        LocalDate date = after.toLocalDate().plusDays(1);
        while (date.getYear() <= YEARS.max()) {
            if (!years.get(date.getYear())) {
                date = date.withDayOfYear(1).plusYears(1);
            } else if (!months.get(date.getMonthValue())) {
                date = date.withDayOfMonth(1).plusMonths(1);
            } else if (!days.test(date)) {
                date = date.plusDays(1);
            } else {
                return Optional.of(date.atTime(hours.nextSetBit(0), minutes.nextSetBit(0)));
            }
        }
        return Optional.empty();
    }

    private boolean fits(LocalDate date) {
        return years.get(date.getYear()) && months.get(date.getMonthValue()) && days.test(date);
    }

    private Optional<LocalTime> timeAfter(LocalTime time) {
        int minute = hours.get(time.getHour()) ? minutes.nextSetBit(time.getMinute() + 1) : -1;
        if (minute >= 0) {
            return Optional.of(LocalTime.of(time.getHour(), minute));
        }
        int hour = hours.nextSetBit(time.getHour() + 1);
        return hour < 0 ? Optional.empty() : Optional.of(LocalTime.of(hour, minutes.nextSetBit(0)));
    }
}
