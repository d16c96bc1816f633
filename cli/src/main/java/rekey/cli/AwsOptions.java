package rekey.cli;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import rekey.cli.aws.Aws;
import rekey.cli.aws.AwsLogin;
import rekey.credential.ApplicationName;
import rekey.function.Endpoints;

/** Which application, and where in AWS: the options that every command on a deployed application has. */
final class AwsOptions {
    @Option(
            names = "--app",
            paramLabel = "NAME",
            order = 100,
            description = "The application's name. Default: the variable REKEY_APP.")
    private String application;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            order = 101,
            description = "The AWS region. Default: AWS_REGION, AWS_DEFAULT_REGION, then the profile's.")
    private String region;

    @Option(
            names = "--profile",
            paramLabel = "PROFILE",
            order = 102,
            description = "A profile of ~/.aws/config, also one with a role or of IAM Identity Center. Default: the"
                    + " SDK's own search: AWS_ACCESS_KEY_ID, AWS_PROFILE, default.")
    private String profile;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            order = 103,
            description = "Where AWS answers: https, or http on this machine. Default: AWS_ENDPOINT_URL, then AWS.")
    private String endpoint;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private final Session session;

    AwsOptions(Session session) {
        this.session = session;
    }

    /** Whether it was named on the command line itself. */
    boolean isApplicationGiven() {
        return application != null;
    }

    /** @throws ParameterException when none is named, or it is not a name; the message does not repeat it */
    ApplicationName application() {
        String text = Optional.ofNullable(application)
                .or(() -> session.variable("REKEY_APP"))
                .orElseThrow(() -> wrong("Which application? Give --app NAME, or set REKEY_APP."));
        return parsed(application == null ? "REKEY_APP" : "--app", text, ApplicationName::new);
    }

    /**
     * Looks at every variable that leads elsewhere before anything is asked or sent: a login sends credentials, too.
     *
     * @throws ParameterException when an endpoint, the region or the proxy cannot be used
     * @throws CommandFailure when there is no region, or there are no credentials
     */
    Aws connect() {
        session.environment().keySet().stream()
                .filter(name -> name.equals("AWS_ENDPOINT_URL") || name.startsWith("AWS_ENDPOINT_URL_"))
                .sorted()
                .forEach(name ->
                        session.variable(name).ifPresent(text -> parsed(name, text, Endpoints::httpsOrLoopback)));
        useProxy();
        Optional<String> named = Optional.ofNullable(region)
                .or(() -> session.variable("AWS_REGION"))
                .or(() -> session.variable("AWS_DEFAULT_REGION"))
                .map(text -> parsed(region == null ? "AWS_REGION" : "--region", text, AwsLogin::checkedRegion));
        return new AwsLogin(Optional.ofNullable(profile), session.login()).open(named, endpoint());
    }

    /** What ages are counted by: the machine's clock, or the sandbox's where that is called. */
    Clock clock() {
        return endpoint()
                .or(() -> session.variable("AWS_ENDPOINT_URL")
                        .map(text -> parsed("AWS_ENDPOINT_URL", text, Endpoints::httpsOrLoopback)))
                .map(address -> SandboxTime.at(address, session.clock()))
                .orElse(session.clock());
    }

    private void useProxy() {
        try {
            new ProxyVariables(session.environment()).applyTo(System.getProperties());
        } catch (IllegalArgumentException e) {
            throw wrong("HTTPS_PROXY: " + e.getMessage());
        }
    }

    private Optional<URI> endpoint() {
        return Optional.ofNullable(endpoint).map(text -> parsed("--endpoint-url", text, Endpoints::httpsOrLoopback));
    }

    /** @throws ParameterException with the rule that the text breaks */
    <T> T parsed(String name, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw wrong("%s: %s".formatted(name, e.getMessage()));
        }
    }

    /** The command was called wrongly. */
    ParameterException wrong(String rule) {
        return new Misuse(command.commandLine(), rule);
    }
}
