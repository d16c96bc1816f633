package rekey.sandbox.stack;

import java.time.Duration;
import java.util.Set;
import rekey.sandbox.lambda.FunctionDefinition;
import rekey.sandbox.lambda.LocalFunctions;

/**
 * A function in Java, whose code is on the sandbox's own class path. {@code Ref} is its name. Lambda's defaults: 3 s for an
 * invocation, 128 MB.
 */
final class FunctionType implements ResourceType {
    private final LocalFunctions functions;

    FunctionType(LocalFunctions functions) {
        this.functions = functions;
    }

    @Override
    public String name() {
        return "AWS::Lambda::Function";
    }

    @Override
    public Set<String> properties() {
        return Set.of(
                "Environment", "FunctionName", "Handler", "LoggingConfig", "MemorySize", "Role", "Runtime", "Timeout");
    }

    @Override
    public Set<String> withoutEffect() {
        return Set.of("Architectures", "Code", "Description", "SnapStart", "Tags");
    }

    @Override
    public Set<String> replacing() {
        return Set.of("FunctionName");
    }

    @Override
    public Made make(Wanted wanted) {
        String name = wanted.name("FunctionName", 64);
        return new Made(name, wanted).with("Arn", functions.create(definition(name, wanted)));
    }

    @Override
    public Made change(Made made, Wanted wanted) {
        functions.create(definition(made.physicalId(), wanted));
        return made.changedTo(wanted);
    }

    @Override
    public void delete(Made made) {
        functions.delete(made.physicalId());
    }

    private static FunctionDefinition definition(String name, Wanted wanted) {
        Properties properties = wanted.properties();
        String runtime = properties.text("Runtime");
        if (!runtime.startsWith("java")) {
            throw new TemplateProblem("The sandbox runs functions in Java, and not in " + runtime + ".");
        }
        return new FunctionDefinition(
                name,
                properties.text("Handler"),
                properties.text("Role"),
                properties.part("Environment", Set.of("Variables")).textMap("Variables"),
                Duration.ofSeconds(properties.integer("Timeout", 3)),
                properties.integer("MemorySize", 128),
                properties
                        .part("LoggingConfig", Set.of("LogGroup"))
                        .optionalText("LogGroup")
                        .map(LogGroupType::arn));
    }
}
