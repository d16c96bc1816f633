package rekey.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rekey.cli.aws.Aws;
import rekey.credential.ApplicationName;
import rekey.credential.Grantee.Seller;
import rekey.credential.ParameterNames;
import rekey.sandbox.Sandbox;
import rekey.sandbox.lwa.LwaStandIn;
import rekey.sandbox.lwa.RegisteredApplication;
import rekey.sandbox.stack.DeployedStack;
import rekey.sandbox.stack.Template;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;

/**
 * An operator's laptop: runs commands in this process, for real over HTTP, against a sandbox in which my-erp is deployed.
 * Fails as soon as anything that a command says holds a secret that it was given.
 */
final class Laptop implements AutoCloseable, Input {
    static final ParameterNames NAMES = new ParameterNames(new ApplicationName("my-erp"));
    static final String IDENTIFIER = NAMES.clientIdentifier();
    static final String SECRET = NAMES.clientSecret();
    static final String TOKEN = NAMES.refreshToken(Seller.DEFAULT);

    /** Whom the template tells; has confirmed. */
    static final String OPERATOR = "ops@example.com";

    /** Was added by hand, and has not followed the link in the mail yet. */
    static final String DEPUTY = "deputy@example.com";

    final Sandbox sandbox;
    final RegisteredApplication registered;
    final SsmClient ssm;
    final KmsClient kms;
    final SnsClient sns;
    final Map<String, String> variables = new HashMap<>(Map.of("REKEY_APP", "my-erp"));
    final Set<String> secrets = new HashSet<>();

    /** Null until something is deployed. */
    DeployedStack stack;

    /** What happens instead of a question. */
    RuntimeException broken;

    /** What happens while a command waits, besides that time passes. */
    Runnable meanwhile = () -> {};

    /** What is typed when a command asks whether to go on; null where there is no terminal. */
    String answer;

    private Duration paused = Duration.ZERO;
    private String typed;
    private byte[] piped = {};
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final StringBuilder everything = new StringBuilder();

    Laptop() throws IOException {
        sandbox = Sandbox.start(0);
        registered = sandbox.lwa().register();
        variables.put("REKEY_LWA_ENDPOINT", sandbox.endpoint() + LwaStandIn.PATH);
        Aws somebody = as("somebody");
        ssm = somebody.ssm();
        kms = somebody.kms();
        sns = somebody.sns();
    }

    /** With the stack in it. */
    static Laptop deployed() throws IOException {
        return deployed(withoutDailyWatch(Template.usual()));
    }

    private static Laptop deployed(Template template) throws IOException {
        Laptop laptop = new Laptop();
        laptop.stack = DeployedStack.deploy(laptop.sandbox, template, "Rekey-my-erp");
        laptop.sandbox.sns().confirm(laptop.topicArn(), OPERATOR);
        laptop.sns.subscribe(
                request -> request.topicArn(laptop.topicArn()).protocol("email").endpoint(DEPUTY));
        return laptop;
    }

    /** Nothing but what a test does changes anything, and no ledger is there before a test writes one. */
    static Template withoutDailyWatch(Template template) {
        ObjectNode json = template.json();
        ObjectNode resources = (ObjectNode) json.get("Resources");
        List<String> schedules = resources.properties().stream()
                .filter(resource -> resource.getValue().path("Type").asText().equals("AWS::Scheduler::Schedule"))
                .map(Map.Entry::getKey)
                .toList();
        resources.remove(schedules);
        return Template.of(json);
    }

    /** The sandbox's AWS for the user whose access key is {@code user}: there it is the user's name as well. */
    Aws as(String user) {
        return new Aws(
                Region.of(Sandbox.REGION), Sandbox.login(user), Optional.empty(), Optional.of(sandbox.endpoint()));
    }

    /** With all that an application needs stored, and everybody's subscription confirmed. */
    static Laptop running() throws IOException {
        return running(deployed());
    }

    /** The same, with nothing left out of the stack. */
    static Laptop running(Template template) throws IOException {
        return running(deployed(template));
    }

