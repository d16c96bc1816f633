package rekey.sandbox.cloudwatch;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What an alarm finds in the periods before some time.
 *
 * <p>Unlike CloudWatch this looks no further back than the alarm's periods when some of them have no data.
 */
record Verdict(AlarmDefinition alarm, AlarmState state, List<Datapoint> breaching, List<Datapoint> others) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MM/yy HH:mm:ss").withZone(ZoneOffset.UTC);

    /** @param start of the period */
    record Datapoint(double value, Instant start) {
        @Override
        public String toString() {
            return value + " (" + TIME.format(start) + ")";
        }
    }

    /** @param before the state that the alarm is in */
    static Verdict of(AlarmDefinition alarm, Metrics metrics, Instant end, AlarmState before) {
        List<Datapoint> breaching = new ArrayList<>();
        List<Datapoint> others = new ArrayList<>();
        for (int i = 0; i < alarm.periods(); i++) {
            Instant periodEnd = end.minus(alarm.watched().period().multipliedBy(i));
            double value = alarm.watched().value(metrics, periodEnd);
            if (!Double.isNaN(value)) {
                boolean breaches = alarm.comparison().breaches(value, alarm.threshold());
                (breaches ? breaching : others)
                        .add(new Datapoint(
                                value, periodEnd.minus(alarm.watched().period())));
            }
        }
        AlarmState state = state(alarm, breaching.size(), others.size(), before);
        return new Verdict(alarm, state, List.copyOf(breaching), List.copyOf(others));
    }

    private static AlarmState state(AlarmDefinition alarm, int breaching, int others, AlarmState before) {
        int missing = alarm.periods() - breaching - others;
        return switch (alarm.missingData()) {
            case BREACHING -> alarmWhen(breaching + missing >= alarm.toAlarm());
            case NOT_BREACHING -> alarmWhen(breaching >= alarm.toAlarm());
            case IGNORE ->
                breaching < alarm.toAlarm() && others == 0 ? before : alarmWhen(breaching >= alarm.toAlarm());
            case MISSING ->
                breaching + others == 0
                        ? AlarmState.INSUFFICIENT_DATA
                        : alarmWhen(breaching >= Math.min(alarm.toAlarm(), breaching + others));
        };
    }

    private static AlarmState alarmWhen(boolean enough) {
        return enough ? AlarmState.ALARM : AlarmState.OK;
    }

    /** Why, in CloudWatch's words. */
    String reason() {
        int periods = alarm.periods();
        if (state == AlarmState.INSUFFICIENT_DATA) {
            return "Insufficient Data: " + count(periods, "datapoint") + (periods == 1 ? " was" : " were")
                    + " unknown.";
        }
        boolean alarmed = state == AlarmState.ALARM;
        List<Datapoint> telling = alarmed ? breaching : others;
        if (telling.isEmpty()) {
            return "Threshold Crossed: no datapoints were received for " + count(periods, "period") + " and "
                    + count(periods, "missing datapoint") + (periods == 1 ? " was" : " were") + " treated as ["
                    + (alarmed ? "Breaching" : "NonBreaching") + "].";
        }
        int least = alarmed ? alarm.toAlarm() : periods - alarm.toAlarm() + 1;
        return "Threshold Crossed: " + telling.size() + " out of the last " + periods + " datapoints "
                + telling.stream().map(Datapoint::toString).collect(Collectors.joining(", ", "[", "]"))
                + (telling.size() == 1 ? " was " : " were ") + (alarmed ? "" : "not ")
                + alarm.comparison().inWords + " the threshold (" + alarm.threshold() + ") (minimum "
                + count(least, "datapoint") + " for " + (alarmed ? "OK -> ALARM" : "ALARM -> OK") + " transition).";
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
