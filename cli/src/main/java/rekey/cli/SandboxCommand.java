package rekey.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import rekey.credential.ApplicationName;
import rekey.deployment.DeployedNames;
import rekey.sandbox.Sandbox;
import rekey.sandbox.lwa.LwaStandIn;
import rekey.sandbox.lwa.RegisteredApplication;

/** {@code rekey sandbox}: the sandbox on a port, until it is interrupted. */
@Command(
        name = "sandbox",
        header = "AWS and Login with Amazon on a port of this machine.",
        mixinStandardHelpOptions = true,
        description = {
            "Runs Parameter Store, KMS, SNS, Lambda's Invoke and Login with Amazon's token endpoint on one port of"
                    + " 127.0.0.1, for the AWS CLI, any AWS SDK and your own backend.",
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
            names = "--app",
            paramLabel = "NAME",
            defaultValue = "my-erp",
            description = "The application that is deployed. Default: ${DEFAULT-VALUE}.")
    private String application;

    @Spec
    private CommandSpec spec;

    private final Session session;

    SandboxCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ApplicationName name = name();
        try (Sandbox sandbox = Sandbox.start(port)) {
            new SandboxStack(sandbox, name).deploy();
            RegisteredApplication registered = sandbox.lwa().register();
            introduce(sandbox, name, registered, registered.authorize("the default seller"));
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown));
            stopped.await();
        }
        return 0;
    }

    private ApplicationName name() {
        try {
            return new ApplicationName(application);
        } catch (IllegalArgumentException e) {
            throw new Misuse(spec.commandLine(), "--app: " + e.getMessage());
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
        out.printf(
                "  aws lambda invoke --function-name %s:%s /dev/stdout%n",
                new DeployedNames(name).tokenFunction(), DeployedNames.LIVE);
        out.flush();
    }

    private static void put(PrintWriter out, String parameter, String value) {
        out.printf("  printf %%s '%s' | \\%n    ./rekey put %s -%n", value, parameter);
    }
}
