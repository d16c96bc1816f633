package rekey.rotation;

import java.util.List;
import rekey.credential.CredentialStore;
import rekey.credential.ParameterNames;
import rekey.credential.Secret;
import rekey.failure.MessageRefused;
import rekey.failure.NotSetYet;
import rekey.function.Deadline;

/** The application that messages are for, by the client identifier that is stored. Thread-safe. */
record Addressee(CredentialStore credentials, ParameterNames names) {

    /**
     * @throws MessageRefused when {@code message} is for another application: it may be the only copy of that one's secret
     * @throws NotSetYet when the client identifier is not stored yet
     */
    void check(AmazonMessage message, Deadline deadline) {
        String name = names.clientIdentifier();
        Secret own = credentials.readThoseSet(List.of(name), deadline).get(name);
        if (own == null) {
            throw new NotSetYet(name);
        }
        if (!own.equals(message.clientIdentifier())) {
            throw new MessageRefused(
                    "It is for an application whose client identifier is not that in %s.".formatted(name));
        }
    }
}
