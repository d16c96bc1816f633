package rekey.sandbox.kms;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rekey.sandbox.aws.AwsError;

/**
 * A symmetric key with its states (<a
 * href="https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html">key states</a>) and its materials: rotation
 * adds a material for new ciphertexts and keeps the old ones for what they encrypted. Safe for use by several threads.
 */
final class KmsKey {
    enum State {
        ENABLED("Enabled"),
        DISABLED("Disabled"),
        PENDING_DELETION("PendingDeletion");

        final String wireName;

        State(String wireName) {
            this.wireName = wireName;
        }
    }

    /** What may change about a key, at one moment. Both dates are null unless rotation is on or deletion is pending. */
    record Status(
            State state,
            Instant deletion,
            boolean rotating,
            int rotationDays,
            Instant nextRotation,
            String materialId) {}

    static final int DEFAULT_ROTATION_DAYS = 365;

    final String id;
    final String arn;
    final String description;
    final boolean ownedByAws;
    final Instant created;

    private final List<byte[]> materials = new ArrayList<>();
    private State state = State.ENABLED;
    private Instant deletion;
    private int rotationDays = DEFAULT_ROTATION_DAYS;
    private Instant nextRotation;

    KmsKey(String id, String arn, String description, boolean ownedByAws, Instant created) {
        this.id = id;
        this.arn = arn;
        this.description = description;
        this.ownedByAws = ownedByAws;
        this.created = created;
        materials.add(AesGcm.random(AesGcm.KEY_BYTES));
        if (ownedByAws) {
            // AWS rotates its own keys every year and nobody can stop it.
            rotate(created, DEFAULT_ROTATION_DAYS);
        }
    }

    synchronized Status status(Instant now) {
        rotateWhenDue(now);
        return new Status(
                state, deletion, nextRotation != null, rotationDays, nextRotation, materialId(materials.size() - 1));
    }

    synchronized byte[] encrypt(byte[] plaintext, Map<String, String> context, Instant now) {
        requireUsable();
        rotateWhenDue(now);
        int newest = materials.size() - 1;
        byte[] sealed = AesGcm.seal(materials.get(newest), plaintext, EncryptionContext.bytes(context));
        return new CiphertextBlob(arn, newest, sealed).bytes();
    }

    /** Empty when the blob was not made by this key, in this context. */
    synchronized Optional<Opened> decrypt(CiphertextBlob blob, Map<String, String> context) {
        requireUsable();
        if (blob.material() < 0 || blob.material() >= materials.size()) {
            return Optional.empty();
        }
        return AesGcm.open(materials.get(blob.material()), blob.sealed(), EncryptionContext.bytes(context))
                .map(plaintext -> new Opened(arn, materialId(blob.material()), plaintext));
    }

    synchronized void enable(boolean enabled) {
        requireNotPendingDeletion();
        state = enabled ? State.ENABLED : State.DISABLED;
    }

    synchronized void rotate(Instant now, int days) {
        requireUsable();
        rotationDays = days;
        nextRotation = now.plus(Duration.ofDays(days));
    }

    synchronized void stopRotating() {
        requireUsable();
        nextRotation = null;
    }

    synchronized Instant scheduleDeletion(Instant at) {
        requireNotPendingDeletion();
        state = State.PENDING_DELETION;
        deletion = at;
        return at;
    }

    /** Leaves the key disabled, as KMS does. */
    synchronized void cancelDeletion() {
        if (state != State.PENDING_DELETION) {
            throw AwsError.refused("KMSInvalidStateException", arn + " is not pending deletion.");
        }
        state = State.DISABLED;
        deletion = null;
    }

    synchronized boolean isDeleted(Instant now) {
        return deletion != null && !deletion.isAfter(now);
    }

    private void requireUsable() {
        requireNotPendingDeletion();
        if (state == State.DISABLED) {
            throw AwsError.refused("DisabledException", arn + " is disabled.");
        }
    }

    private void requireNotPendingDeletion() {
        if (state == State.PENDING_DELETION) {
            throw AwsError.refused("KMSInvalidStateException", arn + " is pending deletion.");
        }
    }

    /** A key that was not used for several periods gets one new material, since nothing could tell the difference. */
    private void rotateWhenDue(Instant now) {
        if (state != State.ENABLED || nextRotation == null || nextRotation.isAfter(now)) {
            return;
        }
        materials.add(AesGcm.random(AesGcm.KEY_BYTES));
        while (!nextRotation.isAfter(now)) {
            nextRotation = nextRotation.plus(Duration.ofDays(rotationDays));
        }
    }

    /** 64 hexadecimal digits that tell nothing about the material. */
    private String materialId(int material) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(material).flip());
            return HexFormat.of().formatHex(digest.digest(arn.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Cannot name a key material: this Java runtime has no SHA-256", e);
        }
    }
}
