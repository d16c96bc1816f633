package rekey.failure;

/** Amazon would not know where to send a new secret, and issues none. The operator enrols the application. */
public final class NotEnrolled extends Failure {
    public NotEnrolled() {
        super("Amazon does not send this application's new secrets to the queues yet, and has issued none."
                + " Enrol it in the Developer Console: rekey enrol says how.");
    }
}
