package rekey.sandbox.lwa;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.lwa.IssuedSecrets.IssuedSecret;

/**
 * What Amazon tells an enrolled application about its secrets, and when. Thread-safe; nothing is sent under a lock, as who
 * receives a message may ask for a token before it is sent to the end.
 */
final class Announcements {
    private final SandboxClock clock;
    private final RegisteredApplication application;
    private final IssuedSecrets secrets;
    private final SecretMessages messages;
    volatile Optional<Enrolment> enrolment = Optional.empty();
    volatile Duration cadence = Duration.ofDays(7);
    volatile boolean remindsOfOldSecrets;

    Announcements(
            SandboxClock clock, RegisteredApplication application, IssuedSecrets secrets, SecretMessages messages) {
        this.clock = clock;
        this.application = application;
        this.secrets = secrets;
        this.messages = messages;
    }

    void newSecret(IssuedSecret fresh, Enrolment to) {
        Instant now = now();
        Instant oldExpires = secrets.before(fresh).orElseThrow().expires();
        MessageBody body = new MessageBody(application, to.newSecretSubscription(), now);
        messages.write(
                MessageType.NEW_SECRET,
                to.newSecretQueue(),
                now,
                body.newSecret(fresh.value().reveal(), fresh.due(), oldExpires));
        if (remindsOfOldSecrets) {
            expiry(oldExpires);
        }
    }

    /** Has it said when the secret's end comes near. */
    void scheduleReminders(IssuedSecret secret) {
        schedule(secret, secret.due().minus(RegisteredApplication.NOTICE));
    }

    private void schedule(IssuedSecret secret, Instant planned) {
        clock.schedule(planned, () -> remind(secret, planned));
    }

    private void remind(IssuedSecret secret, Instant planned) {
        boolean newest = secrets.newest().value().equals(secret.value());
        if (newest && planned.isBefore(secret.due())) {
            expiry(secret.due());
            schedule(secret, planned.plus(cadence));
        }
    }

    private void expiry(Instant expires) {
        enrolment.ifPresent(to -> {
            Instant now = now();
            MessageBody body = new MessageBody(application, to.expirySubscription(), now);
            messages.write(MessageType.EXPIRY, to.expiryQueue(), now, body.expiry(expires));
        });
    }

    /** To the millisecond, as messages tell it. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
