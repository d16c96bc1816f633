package rekey.sandbox.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import rekey.sandbox.aws.AwsJsonService;
import rekey.sandbox.aws.AwsRequest;

/**
 * {@link Kms} over the network: <a href="https://docs.aws.amazon.com/kms/latest/APIReference/Welcome.html">KMS's API</a>
 * for symmetric keys whose material KMS makes itself. Key policies hold; KMS's grants are not here. Safe for use by several
 * threads.
 */
public final class KmsService implements AwsJsonService {
    private final TreeMap<String, Function<AwsRequest, ObjectNode>> operations = new TreeMap<>();

    public KmsService(Kms kms) {
        KeyOperations keys = new KeyOperations(kms);
        CryptoOperations crypto = new CryptoOperations(kms);
        KeyLists lists = new KeyLists(kms);
        operations.putAll(Map.of(
                "CreateKey", keys::create,
                "DescribeKey", keys::describe,
                "EnableKey", keys::enable,
                "DisableKey", keys::disable,
                "EnableKeyRotation", keys::enableRotation,
                "DisableKeyRotation", keys::disableRotation,
                "GetKeyRotationStatus", keys::rotationStatus,
                "ScheduleKeyDeletion", keys::scheduleDeletion,
                "CancelKeyDeletion", keys::cancelDeletion));
        operations.putAll(Map.of("GetKeyPolicy", keys::policy, "PutKeyPolicy", keys::putPolicy));
        operations.putAll(Map.of(
                "Encrypt", crypto::encrypt,
                "Decrypt", crypto::decrypt,
                "GenerateDataKey", crypto::generateDataKey,
                "ListKeys", lists::keys,
                "ListAliases", lists::aliases,
                "CreateAlias", lists::createAlias,
                "UpdateAlias", lists::updateAlias,
                "DeleteAlias", lists::deleteAlias));
    }

    @Override
    public String targetPrefix() {
        return "TrentService";
    }

    @Override
    public SortedMap<String, Function<AwsRequest, ObjectNode>> operations() {
        return Collections.unmodifiableSortedMap(operations);
    }
}
