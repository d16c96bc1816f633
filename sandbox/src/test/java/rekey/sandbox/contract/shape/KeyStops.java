package rekey.sandbox.contract.shape;

import static rekey.sandbox.contract.shape.Tour.refused;

import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.EncryptionAlgorithmSpec;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.OriginType;

/** KMS. */
final class KeyStops {
    private static final String NONE = "0b6d0ee3-3a5c-4b0e-9b57-6d1a5a5a5a5a";
    private static final SdkBytes PLAINTEXT = SdkBytes.fromUtf8String("hunter2");
    private static final Map<String, String> CONTEXT = Map.of("a", "b");

    private final Tour tour;
    private final KmsClient kms;

    KeyStops(Tour tour) {
        this.tour = tour;
        kms = tour.client(KmsClient::builder);
    }

    void addTo(Map<String, Runnable> stops) {
        stops.put("TrentService.CreateKey", this::create);
        stops.put("TrentService.DescribeKey", this::describe);
        stops.put("TrentService.EnableKey", this::enable);
        stops.put("TrentService.DisableKey", this::disable);
        stops.put("TrentService.EnableKeyRotation", this::enableRotation);
        stops.put("TrentService.DisableKeyRotation", this::disableRotation);
        stops.put("TrentService.GetKeyRotationStatus", this::rotationStatus);
        stops.put("TrentService.ScheduleKeyDeletion", this::scheduleDeletion);
        stops.put("TrentService.CancelKeyDeletion", this::cancelDeletion);
        stops.put("TrentService.Encrypt", this::encrypt);
        stops.put("TrentService.Decrypt", this::decrypt);
        stops.put("TrentService.GenerateDataKey", this::generateDataKey);
        stops.put("TrentService.ListKeys", this::listKeys);
        stops.put("TrentService.ListAliases", this::listAliases);
        stops.put("TrentService.CreateAlias", this::createAlias);
        stops.put("TrentService.DeleteAlias", this::deleteAlias);
        stops.put("TrentService.UpdateAlias", this::updateAlias);
        stops.put("TrentService.GetKeyPolicy", this::getPolicy);
        stops.put("TrentService.PutKeyPolicy", this::putPolicy);
    }

    private void create() {
        kms.createKey(request -> request.description("what it is for")
                .keySpec(KeySpec.SYMMETRIC_DEFAULT)
                .keyUsage(KeyUsageType.ENCRYPT_DECRYPT)
                .origin(OriginType.AWS_KMS)
                .multiRegion(false));
        refused(() -> kms.createKey(request -> request.multiRegion(true)));
    }

    private void describe() {
        String key = newKey();
        kms.describeKey(request -> request.keyId(key));
        kms.describeKey(request -> request.keyId("alias/aws/ssm"));
        refused(() -> kms.describeKey(request -> request.keyId(NONE)));
    }

    private void enable() {
        kms.enableKey(request -> request.keyId(newKey()));
        refused(() -> kms.enableKey(request -> request.keyId(NONE)));
        refused(() -> kms.enableKey(request -> request.keyId(newDoomedKey())));
    }

    private void disable() {
        kms.disableKey(request -> request.keyId(newKey()));
        refused(() -> kms.disableKey(request -> request.keyId(NONE)));
        refused(() -> kms.disableKey(request -> request.keyId(newDoomedKey())));
        String ofAws = kms.describeKey(request -> request.keyId("alias/aws/ssm"))
                .keyMetadata()
                .keyId();
        refused(() -> kms.disableKey(request -> request.keyId(ofAws)));
    }

    private void enableRotation() {
        kms.enableKeyRotation(request -> request.keyId(newKey()).rotationPeriodInDays(90));
        refused(() -> kms.enableKeyRotation(request -> request.keyId(NONE)));
        refused(() -> kms.enableKeyRotation(request -> request.keyId(newDisabledKey())));
        refused(() -> kms.enableKeyRotation(request -> request.keyId(newDoomedKey())));
    }

    private void disableRotation() {
        kms.disableKeyRotation(request -> request.keyId(newKey()));
        refused(() -> kms.disableKeyRotation(request -> request.keyId(NONE)));
        refused(() -> kms.disableKeyRotation(request -> request.keyId(newDisabledKey())));
        refused(() -> kms.disableKeyRotation(request -> request.keyId(newDoomedKey())));
    }

    private void rotationStatus() {
        String key = newKey();
        kms.getKeyRotationStatus(request -> request.keyId(key));
        kms.enableKeyRotation(request -> request.keyId(key));
        kms.getKeyRotationStatus(request -> request.keyId(key));
        refused(() -> kms.getKeyRotationStatus(request -> request.keyId(NONE)));
    }

    private void scheduleDeletion() {
        String key = newKey();
        kms.scheduleKeyDeletion(request -> request.keyId(key).pendingWindowInDays(7));
        kms.describeKey(request -> request.keyId(key));
        refused(() -> kms.scheduleKeyDeletion(request -> request.keyId(key)));
        refused(() -> kms.scheduleKeyDeletion(request -> request.keyId(NONE)));
    }

    private void cancelDeletion() {
        kms.cancelKeyDeletion(request -> request.keyId(newDoomedKey()));
        refused(() -> kms.cancelKeyDeletion(request -> request.keyId(newKey())));
        refused(() -> kms.cancelKeyDeletion(request -> request.keyId(NONE)));
    }

