package rekey.sandbox.cloudwatch;

/**
 * An alarm's action that failed. AWS shows it in the alarm's history only.
 *
 * @param type {@code AuthorizationError}
 * @param reason null when there is none
 */
public record RefusedAction(String alarmName, String actionArn, String type, String reason) {}
