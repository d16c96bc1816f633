package rekey.sandbox.cloudwatch;

/** What an alarm is in. */
public enum AlarmState {
    OK,
    ALARM,
    INSUFFICIENT_DATA
}
