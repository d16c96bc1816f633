package rekey.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import rekey.credential.ApplicationName;
import rekey.deployment.DeployedNames;
import rekey.function.FunctionEnvironment;
import rekey.sandbox.aws.AwsEndpoint;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsGate;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.cloudwatch.Alarms;
import rekey.sandbox.cloudwatch.LogGroups;
import rekey.sandbox.cloudwatch.Metrics;
import rekey.sandbox.events.EventBridge;
import rekey.sandbox.events.EventBridgeService;
import rekey.sandbox.events.FailureMetrics;
import rekey.sandbox.events.Schedules;
import rekey.sandbox.iam.Iam;
import rekey.sandbox.kms.Kms;
import rekey.sandbox.kms.KmsService;
import rekey.sandbox.lambda.FunctionHost;
import rekey.sandbox.lambda.FunctionSurroundings;
import rekey.sandbox.lambda.LambdaEndpoint;
import rekey.sandbox.lambda.LocalFunctions;
import rekey.sandbox.lwa.LwaStandIn;
import rekey.sandbox.sns.Inbox;
import rekey.sandbox.sns.Sns;
import rekey.sandbox.sns.SnsService;
import rekey.sandbox.sqs.Sqs;
import rekey.sandbox.sqs.SqsService;
import rekey.sandbox.ssm.SsmService;
import rekey.sandbox.stack.CustomResourceAnswers;
import rekey.sandbox.stack.ManagedPolicies;
import rekey.sandbox.stack.Services;
import rekey.sandbox.sts.StsService;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * AWS and Login with Amazon in one process, on one port of the loopback interface, on a clock that can be moved.
 *
 * <p>Speaks AWS's own protocols for Parameter Store, KMS, SNS, SQS, EventBridge, Lambda and STS, so that the SDKs and the AWS CLI
 * talk to it by nothing but an endpoint; {@code /auth/o2/token} is LWA's token endpoint. Keeps everything in memory.
 * Thread-safe.
 */
public final class Sandbox implements AutoCloseable {
    public static final String REGION = "us-east-1";

