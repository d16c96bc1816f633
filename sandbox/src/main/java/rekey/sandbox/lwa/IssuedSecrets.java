package rekey.sandbox.lwa;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import rekey.credential.Secret;

/** The client secrets of one application, the oldest first. Thread-safe. */
final class IssuedSecrets {
    /**
     * @param issued to the millisecond, as messages tell it
     * @param known from when on SP-API accepts it
     * @param rejectedFrom from when on LWA rejects it
     */
    record IssuedSecret(Secret value, Instant issued, Instant known, Instant rejectedFrom) {
        Instant due() {
            return issued.plus(RegisteredApplication.SECRET_LIFE);
        }

        /** When it stops working, be it at SP-API or at LWA. */
        Instant expires() {
            return due().isBefore(rejectedFrom) ? due() : rejectedFrom;
        }

        private IssuedSecret rejectedFrom(Instant end) {
            return rejectedFrom.isBefore(end) ? this : new IssuedSecret(value, issued, known, end);
        }
    }

    private final List<IssuedSecret> secrets = new ArrayList<>();

    /** Every older secret is rejected after the overlap at the latest. */
    synchronized IssuedSecret issue(Instant now, Duration propagation) {
        Instant issued = now.truncatedTo(ChronoUnit.MILLIS);
        secrets.replaceAll(old -> old.rejectedFrom(issued.plus(RegisteredApplication.OVERLAP)));
        IssuedSecret fresh = new IssuedSecret(
                Secret.of(FakeCredentials.clientSecret()), issued, issued.plus(propagation), Instant.MAX);
        secrets.add(fresh);
        return fresh;
    }

    synchronized IssuedSecret newest() {
        return secrets.get(secrets.size() - 1);
    }

    /** The one before {@code secret}, as it is now. */
    synchronized Optional<IssuedSecret> before(IssuedSecret secret) {
        int index = 0;
        while (!secrets.get(index).value().equals(secret.value())) {
            index++;
        }
        return index == 0 ? Optional.empty() : Optional.of(secrets.get(index - 1));
    }

    synchronized List<IssuedSecret> all() {
        return List.copyOf(secrets);
    }

    /** The one of this value; empty when LWA rejects it. */
    Optional<IssuedSecret> accepted(String value, Instant now) {
        return all().stream()
                .filter(secret -> secret.value().equals(Secret.of(value)) && now.isBefore(secret.rejectedFrom()))
                .findFirst();
    }
}