    private static Laptop running(Laptop laptop) {
        laptop.store("clientidentifier", laptop.registered.clientIdentifier());
        laptop.store("clientsecret", laptop.registered.clientSecret());
        laptop.store("refreshToken", laptop.registered.authorize("the default seller"));
        laptop.sandbox.sns().confirm(laptop.topicArn(), DEPUTY);
        return laptop;
    }

    String keyArn() {
        return kms.describeKey(request -> request.keyId("alias/my-erp"))
                .keyMetadata()
                .arn();
    }

    String topicArn() {
        return "arn:aws:sns:us-east-1:123456789012:my-erp-notices";
    }

    /** Runs a command as the profile operator, at the sandbox. */
    int run(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of(
                "--profile", "operator", "--endpoint-url", sandbox.endpoint().toString()));
        return runAlone(all.toArray(String[]::new));
    }

    /** Runs a command with these arguments only. */
    int runAlone(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Terminal terminal = new Terminal(new PrintWriter(out, true), false, false);
        int code = Rekey.run(
                new Session(
                        terminal,
                        new PrintWriter(err, true),
                        this,
                        variables,
                        new PausingClock(),
                        Optional.empty(),
                        this::pause),
                arguments);
        everything.append(out).append(err);
        secrets.forEach(this::assertIsNowhere);
        if (!Arrays.asList(arguments).contains("--raw")) {
            sandbox.lwa()
                    .exchanges()
                    .forEach(exchange -> assertThat(out + "" + err)
                            .doesNotContain(exchange.token().reveal()));
        }
        return code;
    }

    /** The machine's, ahead by as long as commands have waited. */
    private final class PausingClock extends Clock {
        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(paused);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Neither whole nor by its second half, which is the same however a wire encodes the first. */
    private void assertIsNowhere(String secret) {
        assertThat(everything.toString()).doesNotContain(secret.substring(secret.length() / 2));
    }

    /** Pipes a value into {@code rekey put}. */
    int pipe(String value, String... arguments) {
        List<String> all = new ArrayList<>(List.of("put"));
        all.addAll(Arrays.asList(arguments));
        all.add("-");
        noteSecret(value);
        piped = value.getBytes(UTF_8);
        return run(all.toArray(String[]::new));
    }

    int pipe(byte[] value, String parameter) {
        piped = value;
        return run("put", parameter, "-");
    }

    /** Types a value when it is asked for. */
    int type(String value, String parameter) {
        noteSecret(value);
        typed = value;
        return run("put", parameter);
    }

    void store(String parameter, String value) {
        assertThat(pipe(value, parameter)).as(err()).isZero();
    }

    private void noteSecret(String value) {
        // What is shorter is a part of many harmless words.
        if (value.strip().length() > 20 && !value.contains("rekey:")) {
            secrets.add(value.strip());
        }
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** A client for Parameter Store with something of a test's in it. */
    SsmClient ssmWith(ExecutionInterceptor interceptor) {
        return SsmClient.builder()
                .endpointOverride(sandbox.endpoint())
                .region(Region.of(Sandbox.REGION))
                .credentialsProvider(Sandbox.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(override -> override.addExecutionInterceptor(interceptor))
                .build();
    }

    ParameterMetadata metadata(String name) {
        return ssm.describeParameters().parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    String value(String name) {
        return ssm.getParameter(request -> request.name(name).withDecryption(true))
                .parameter()
                .value();
    }

    long lwaCalls() {
        return sandbox.calls().of("LWA.token");
    }

    @Override
    public Optional<String> ask(String question) {
        if (broken != null) {
            throw broken;
        }
        return Optional.ofNullable(typed);
    }

    @Override
    public Optional<String> askOpenly(String question) {
        if (answer != null) {
            out.append(question);
        }
        return Optional.ofNullable(answer);
    }

    private void pause(Duration duration) {
        paused = paused.plus(duration);
        sandbox.clock().advance(duration);
        meanwhile.run();
    }

    @Override
    public byte[] piped(int most) {
        return Arrays.copyOf(piped, Math.min(most, piped.length));
    }

    @Override
    public void close() {
        ssm.close();
        kms.close();
        sns.close();
        sandbox.close();
    }
}