    static {
        // Read by the JDK's server when its class is loaded: without it, each answer may wait 40 ms for an ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final SandboxClock clock = new SandboxClock();
    private final Iam iam = new Iam(clock);
    private final Kms kms = new Kms(clock, iam);
    private final Metrics metrics = new Metrics(clock);
    private final LogGroups logs = new LogGroups(clock, metrics, REGION);
    private final Sns sns = new Sns(clock, iam, kms, this::endpoint, metrics::add);
    private final Alarms alarms = new Alarms(clock, metrics, REGION, this::ring);
    private final Sqs sqs = new Sqs(clock, iam, kms, new SqsGauges(metrics));
    private final FailureMetrics failures =
            (namespace, metric, dimensions) -> metrics.add(namespace, metric, dimensions, 1);
    private final EventBridge events = new EventBridge(clock, iam, this::deliver, failures);
    private final Schedules schedules = new Schedules(clock, iam, this::deliver, failures);
    private final LwaStandIn lwa = new LwaStandIn(clock);
    private final LocalFunctions functions;
    private final Calls calls = new Calls(iam::principal);
    private final AwsFaults faults = new AwsFaults();
    private final Services services;
    private final HttpServer server;
    private final ExecutorService threads;

    private Sandbox(HttpServer server, ExecutorService threads, Function<SandboxClock, FunctionHost> host) {
        this.server = server;
        this.threads = threads;
        this.functions = new LocalFunctions(
                clock,
                iam,
                host.apply(clock),
                new FunctionSurroundings(
                        this::whereItIs,
                        logs::write,
                        (name, dimensions, value) -> metrics.add("AWS/Lambda", name, dimensions, value),
                        new SqsSource(sqs)));
        this.services = new Services(
                endpoint(),
                iam,
                new ManagedPolicies(iam),
                kms,
                sns,
                sqs,
                events,
                schedules,
                functions,
                logs,
                alarms,
                new CustomResourceAnswers());
        AwsGate gate = calls.before(faults);
        AwsEndpoint aws = new AwsEndpoint(
                List.of(
                        new SsmService(clock, kms, iam, events::put),
                        new KmsService(kms),
                        new SqsService(sqs, endpoint()),
                        new EventBridgeService(events)),
                List.of(new SnsService(sns), new StsService()),
                gate,
                iam::principal);
        server.createContext("/", aws);
        server.createContext(LwaStandIn.PATH, lwa).getFilters().add(calls.asking(Calls.LWA));
        LambdaEndpoint lambda = new LambdaEndpoint(functions, iam, gate);
        LambdaEndpoint.PATHS.forEach(path -> server.createContext(path, lambda));
        server.createContext(CustomResourceAnswers.PATH, services.answers());
        server.createContext(ControlEndpoint.PATH, new ControlEndpoint(clock, calls, inbox(), iam));
        server.setExecutor(threads);
        server.start();
    }

    /**
     * @param port 0 for any that is free
     * @throws IOException when the port cannot be had; the message says what to do
     */
    public static Sandbox start(int port) throws IOException {
        return start(port, FunctionHost::inProcess);
    }

    /**
     * @param port 0 for any that is free
     * @param host where functions run that a template defines, made with the sandbox's clock
     * @throws IOException when the port cannot be had; the message says what to do
     */
    public static Sandbox start(int port, Function<SandboxClock, FunctionHost> host) throws IOException {
        HttpServer server;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2_048);
        } catch (BindException e) {
            throw new IOException("Port %d of 127.0.0.1 is taken or not allowed; choose another.".formatted(port), e);
        }
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "sandbox");
            thread.setDaemon(true);
            return thread;
        });
        return new Sandbox(server, threads, host);
    }

    /** Where all of it answers, {@code http://127.0.0.1:<port>}. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public SandboxClock clock() {
        return clock;
    }

    /** Roles, policies and access keys. */
    public Iam iam() {
        return iam;
    }

    Kms kms() {
        return kms;
    }

    /** Topics and subscriptions, and publishing to them. */
    public Sns sns() {
        return sns;
    }

    /** Queues and their messages. */
    public Sqs sqs() {
        return sqs;
    }

    /** The mails and short messages that people received. */
    public Inbox inbox() {
        return sns.inbox();
    }

    /** Rules of the default bus, and what they invoke. */
    public EventBridge events() {
        return events;
    }

    /** Everything that a stack is made of. */
    public Services services() {
        return services;
    }

    public LwaStandIn lwa() {
        return lwa;
    }

    public LocalFunctions functions() {
        return functions;
    }

    public Calls calls() {
        return calls;
    }

    public AwsFaults faults() {
        return faults;
    }

    /** The environment variables with which the token function of {@code application} works against this sandbox. */
    public Map<String, String> variables(String application) {
        return Map.of(
                "AWS_REGION",
                REGION,
                "AWS_ENDPOINT_URL",
                endpoint().toString(),
                "REKEY_APP",
                application,
                "REKEY_LWA_ENDPOINT",
                endpoint() + LwaStandIn.PATH);
    }

    /**
     * Starts the token function of {@code application} under the name {@code <application>-token}, which it returns, with
     * the alias {@value DeployedNames#LIVE}.
     */
    public String deployTokenFunction(String application) {
        String name = new DeployedNames(new ApplicationName(application)).tokenFunction();
        functions.deploy(name, "rekey.token.TokenHandler::handleRequest", environment(variables(application)));
        functions.putAlias(name, DeployedNames.LIVE, functions.publishVersion(name));
        return name;
    }

    /** The environment variables by which a function finds this sandbox. */
    private Map<String, String> whereItIs() {
        return Map.of("AWS_ENDPOINT_URL", endpoint().toString(), "REKEY_LWA_ENDPOINT", endpoint() + LwaStandIn.PATH);
    }

    /** An environment in this sandbox: its clock, credentials that it accepts, and {@code variables}. */
    public FunctionEnvironment environment(Map<String, String> variables) {
        return new FunctionEnvironment(variables, clock, credentials());
    }

    /** Credentials that the sandbox accepts, as it accepts any. */
    public static StaticCredentialsProvider credentials() {
        return login("sandbox");
    }

    /** The credentials of whoever has this access key. */
    public static StaticCredentialsProvider login(String accessKeyId) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, "sandbox"));
    }

    private void ring(Caller alarm, String topicArn, String subject, String perProtocol) {
        sns.publish(alarm, topicArn, Optional.of(subject), perProtocol, Optional.of("json"));
    }

    private void deliver(Caller caller, String arn, String message) {
        switch (arn.replaceFirst("^arn:[^:]+:([^:]+):.*", "$1")) {
            case "sns" -> sns.publish(caller, arn, Optional.empty(), message);
            case "sqs" -> sqs.send(caller, arn, message);
            case "lambda" -> functions.deliver(caller, arn, message);
            default ->
                throw AwsError.refused(
                        "ResourceNotFoundException",
                        "The Rekey sandbox delivers to sns, sqs and lambda, not to " + arn);
        }
    }

    @Override
    public void close() {
        clock.close();
        functions.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
