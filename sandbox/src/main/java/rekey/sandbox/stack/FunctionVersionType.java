package rekey.sandbox.stack;

import java.util.Set;
import rekey.sandbox.lambda.LocalFunctions;

/** A published version. {@code Ref} is its ARN. It goes with its function only. */
final class FunctionVersionType implements ResourceType {
    private final LocalFunctions functions;

    FunctionVersionType(LocalFunctions functions) {
        this.functions = functions;
    }

    @Override
    public String name() {
        return "AWS::Lambda::Version";
    }

    @Override
    public Set<String> properties() {
        return Set.of("FunctionName");
    }

    @Override
    public Set<String> withoutEffect() {
        return Set.of("Description");
    }

    @Override
    public Set<String> replacing() {
        return Set.of("FunctionName", "Description");
    }

    @Override
    public Made make(Wanted wanted) {
        String function = FunctionName.of(wanted);
        String version = functions.publishVersion(function);
        String arn = FunctionName.arn(function) + ":" + version;
        return new Made(arn, wanted).with("FunctionArn", arn).with("Version", version);
    }

    @Override
    public void delete(Made made) {
        // The sandbox keeps a version as long as its function: no alias names it any more, so nobody can tell.
    }
}
