package rekey.rotation;

/**
 * A message as Lambda hands it over. Its body may be the only copy of a secret, so this is no record, which would print
 * it.
 */
final class QueueMessage {
    private final String id;
    private final String queue;
    private final String body;

    /**
     * @param id SQS's
     * @param queue the name of the queue that it lies in
     */
    QueueMessage(String id, String queue, String body) {
        this.id = id;
        this.queue = queue;
        this.body = body;
    }

    String id() {
        return id;
    }

    String queue() {
        return queue;
    }

    String body() {
        return body;
    }
}
