package rekey.notice;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a mail says when: to the minute, and with the zone, because it is read wherever people are. */
final class UtcTime {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'\u00a0'HH:mm'\u00a0UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private UtcTime() {}

    /** {@code 2026-12-03}. */
    static String date(Instant when) {
        return DATE.format(when);
    }

    /** {@code 2026-12-03 15:04 UTC}, with blanks at which {@link MailText} breaks no line. */
    static String time(Instant when) {
        return TIME.format(when);
    }

    /** {@code 1 day}, {@code 30 days}. */
    static String days(long number) {
        return number == 1 ? "1 day" : number + " days";
    }
}
