package rekey.sandbox.stack;

import java.util.Set;
import rekey.sandbox.Sandbox;
import rekey.sandbox.iam.Iam;
import rekey.sandbox.kms.Kms;

/** A symmetric key. {@code Ref} is its id. Deleting it schedules its deletion. */
final class KmsKeyType implements ResourceType {
    private final Kms kms;
    private final Iam iam;

    KmsKeyType(Kms kms, Iam iam) {
        this.kms = kms;
        this.iam = iam;
    }

    @Override
    public String name() {
        return "AWS::KMS::Key";
    }

    @Override
    public Set<String> properties() {
        return Set.of("Description", "EnableKeyRotation", "KeyPolicy", "PendingWindowInDays");
    }

    @Override
    public Set<String> withoutEffect() {
        return Set.of("Tags");
    }

    @Override
    public Made make(Wanted wanted) {
        Properties properties = wanted.properties();
        String arn = kms.createKey(
                Sandbox.REGION,
                properties.optionalText("Description").orElse(""),
                properties.flag("EnableKeyRotation"),
                properties.optional("KeyPolicy"));
        allow(arn, wanted);
        String id = arn.substring(arn.lastIndexOf('/') + 1);
        return new Made(id, wanted).with("Arn", arn).with("KeyId", id);
    }

    @Override
    public Made change(Made made, Wanted wanted) {
        if (wanted.differsFrom(made.wanted(), Set.of("Description"))) {
            return ResourceType.super.change(made, wanted);
        }
        if (wanted.differsFrom(made.wanted(), Set.of("EnableKeyRotation"))) {
            kms.rotate(Sandbox.REGION, made.physicalId(), wanted.properties().flag("EnableKeyRotation"));
        }
        allow(made.text("Arn"), wanted);
        return made.changedTo(wanted);
    }

    @Override
    public void delete(Made made) {
        kms.scheduleDeletion(
                Sandbox.REGION, made.physicalId(), made.wanted().properties().integer("PendingWindowInDays", 30));
    }

    private void allow(String arn, Wanted wanted) {
        wanted.properties()
                .optional("KeyPolicy")
                .ifPresent(policy -> iam.putResourcePolicy(arn, policy, wanted.logicalId()));
    }
}
