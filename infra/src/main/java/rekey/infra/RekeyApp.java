package rekey.infra;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import rekey.deployment.DeployedNames;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.StackProps;

/**
 * What {@code cdk} runs: reads the context, makes the stack, writes the template. Its arguments are the functions'
 * archive and what an image of the token function is built from.
 *
 * <p>Where nothing at all is configured it shows what would be deployed for an example, so that there is something to
 * look at; the example belongs to an account that nobody has, and cannot be deployed.
 */
public final class RekeyApp {
    private static final String NOBODY = "000000000000";
    private static final Map<String, String> EXAMPLE = Map.of("app", "my-erp", "email", "ops@example.com");

    private RekeyApp() {}

    public static void main(String[] arguments) {
        try {
            App app = new App();
            @SuppressWarnings("unchecked") // Context is a JSON object.
            Map<String, Object> context = (Map<String, Object>) app.getNode().getAllContext();
            synthesise(app, context, archive(arguments));
        } catch (Misconfiguration | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static FunctionArchive archive(String[] arguments) {
        return new FunctionArchive(Path.of(arguments[0]), Optional.of(Path.of(arguments[1])));
    }

    private static void synthesise(App app, Map<String, Object> context, FunctionArchive archive) {
        boolean example = new ContextReader(context).isEmpty();
        Configuration configuration = Configuration.from(example ? EXAMPLE : context);
        StackProps.Builder props = StackProps.builder()
                .description("Rekey: keeps the SP-API credentials of " + configuration.application() + " alive");
        if (example) {
            props.env(Environment.builder().account(NOBODY).region("us-east-1").build());
        }
        String name = new DeployedNames(configuration.application()).stack();
        RekeyStack stack = new RekeyStack(app, name, props.build(), configuration, archive);
        if (example) {
            Annotations.of(stack)
                    .addWarningV2(
                            "rekey:example",
                            "Nothing is configured: this is the example my-erp, which cannot be deployed. Deploy with"
                                    + " npx cdk deploy -c app=my-erp -c email=ops@example.com -c phone=+14155550100");
        }
        app.synth();
    }
}
