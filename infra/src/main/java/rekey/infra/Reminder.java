package rekey.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One reminder that the client secret is getting old: which event brings it, and the sentence that people read.
 *
 * <p>The event tells the days in its {@code action-reason} alone, in English. An event that says it otherwise matches
 * {@link #inOtherWords}, so that a change of AWS's wording costs the number of days and not the reminder. Neither
 * looks at {@code policy-content}, which is seen as a text and as an object, nor at {@code action-status}, which is seen
 * in two cases.
 *
 * @param id for the rule that it becomes
 * @param pattern the event pattern's {@code detail}
 * @param sentence an input template; {@link #PARAMETER} stands for the parameter's name
 */
record Reminder(String id, Map<String, Object> pattern, String sentence) {
    static final String PARAMETER = "<parameter>";

    /**
     * Ends in a command that works as it stands. Fits a short message of 140 bytes with the longest legal name, the sender
     * and the quotes that SNS gets.
     */
    private static final String SENTENCE = "LWA secret unchanged %s of %d days: rotate it, then rekey put " + PARAMETER;

    /** The reminder after {@code days} days without a change. */
    static Reminder after(int days, String parameterName) {
        return new Reminder(
                "After%dDays".formatted(days),
                detail(parameterName, List.of(Map.of("prefix", unchangedFor(days)))),
                SENTENCE.formatted(days, Configuration.SECRET_LIFE_DAYS));
    }

    /**
     * The reminder for every other event of the secret's: one that says it in other words, or of a policy that somebody
     * added by hand.
     *
     * @param days those that have a reminder of their own, in rising order
     */
    static Reminder inOtherWords(List<Integer> days, String parameterName) {
        List<String> known = days.stream().map(Reminder::unchangedFor).toList();
        return new Reminder(
                "InOtherWords",
                detail(
                        parameterName,
                        List.of(Map.of("anything-but", Map.of("prefix", known)), Map.of("exists", false))),
                ("LWA secret is old (%d days at most): rotate it, then rekey put " + PARAMETER)
                        .formatted(Configuration.SECRET_LIFE_DAYS));
    }

    private static String unchangedFor(int days) {
        return "The parameter has not been changed for %d day%s".formatted(days, days == 1 ? "" : "s");
    }

    private static Map<String, Object> detail(String parameterName, List<Map<String, Object>> actionReason) {
        Map<String, Object> detail = new TreeMap<>();
        detail.put("policy-type", List.of("NoChangeNotification"));
        detail.put("parameter-name", List.of(parameterName));
        detail.put("action-reason", actionReason);
        return detail;
    }
}
