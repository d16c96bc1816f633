package rekey.sandbox;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import rekey.credential.ApplicationName;
import rekey.deployment.DeployedNames;
import rekey.function.FunctionEnvironment;
import rekey.sandbox.aws.AwsGate;
import rekey.sandbox.events.EventBridge;
import rekey.sandbox.iam.Iam;
import rekey.sandbox.kms.Kms;
import rekey.sandbox.lambda.FunctionHost;
import rekey.sandbox.lambda.LambdaEndpoint;
import rekey.sandbox.lambda.LocalFunctions;
import rekey.sandbox.lwa.LwaStandIn;
import rekey.sandbox.sns.Inbox;
import rekey.sandbox.sns.Sns;
import rekey.sandbox.spapi.SpApiStandIn;
import rekey.sandbox.sqs.Sqs;
import rekey.sandbox.stack.CustomResourceAnswers;
import rekey.sandbox.stack.Services;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * AWS, Login with Amazon and the Selling Partner API in one process, on one port of the loopback interface, on a clock that can be moved.
 *
 * <p>Speaks AWS's own protocols for Parameter Store, KMS, SNS, SQS, EventBridge, Lambda and STS, so that the SDKs and the AWS CLI
 * talk to it by nothing but an endpoint; {@code /auth/o2/token} is LWA's token endpoint, and SP-API's paths are its own. Keeps everything in memory.
 * Thread-safe.
 */
public final class Sandbox implements AutoCloseable {
    public static final String REGION = "us-east-1";

    static {
        // Read by the JDK's server when its class is loaded: without it, each answer may wait 40 ms for an ACK.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final SandboxClock clock = new SandboxClock();
    private final LocalAws aws;
    private final LwaStandIn lwa;
    private final SpApiStandIn spApi;
    private final Calls calls;
    private final AwsFaults faults = new AwsFaults();
    private final HttpServer server;
    private final ExecutorService threads;

    private Sandbox(HttpServer server, ExecutorService threads, Function<SandboxClock, FunctionHost> host) {
        this.server = server;
        this.threads = threads;
        this.aws = new LocalAws(clock, endpoint(), host.apply(clock));
        this.lwa = new LwaStandIn(clock, aws.sqs);
        this.spApi = new SpApiStandIn(clock, lwa);
        this.calls = new Calls(aws.iam::principal);
        AwsGate gate = calls.before(faults);
        server.createContext("/", aws.network(gate));
        server.createContext(LwaStandIn.PATH, lwa).getFilters().add(calls.asking(Calls.LWA));
        SpApiStandIn.PATHS.forEach(
                path -> server.createContext(path, spApi).getFilters().add(calls.asking(SpApiStandIn::counted)));
        LambdaEndpoint lambda = new LambdaEndpoint(aws.functions, aws.iam, gate);
        LambdaEndpoint.PATHS.forEach(path -> server.createContext(path, lambda));
        server.createContext(CustomResourceAnswers.PATH, aws.services.answers());
        server.createContext(
                ControlEndpoint.PATH, new ControlEndpoint(clock, calls, inbox(), aws.iam, new Console(lwa)));
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
        return aws.iam;
    }

    Kms kms() {
        return aws.kms;
    }

    /** Topics and subscriptions, and publishing to them. */
    public Sns sns() {
        return aws.sns;
    }

    /** Queues and their messages. */
    public Sqs sqs() {
        return aws.sqs;
    }

    /** The mails and short messages that people received. */
    public Inbox inbox() {
        return aws.sns.inbox();
    }

    /** Rules of the default bus, and what they invoke. */
    public EventBridge events() {
        return aws.events;
    }

    /** Everything that a stack is made of. */
    public Services services() {
        return aws.services;
    }

    public LwaStandIn lwa() {
        return lwa;
    }

    public SpApiStandIn spApi() {
        return spApi;
    }

    public LocalFunctions functions() {
        return aws.functions;
    }

    public Calls calls() {
        return calls;
    }

    public AwsFaults faults() {
        return faults;
    }

    /** The environment variables with which a function of {@code application} works against this sandbox. */
    public Map<String, String> variables(String application) {
        return Map.of(
                "AWS_REGION",
                REGION,
                "AWS_ENDPOINT_URL",
                endpoint().toString(),
                "REKEY_APP",
                application,
                "REKEY_LWA_ENDPOINT",
                endpoint() + LwaStandIn.PATH,
                "REKEY_SPAPI_ENDPOINT",
                endpoint().toString());
    }

    /**
     * Starts the token function of {@code application} under the name {@code <application>-token}, which it returns, with
     * the alias {@value DeployedNames#LIVE}.
     */
    public String deployTokenFunction(String application) {
        String name = new DeployedNames(new ApplicationName(application)).tokenFunction();
        aws.functions.deploy(name, "rekey.token.TokenHandler::handleRequest", environment(variables(application)));
        aws.functions.putAlias(name, DeployedNames.LIVE, aws.functions.publishVersion(name));
        return name;
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

    @Override
    public void close() {
        clock.close();
        aws.functions.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
