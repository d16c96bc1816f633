package rekey.infra;

import java.util.List;
import rekey.infra.Configuration.Rotation;
import rekey.rotation.RotationSettings;

/** What a configuration says in days of the secret's life: when people are reminded, when it is rotated. */
final class Days {
    static final List<Integer> REMINDERS = List.of(150, 165, 173);
    /** Each has a rule, and the policy of the queue behind the rules may have ten conditions. */
    private static final int MOST = 7;

    private Days() {}

    /** After how many days people are reminded. */
    static List<Integer> reminders(ContextReader reader) {
        List<Integer> days = reader.several("reminderDays", Days::reminder);
        if (days.size() > MOST) {
            reader.problem("reminderDays", "There are %d at most.".formatted(MOST));
            return REMINDERS;
        } else if (!days.stream().sorted().toList().equals(days)) {
            reader.problem("reminderDays", "They come in rising order, such as 150,165,173.");
        }
        return days.isEmpty() ? REMINDERS : days;
    }

    private static int reminder(String text) {
        int days = wholeNumber(text);
        if (days < 1 || days >= Configuration.SECRET_LIFE_DAYS) {
            throw new IllegalArgumentException("A reminder comes after 1 to %d days: the secret dies after %d."
                    .formatted(Configuration.SECRET_LIFE_DAYS - 1, Configuration.SECRET_LIFE_DAYS));
        }
        return days;
    }

    /** How many days before its end a secret is rotated. */
    static int beforeEnd(ContextReader reader) {
        return reader.one("rotateDaysBefore", Days::before).orElse(RotationSettings.DAYS_BEFORE);
    }

    private static int before(String text) {
        int days = wholeNumber(text);
        if (days < RotationSettings.FEWEST_DAYS_BEFORE || days > RotationSettings.MOST_DAYS_BEFORE) {
            throw new IllegalArgumentException(
                    "A secret is rotated %d to %d days before its end: not within the overlap."
                            .formatted(RotationSettings.FEWEST_DAYS_BEFORE, RotationSettings.MOST_DAYS_BEFORE));
        }
        return days;
    }

    private static int wholeNumber(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("It is a whole number of days.", e);
        }
    }

    /** A reminder of what goes well by itself would teach people not to read the one that matters. */
    static void checkOrder(ContextReader reader, Rotation rotation, int daysBefore, List<Integer> reminders) {
        int rotated = Configuration.SECRET_LIFE_DAYS - daysBefore;
        if (rotation == Rotation.AUTO && rotated >= reminders.get(0)) {
            reader.problem(
                    "rotateDaysBefore",
                    ("%1$d days before its end a secret is %2$d days old, and people would have been reminded after %3$d to"
                                    + " rotate what rotates by itself. With rotation=auto it is more than %4$d, or the first of"
                                    + " reminderDays comes after day %2$d.")
                            .formatted(
                                    daysBefore,
                                    rotated,
                                    reminders.get(0),
                                    Configuration.SECRET_LIFE_DAYS - reminders.get(0)));
        }
    }
}
