package rekey.sandbox.stack;

import java.util.Set;
import rekey.sandbox.Sandbox;
import rekey.sandbox.kms.Kms;

/** A key's other name. {@code Ref} is it. */
final class KmsAliasType implements ResourceType {
    private final Kms kms;

    KmsAliasType(Kms kms) {
        this.kms = kms;
    }

    @Override
    public String name() {
        return "AWS::KMS::Alias";
    }

    @Override
    public Set<String> properties() {
        return Set.of("AliasName", "TargetKeyId");
    }

    @Override
    public Set<String> replacing() {
        return Set.of("AliasName");
    }

    @Override
    public Made make(Wanted wanted) {
        String alias = wanted.properties().text("AliasName");
        kms.createAlias(Sandbox.REGION, alias, wanted.properties().text("TargetKeyId"));
        return new Made(alias, wanted);
    }

    @Override
    public Made change(Made made, Wanted wanted) {
        delete(made);
        try {
            return make(wanted);
        } catch (RuntimeException e) {
            make(made.wanted());
            throw e;
        }
    }

    @Override
    public void delete(Made made) {
        kms.deleteAlias(Sandbox.REGION, made.physicalId());
    }
}
