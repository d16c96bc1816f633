package rekey.failure;

/**
 * A message in a queue is none that this application can use. It stays there, and ends in the dead-letter queue, where
 * the operator looks at it.
 */
public final class MessageRefused extends Failure {
    /** @param problem what is wrong with it, without any text of it */
    public MessageRefused(String problem) {
        super(problem + " It goes to the dead-letter queue, from which nothing takes it for 14 days.");
    }
}
