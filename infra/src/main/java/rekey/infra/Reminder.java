package rekey.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One reminder that the client secret is getting old: which event brings it, and the sentence that people read.
 *
 * <p>The event tells the days in its {@code action-reason} alone, in English. An event that says it otherwise matches
 * {@link #inOtherWords}, so that a change of Amazon's wording costs the number of days and not the reminder. Neither
 * looks at {@code policy-content}, which is seen as a text and as an object, nor at {@code action-status}, which is seen
 * in two cases.
 *
 * @param id for the rule that it becomes
 * @param pattern the event pattern's {@code detail}
 * @param sentence an input template; {@link #PARAMETER} stands for the parameter's name
 */
record Reminder(String id, Map<String, Object> pattern, String sentence) {
    static final String PARAMETER = "<parameter>";

    private static final String UNCHANGED_FOR = "The parameter has not been changed for ";
    /** Fits a short message of 140 bytes with the longest legal name, the sender and the quotes that SNS gets. */
    private static final String SENTENCE = PARAMETER + " is %s, %d left: rotate it, then rekey put clientsecret";

    /** The reminder after {@code days} days without a change. */
    static Reminder after(int days, String parameterName) {
        return new Reminder(
                "After%dDays".formatted(days),
                detail(parameterName, List.of(Map.of("prefix", UNCHANGED_FOR + days + " days"))),
                SENTENCE.formatted(days + " days old", Configuration.SECRET_LIFE_DAYS - days));
    }

    /** The reminder for an event that does not say how many days it were; {@code days} are the fewest it can be. */
    static Reminder inOtherWords(int days, String parameterName) {
        return new Reminder(
                "InOtherWords",
                detail(
                        parameterName,
                        List.of(Map.of("anything-but", Map.of("prefix", UNCHANGED_FOR)), Map.of("exists", false))),
                (PARAMETER + " is %d days old or more, of %d: rotate it, then rekey put it")
                        .formatted(days, Configuration.SECRET_LIFE_DAYS));
    }

    private static Map<String, Object> detail(String parameterName, List<Map<String, Object>> actionReason) {
        Map<String, Object> detail = new TreeMap<>();
        detail.put("policy-type", List.of("NoChangeNotification"));
        detail.put("parameter-name", List.of(parameterName));
        detail.put("action-reason", actionReason);
        return detail;
    }
}
