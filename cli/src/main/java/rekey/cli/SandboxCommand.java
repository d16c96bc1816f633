package rekey.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rekey.sandbox.Sandbox;
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
            description = "The application whose token function is deployed. Default: ${DEFAULT-VALUE}.")
    private String application;

    private final Terminal terminal;

    SandboxCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Sandbox sandbox = Sandbox.start(port)) {
            String function = sandbox.deployTokenFunction(application);
            RegisteredApplication registered = sandbox.lwa().register();
            introduce(sandbox, function, registered, registered.authorize("the default seller"));
            CountDownLatch stopped = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown));
            stopped.await();
        }
        return 0;
    }

    /** The credentials are the sandbox's own inventions and open nothing, so they are printed whole, to be pasted. */
    private void introduce(Sandbox sandbox, String function, RegisteredApplication registered, String refreshToken) {
        PrintWriter out = terminal.out();
        out.printf("The sandbox answers at %s (Ctrl-C stops it).%n%n", sandbox.endpoint());
        out.printf("In another terminal, with any AWS credentials:%n%n");
        out.printf("  export AWS_ENDPOINT_URL=%s%n", sandbox.endpoint());
        out.printf("  export AWS_REGION=%1$s AWS_DEFAULT_REGION=%1$s%n", Sandbox.REGION);
        out.printf("  export AWS_ACCESS_KEY_ID=any AWS_SECRET_ACCESS_KEY=any%n%n");
        put(out, "lwa/clientidentifier", registered.clientIdentifier());
        put(out, "lwa/clientsecret", registered.clientSecret());
        put(out, "refreshToken", refreshToken);
        out.printf("%n  aws lambda invoke --function-name %s /dev/stdout%n", function);
        out.flush();
    }

    private void put(PrintWriter out, String name, String value) {
        out.printf("  aws ssm put-parameter --type SecureString --name /%s/%s \\%n", application, name);
        out.printf("    --value '%s'%n", value);
    }
}
