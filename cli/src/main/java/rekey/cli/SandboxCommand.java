package rekey.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rekey.credential.ApplicationName;
import rekey.deployment.DeployedNames;
import rekey.sandbox.Sandbox;
import rekey.sandbox.iam.Grant;
import rekey.sandbox.lambda.FunctionHost;
import rekey.sandbox.lwa.LwaStandIn;
import rekey.sandbox.lwa.RegisteredApplication;
import rekey.sandbox.stack.DeployedStack;
import rekey.sandbox.stack.DeploymentFailed;
import rekey.sandbox.stack.Template;
import rekey.sandbox.stack.TemplateProblem;

/** {@code rekey sandbox}: the sandbox on a port, until it is interrupted. */
@Command(
        name = "sandbox",
        header = "AWS and Login with Amazon on a port of this machine.",
        mixinStandardHelpOptions = true,
        description = {
            "Deploys the stack's template in a stand-in for AWS and Login with Amazon on one port of 127.0.0.1, for the"
                    + " AWS CLI, any AWS SDK and your own backend, on a clock that can be moved.",
            "Keeps everything in memory and accepts any AWS credentials. Stop it with Ctrl-C."
        })
final class SandboxCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "4566",
            description = "The port; 0 for any that is free. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--template",
            paramLabel = "FILE",
            description = "The template to deploy, as npx cdk synth writes it to cdk.out. Default: that of the README's"
                    + " configuration, for my-erp.")
    private Path template;

    @Option(
            names = "--isolated",
            description = "Run each function in a JVM of its own under AWS's runtime client, on the machine's clock."
                    + " Linux only.")
    private boolean isolated;

    @Spec
    private CommandSpec spec;

    private final Session session;

    SandboxCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Template chosen = template();
        try (Sandbox sandbox =
                Sandbox.start(port, isolated ? clock -> FunctionHost.isolated() : FunctionHost::inProcess)) {
            People people = new People(sandbox);
            people.arrive();
            ApplicationName name = application(chosen);
            DeployedStack stack = deploy(sandbox, chosen, new DeployedNames(name).stack());
            people.mayCall(stack);
            people.confirm(stack);
            RegisteredApplication registered = sandbox.lwa().register();
            introduce(sandbox, name, registered, registered.authorize("the default seller"));
            console(sandbox, stack);
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                report(sandbox);
                stopped.countDown();
            }));
            stopped.await();
        }
        return 0;
    }

    /** What a run leaves to say: least privilege is what is left when nothing is listed here. */
    private void report(Sandbox sandbox) {
        List<Grant> unused = sandbox.iam().unusedGrants();
        PrintWriter out = session.terminal().out();
        out.printf(
                "%n%d grants of the policies were never used in this run%s%n",
                unused.size(), unused.isEmpty() ? "." : ":");
        unused.forEach(grant -> out.println("  " + grant));
        out.flush();
    }

    private Template template() {
        if (template == null) {
            return Template.usual();
        }
        try {
            return Template.of(template);
        } catch (IOException e) {
            throw new Misuse(
                    spec.commandLine(),
                    "--template: %s cannot be read as a template. Make one with npx cdk synth.".formatted(template));
        } catch (TemplateProblem e) {
            throw new Misuse(spec.commandLine(), "--template: " + e.getMessage());
        }
    }

    /** The application whose tokens the template's function gives. */
    private ApplicationName application(Template chosen) {
        return chosen.json().findValuesAsText("REKEY_APP").stream()
                .findFirst()
                .map(ApplicationName::new)
                .orElseThrow(() -> new Misuse(
                        spec.commandLine(),
                        "--template: No function in it has the variable REKEY_APP: it is no template of Rekey's."));
    }

    private static DeployedStack deploy(Sandbox sandbox, Template template, String name) {
        try {
            return DeployedStack.deploy(sandbox, template, name);
        } catch (TemplateProblem | DeploymentFailed e) {
            throw new CommandFailure(e.getMessage(), e);
        }
    }

    /** The credentials are the sandbox's own inventions and open nothing, so they are printed whole, to be pasted. */
    private void introduce(
            Sandbox sandbox, ApplicationName name, RegisteredApplication registered, String refreshToken) {
        PrintWriter out = session.terminal().out();
        out.printf("The sandbox answers at %s (Ctrl-C stops it). %s is deployed in it.%n%n", sandbox.endpoint(), name);
        out.printf("In another terminal, with any AWS credentials:%n%n");
        out.printf("  export AWS_ENDPOINT_URL=%s%n", sandbox.endpoint());
        out.printf("  export AWS_REGION=%1$s AWS_DEFAULT_REGION=%1$s%n", Sandbox.REGION);
        out.printf("  export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any%n");
        out.printf("  export REKEY_APP=%s REKEY_LWA_ENDPOINT=%s%s%n%n", name, sandbox.endpoint(), LwaStandIn.PATH);
        put(out, "clientidentifier", registered.clientIdentifier());
        put(out, "clientsecret", registered.clientSecret());
        put(out, "refreshToken", refreshToken);
        out.printf("  ./rekey status%n");
        out.printf("  ./rekey token%n%n");
        out.printf("The AWS CLI sees the same:%n%n");
        out.printf("  aws ssm describe-parameters%n");
        out.printf("  aws sns list-subscriptions%n");
        out.printf("  aws events list-rules%n");
        out.printf(
                "  aws lambda invoke --function-name %s:%s /dev/stdout%n",
                new DeployedNames(name).tokenFunction(), DeployedNames.LIVE);
        out.printf("%nHalf a year passes, and what was mailed:%n%n");
        out.printf("  curl -d '{\"advance\":\"P150D\"}' %s/_sandbox/clock%n", sandbox.endpoint());
        out.printf("  curl %s/_sandbox/inbox%n", sandbox.endpoint());
        out.flush();
    }

    /** What a person does in the Developer Console, for which there is no API: by a call of the sandbox's own. */
    private void console(Sandbox sandbox, DeployedStack stack) {
        PrintWriter out = session.terminal().out();
        String expiry = stack.outputs().get("ExpiryQueueArn");
        String newSecret = stack.outputs().get("NewSecretQueueArn");
        if (expiry == null || newSecret == null) {
            return;
        }
        out.printf("%nThe Developer Console, in which a person enrols the application; then it can be rotated:%n%n");
        out.printf(
                "  curl -d '{\"enrol\":{\"expiry\":\"%s\",%n    \"newSecret\":\"%s\"}}' %s/_sandbox/console%n",
                expiry, newSecret, sandbox.endpoint());
        out.printf("  ./rekey enrol --done --timeout 0%n");
        out.printf("  ./rekey rotate%n");
        out.flush();
    }

    private static void put(PrintWriter out, String parameter, String value) {
        out.printf("  printf %%s '%s' | \\%n    ./rekey put %s -%n", value, parameter);
    }
}
