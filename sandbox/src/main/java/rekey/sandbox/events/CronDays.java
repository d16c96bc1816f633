package rekey.sandbox.events;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The fields for days of a cron expression, of which one is {@code ?}. Days of the month: also {@code L}, the last;
 * {@code 15W}, the weekday next to the 15th within the month; {@code LW}, the last weekday. Days of the week, of which 1
 * is Sunday: also {@code 6L}, the last Friday of the month; {@code 3#2}, the second Tuesday; {@code L}, Saturday.
 */
final class CronDays {
    private static final CronField OF_MONTH = new CronField("day of the month", 1, 31);
    private static final CronField OF_WEEK =
            new CronField("day of the week", 1, 7, List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"));
    private static final Pattern NEAREST_WEEKDAY = Pattern.compile("(\\d{1,2})W");
    private static final Pattern LAST_OF_WEEK = Pattern.compile("(\\w+)L");
    private static final Pattern NTH_OF_WEEK = Pattern.compile("(\\w+)#([1-5])");

    private CronDays() {}

    static Predicate<LocalDate> parse(String ofMonth, String ofWeek) {
        if (ofMonth.equals("?") == ofWeek.equals("?")) {
            throw new IllegalArgumentException("one of day of the month and day of the week must be ?, and not both");
        }
        return ofWeek.equals("?") ? month(ofMonth) : week(ofWeek);
    }

    private static Predicate<LocalDate> month(String text) {
        Matcher nearest = NEAREST_WEEKDAY.matcher(text);
        if (text.equals("L")) {
            return date -> date.getDayOfMonth() == date.lengthOfMonth();
        }
        if (text.equals("LW")) {
            return date -> date.equals(weekdayNear(date, date.lengthOfMonth()));
        }
        if (nearest.matches()) {
            int day = OF_MONTH.number(nearest.group(1));
            return date -> day <= date.lengthOfMonth() && date.equals(weekdayNear(date, day));
        }
        BitSet days = OF_MONTH.parse(text);
        return date -> days.get(date.getDayOfMonth());
    }

    private static Predicate<LocalDate> week(String text) {
        Matcher last = LAST_OF_WEEK.matcher(text);
        Matcher nth = NTH_OF_WEEK.matcher(text);
        if (last.matches()) {
            DayOfWeek day = dayOfWeek(OF_WEEK.number(last.group(1)));
            return date -> date.equals(date.with(TemporalAdjusters.lastInMonth(day)));
        }
        if (nth.matches()) {
            DayOfWeek day = dayOfWeek(OF_WEEK.number(nth.group(1)));
            int number = Integer.parseInt(nth.group(2));
            return date -> date.equals(date.with(TemporalAdjusters.dayOfWeekInMonth(number, day)));
        }
        BitSet days = OF_WEEK.parse(text.equals("L") ? "7" : text);
        return date -> days.get(date.getDayOfWeek().getValue() % 7 + 1);
    }

    private static DayOfWeek dayOfWeek(int fromSunday) {
        return DayOfWeek.SUNDAY.plus(fromSunday - 1);
    }

    /** Monday to Friday, of the same month. */
    private static LocalDate weekdayNear(LocalDate month, int day) {
        LocalDate date = month.withDayOfMonth(day);
        return switch (date.getDayOfWeek()) {
            case SATURDAY -> day == 1 ? date.plusDays(2) : date.minusDays(1);
            case SUNDAY -> day == date.lengthOfMonth() ? date.minusDays(2) : date.plusDays(1);
            default -> date;
        };
    }
}
