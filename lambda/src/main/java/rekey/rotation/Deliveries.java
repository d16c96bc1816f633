package rekey.rotation;

import java.util.ArrayList;
import java.util.List;
import rekey.failure.Failure;
import rekey.failure.MessageRefused;
import rekey.failure.TryLater;
import rekey.function.Deadline;
import rekey.function.Journal;
import rekey.rotation.AmazonMessage.Expiry;
import rekey.rotation.AmazonMessage.NewSecret;

/** Takes in the messages of a batch, each for itself. Thread-safe. */
final class Deliveries {
    private final Rotation rotation;
    private final Addressee addressee;
    private final ExpiryIntake expiry;
    private final SecretIntake secrets;

    Deliveries(Rotation rotation) {
        this.rotation = rotation;
        this.addressee = new Addressee(rotation.credentials(), rotation.names());
        this.expiry = new ExpiryIntake(rotation);
        this.secrets = new SecretIntake(rotation);
    }

    /** @return the ids of the messages that must come again */
    List<String> take(QueueEvent event, Deadline deadline, Journal journal) {
        List<String> failed = new ArrayList<>();
        for (QueueMessage message : event.messages()) {
            if (!isTaken(message, deadline, journal)) {
                failed.add(message.id());
            }
        }
        return failed;
    }

    private boolean isTaken(QueueMessage message, Deadline deadline, Journal journal) {
        try {
            take(message, deadline, journal);
            journal.info("message.taken", "message", message.id(), "queue", message.queue());
            return true;
        } catch (MessageRefused e) {
            fail(message, e, journal);
            rotation.messenger()
                    .tell(
                            () -> rotation.notices().messageRefused(message.queue(), message.id(), e.getMessage()),
                            deadline,
                            journal);
        } catch (Failure e) {
            fail(message, e, journal);
        } catch (RuntimeException e) {
            // A defect of ours. What it says may quote the message.
            journal.warn(
                    "message.failed",
                    "message",
                    message.id(),
                    "failure",
                    e.getClass().getName());
        }
        return false;
    }

    private void take(QueueMessage message, Deadline deadline, Journal journal) {
        if (deadline.hasPassed()) {
            throw new TryLater("No time is left for this message.");
        }
        AmazonMessage read = MessageReader.read(message.body());
        addressee.check(read, deadline);
        if (read instanceof NewSecret secret) {
            secrets.take(secret, deadline, journal);
        } else if (read instanceof Expiry expires) {
            expiry.take(expires, deadline, journal);
        }
    }

    private static void fail(QueueMessage message, Failure e, Journal journal) {
        journal.warn(
                "message.failed",
                "message",
                message.id(),
                "queue",
                message.queue(),
                "failure",
                e.getClass().getSimpleName(),
                "problem",
                e.getMessage());
    }
}
