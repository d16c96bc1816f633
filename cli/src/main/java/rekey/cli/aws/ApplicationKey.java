package rekey.cli.aws;

import java.util.Optional;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/**
 * The KMS key that protects an application's parameters, as its alias leads to it.
 *
 * @param alias {@code alias/my-erp}
 * @param state KMS's own word, {@code Enabled} when all is well
 */
public record ApplicationKey(String alias, String arn, String id, String state) {

    /**
     * Nothing when there is no such alias.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when KMS refuses to say, or does not answer
     */
    public static Optional<ApplicationKey> find(KmsClient kms, String alias) {
        try {
            KeyMetadata key = kms.describeKey(request -> request.keyId(alias)).keyMetadata();
            return Optional.of(new ApplicationKey(alias, key.arn(), key.keyId(), key.keyStateAsString()));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** Whether Parameter Store means this key by {@code keyId}: its ARN or id, its alias or the alias's ARN. */
    public boolean isNamedBy(String keyId) {
        return keyId.equals(alias)
                || keyId.equals(arn)
                || keyId.equals(id)
                || keyId.equals(arn.substring(0, arn.lastIndexOf(':') + 1) + alias);
    }

    public boolean isEnabled() {
        return "Enabled".equals(state);
    }
}
