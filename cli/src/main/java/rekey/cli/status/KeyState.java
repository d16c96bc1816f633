package rekey.cli.status;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import rekey.cli.aws.ApplicationKey;
import rekey.cli.aws.AwsProblem;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.KmsException;

/**
 * The application's KMS key.
 *
 * @param rotation whether KMS renews its material by itself
 */
record KeyState(ApplicationKey key, Answer<Rotation> rotation) {
    /** Keys whose material cannot rotate, or not in their state. */
    private static final Set<String> NEVER = Set.of("UnsupportedOperationException", "KMSInvalidStateException");

    /** @param next when the material is renewed next; nothing when KMS does not say */
    record Rotation(boolean on, Optional<Instant> next) {}

    /** Nothing known when the key may not be looked at, empty when there is none. */
    static Answer<Optional<KeyState>> find(KmsClient kms, String alias) {
        Answer<Optional<ApplicationKey>> key = Answer.ask(
                new AwsProblem("look up " + alias, "kms:DescribeKey on it"), () -> ApplicationKey.find(kms, alias));
        return key.isKnown()
                ? Answer.of(key.known().map(found -> new KeyState(found, rotation(kms, found))))
                : new Answer<>(null, key.unknown());
    }

    private static Answer<Rotation> rotation(KmsClient kms, ApplicationKey key) {
        return Answer.ask(
                new AwsProblem("see whether %s rotates".formatted(key.alias()), "kms:GetKeyRotationStatus on it"),
                () -> {
                    try {
                        GetKeyRotationStatusResponse status =
                                kms.getKeyRotationStatus(request -> request.keyId(key.id()));
                        return new Rotation(
                                status.keyRotationEnabled(), Optional.ofNullable(status.nextRotationDate()));
                    } catch (KmsException e) {
                        if (NEVER.contains(AwsProblem.code(e))) {
                            return new Rotation(false, Optional.empty());
                        }
                        throw e;
                    }
                });
    }
}