    private void encrypt() {
        kms.encrypt(request -> request.keyId(newKey())
                .plaintext(PLAINTEXT)
                .encryptionContext(CONTEXT)
                .encryptionAlgorithm(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT));
        refused(() -> kms.encrypt(request -> request.keyId(NONE).plaintext(PLAINTEXT)));
        refused(() -> kms.encrypt(request -> request.keyId(newDisabledKey()).plaintext(PLAINTEXT)));
        refused(() -> kms.encrypt(request -> request.keyId(newDoomedKey()).plaintext(PLAINTEXT)));
    }

    private void decrypt() {
        String key = newKey();
        SdkBytes ciphertext = kms.encrypt(
                        request -> request.keyId(key).plaintext(PLAINTEXT).encryptionContext(CONTEXT))
                .ciphertextBlob();
        kms.decrypt(request -> request.keyId(key)
                .ciphertextBlob(ciphertext)
                .encryptionContext(CONTEXT)
                .encryptionAlgorithm(EncryptionAlgorithmSpec.SYMMETRIC_DEFAULT));
        refused(() -> kms.decrypt(request -> request.ciphertextBlob(ciphertext)));
        refused(() -> kms.decrypt(request -> request.ciphertextBlob(PLAINTEXT)));
        refused(() -> kms.decrypt(
                request -> request.keyId(newKey()).ciphertextBlob(ciphertext).encryptionContext(CONTEXT)));
        kms.disableKey(request -> request.keyId(key));
        refused(() -> kms.decrypt(request -> request.ciphertextBlob(ciphertext).encryptionContext(CONTEXT)));
        kms.scheduleKeyDeletion(request -> request.keyId(key));
        refused(() -> kms.decrypt(request -> request.ciphertextBlob(ciphertext).encryptionContext(CONTEXT)));
    }

    private void generateDataKey() {
        kms.generateDataKey(
                request -> request.keyId(newKey()).keySpec(DataKeySpec.AES_256).encryptionContext(CONTEXT));
        kms.generateDataKey(request -> request.keyId(newKey()).numberOfBytes(64));
        refused(() -> kms.generateDataKey(request -> request.keyId(NONE).numberOfBytes(64)));
        refused(() ->
                kms.generateDataKey(request -> request.keyId(newDisabledKey()).numberOfBytes(64)));
        refused(() ->
                kms.generateDataKey(request -> request.keyId(newDoomedKey()).numberOfBytes(64)));
    }

    private void listKeys() {
        newKey();
        newKey();
        String next = kms.listKeys(request -> request.limit(1)).nextMarker();
        kms.listKeys(request -> request.marker(next));
    }

    private void listAliases() {
        String key = newKey();
        kms.createAlias(request -> request.targetKeyId(key).aliasName("alias/" + tour.newName()));
        kms.createAlias(request -> request.targetKeyId(key).aliasName("alias/" + tour.newName()));
        String next = kms.listAliases(request -> request.keyId(key).limit(1)).nextMarker();
        kms.listAliases(request -> request.keyId(key).marker(next));
        refused(() -> kms.listAliases(request -> request.keyId(NONE)));
    }

    private void createAlias() {
        String alias = "alias/" + tour.newName();
        kms.createAlias(request -> request.targetKeyId(newKey()).aliasName(alias));
        refused(() -> kms.createAlias(request -> request.targetKeyId(newKey()).aliasName(alias)));
        refused(() -> kms.createAlias(request -> request.targetKeyId(NONE).aliasName("alias/" + tour.newName())));
        refused(() -> kms.createAlias(request -> request.targetKeyId(newKey()).aliasName("alias/aws/mine")));
        refused(() -> kms.createAlias(request -> request.targetKeyId(newKey()).aliasName("mine")));
    }

    private void deleteAlias() {
        String alias = "alias/" + tour.newName();
        kms.createAlias(request -> request.targetKeyId(newKey()).aliasName(alias));
        kms.deleteAlias(request -> request.aliasName(alias));
        refused(() -> kms.deleteAlias(request -> request.aliasName(alias)));
    }

    private void updateAlias() {
        String alias = "alias/" + tour.newName();
        kms.createAlias(request -> request.targetKeyId(newKey()).aliasName(alias));
        kms.updateAlias(request -> request.targetKeyId(newKey()).aliasName(alias));
        refused(() -> kms.updateAlias(request -> request.targetKeyId(newKey()).aliasName(alias + "-none")));
        refused(() -> kms.updateAlias(request -> request.targetKeyId(NONE).aliasName(alias)));
    }

    private void getPolicy() {
        kms.getKeyPolicy(request -> request.keyId(newKey()).policyName("default"));
        refused(() -> kms.getKeyPolicy(request -> request.keyId(NONE)));
    }

    private void putPolicy() {
        String key = newKey();
        String policy = kms.getKeyPolicy(request -> request.keyId(key)).policy();
        kms.putKeyPolicy(request -> request.keyId(key).policyName("default").policy(policy));
        refused(() -> kms.putKeyPolicy(request -> request.keyId(key).policy("{")));
        refused(() -> kms.putKeyPolicy(request -> request.keyId(NONE).policy(policy)));
    }

    private String newKey() {
        return kms.createKey().keyMetadata().keyId();
    }

    private String newDisabledKey() {
        String key = newKey();
        kms.disableKey(request -> request.keyId(key));
        return key;
    }

    private String newDoomedKey() {
        String key = newKey();
        kms.scheduleKeyDeletion(request -> request.keyId(key));
        return key;
    }
}
