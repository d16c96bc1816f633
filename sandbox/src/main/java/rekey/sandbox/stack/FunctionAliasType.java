package rekey.sandbox.stack;

import java.util.Set;
import rekey.sandbox.lambda.LocalFunctions;

/** A name for a version. {@code Ref} is its ARN. */
final class FunctionAliasType implements ResourceType {
    private final LocalFunctions functions;

    FunctionAliasType(LocalFunctions functions) {
        this.functions = functions;
    }

    @Override
    public String name() {
        return "AWS::Lambda::Alias";
    }

    @Override
    public Set<String> properties() {
        return Set.of("FunctionName", "FunctionVersion", "Name");
    }

    @Override
    public Set<String> withoutEffect() {
        return Set.of("Description");
    }

    @Override
    public Set<String> replacing() {
        return Set.of("FunctionName", "Name");
    }

    @Override
    public Made make(Wanted wanted) {
        String arn = functions.putAlias(
                FunctionName.of(wanted),
                wanted.properties().text("Name"),
                wanted.properties().text("FunctionVersion"));
        return new Made(arn, wanted).with("AliasArn", arn);
    }

    @Override
    public Made change(Made made, Wanted wanted) {
        return make(wanted);
    }

    @Override
    public void delete(Made made) {
        functions.deleteAlias(
                FunctionName.of(made.wanted()), made.wanted().properties().text("Name"));
    }
}
