package rekey.sandbox.watch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import rekey.credential.ApplicationName;
import rekey.credential.Grantee.Seller;
import rekey.credential.ParameterNames;
import rekey.credential.Placeholder;
import rekey.credential.Secret;
import rekey.function.Deadline;
import rekey.ledger.Enrolment;
import rekey.ledger.KnownSecret;
import rekey.ledger.Ledger;
import rekey.ledger.LedgerStore;
import rekey.sandbox.Sandbox;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;
import rekey.sandbox.lambda.Invoked;
import rekey.sandbox.lwa.RegisteredApplication;
import rekey.sandbox.spapi.SellingPartner;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * An application with all that the watch function looks after, in a sandbox of its own in which no rule of EventBridge is:
 * whatever people hear, they hear from the watch. {@code ops@example.com} is told. On closing, no credential may have been
 * logged, thrown or mailed.
 */
final class WatchedApplication implements AutoCloseable {
    static final String OPERATOR = "ops@example.com";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FUNCTION = "my-erp-watch";
    private static final Caller SCHEDULER = Caller.overNetwork(new Principal.User(AwsAccount.ID, "scheduler"), true);

    private final SellingPartner partner = new SellingPartner();
    final Sandbox sandbox = partner.sandbox;
    final RegisteredApplication application = partner.application;
    final ParameterNames names = new ParameterNames(new ApplicationName("my-erp"));
    final SsmClient ssm = ssm("sandbox");
    final SnsClient sns = SnsClient.builder()
            .endpointOverride(sandbox.endpoint())
            .region(Region.of(Sandbox.REGION))
            .credentialsProvider(Sandbox.credentials())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    final String topicArn =
            sns.createTopic(create -> create.name("my-erp-notices")).topicArn();
    final LedgerStore ledgers = new LedgerStore(ssm, names, sandbox.clock());
    final Instant start = sandbox.clock().instant();
    private final String keyArn = key();
    private final String placeholders = provisionKey();
    private final List<String> secrets = new ArrayList<>();
    private final List<String> said = new ArrayList<>();

    /** Deployed, with nothing stored yet. */
    static WatchedApplication deployed(String rotation, String... more) {
        return new WatchedApplication(rotation, more);
    }

    /** Deployed, with everything stored. */
    static WatchedApplication manual(String... more) {
        return deployed("manual", more).withCredentials();
    }

    /** As {@link #manual}, but rotating by itself once it is enrolled. */
    static WatchedApplication automatic(String... more) {
        return deployed("auto", more).withCredentials();
    }

    /** @param more variables' names and values in turn */
    private WatchedApplication(String rotation, String... more) {
        for (String name : List.of(
                names.clientIdentifier(),
                names.clientSecret(),
                names.pendingClientSecret(),
                names.refreshToken(Seller.DEFAULT))) {
            provision(name);
        }
        Map<String, String> variables = new TreeMap<>(sandbox.variables("my-erp"));
        variables.put("REKEY_KEY_ARN", keyArn);
        variables.put("REKEY_TOPIC_ARN", topicArn);
        variables.put("REKEY_ROTATION", rotation);
        for (int i = 0; i < more.length; i += 2) {
            variables.put(more[i], more[i + 1]);
        }
        subscribe(OPERATOR);
        sandbox.sns().confirm(topicArn, OPERATOR);
        sandbox.inbox().clear();
        sandbox.functions()
                .deploy(
                        FUNCTION,
                        "rekey.watch.WatchHandler::handleRequest",
                        sandbox.environment(variables),
                        Duration.ofSeconds(60));
    }

    private WatchedApplication withCredentials() {
        put(names.clientIdentifier(), application.clientIdentifier());
        put(names.clientSecret(), application.clientSecret());
        put(names.refreshToken(Seller.DEFAULT), application.authorize("A1DEFAULT"));
        return this;
    }

    WatchedApplication enrolled() {
        partner.enrolled();
        note(ledger -> ledger.with(new Enrolment(true, sandbox.clock().instant(), "an operator said so")));
        return this;
    }

    /** The placeholder, as the stack's provision function puts it. */
    void provision(String name) {
        try (SsmClient provision = ssm(placeholders)) {
            provision.putParameter(put -> put.name(name)
                    .value(Placeholder.VALUE)
                    .type(ParameterType.SECURE_STRING)
                    .keyId(keyArn));
        }
    }

    /** As the provision function does when it sets something else right: the value that is there, once more. */
    void putAgain(String name) {
        try (SsmClient provision = ssm(placeholders)) {
            String value = provision
                    .getParameter(get -> get.name(name).withDecryption(true))
                    .parameter()
                    .value();
            put(provision, name, value);
        }
    }

    void put(String name, String value) {
        put(ssm, name, value);
    }

    private void put(SsmClient client, String name, String value) {
        secrets.add(value);
        client.putParameter(put -> put.name(name)
                .value(value)
                .type(ParameterType.SECURE_STRING)
                .tier(name.equals(names.clientSecret()) ? ParameterTier.ADVANCED : ParameterTier.STANDARD)
                .keyId(keyArn)
                .overwrite(true));
    }

    /** What a parameter holds. */
    String stored(String name) {
        return ssm.getParameter(get -> get.name(name).withDecryption(true))
                .parameter()
                .value();
    }

    void subscribe(String address) {
        sandbox.sns().subscribe(topicArn, "email", address);
    }

    /** A secret that Amazon issues now and that has come, as the rotation function leaves it when it cannot be proven. */
    String pending() {
        String secret = application.issueSecret();
        Instant now = sandbox.clock().instant();
        put(names.pendingClientSecret(), secret);
        KnownSecret old = ledger().current().orElseThrow();
        note(ledger -> ledger.with(
                        KnownSecret.received(Secret.of(secret).fingerprint(), application.secretExpires(), now))
                .with(old.retiringAt(now.plus(KnownSecret.OVERLAP))));
        return secret;
    }

    Ledger ledger() {
        return ledgers.read(soon());
    }

    void note(UnaryOperator<Ledger> change) {
        ledgers.add("test", "makes something so", change, soon());
    }

    void pass(Duration time) {
        sandbox.clock().advance(time);
    }

    /** One run, as the schedule makes it. */
    Invoked run() {
        Invoked run = sandbox.functions().invoke(SCHEDULER, FUNCTION, "{}".getBytes(UTF_8));
        said.add(run.payload());
        said.add(run.log());
        return run;
    }

    /** One run in which nothing fails. */
    void watch() {
        Invoked run = run();
        assertThat(run.error()).as("%s", run.payload()).isFalse();
    }

    /** So many days, with a run at the end of each. */
    void days(int days) {
        for (int day = 0; day < days; day++) {
            pass(Duration.ofDays(1));
            watch();
        }
    }

    /** The message of what a run threw. */
    static String problem(Invoked run) {
        assertThat(run.error()).isTrue();
        JsonNode error = json(run.payload());
        assertThat(error.path("errorType").asText()).isEqualTo("rekey.failure.WatchIncomplete");
        return error.path("errorMessage").asText();
    }

    /** What people were mailed: on which day since the start, and the subject up to its first comma. */
    List<String> mails() {
        return sandbox.inbox().mails(OPERATOR).stream()
                .map(mail -> "day %d: %s"
                        .formatted(
                                Duration.between(start, mail.time()).toDays(),
                                mail.subject()
                                        .orElse("")
                                        .replaceFirst("^my-erp: ", "")
                                        .replaceFirst(",.*", "")))
                .toList();
    }

    /** What the run measured; CloudWatch makes metrics of it. */
    static JsonNode measured(Invoked run) {
        return run.log()
                .lines()
                .map(WatchedApplication::json)
                .filter(line -> line.has("_aws"))
                .reduce((one, other) -> {
                    throw new AssertionError("More than one line of metrics.");
                })
                .orElseGet(JSON::createObjectNode);
    }

    @Override
    public void close() {
        sandbox.inbox().mails().forEach(mail -> said.add(mail.message()));
        sandbox.lwa()
                .exchanges()
                .forEach(exchange -> secrets.add(exchange.token().reveal()));
        for (String secret : secrets) {
            assertThat(said).noneMatch(text -> text.contains(secret));
        }
        ssm.close();
        sns.close();
        partner.close();
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(10));
    }

    private String key() {
        try (KmsClient kms = KmsClient.builder()
                .endpointOverride(sandbox.endpoint())
                .region(Region.of(Sandbox.REGION))
                .credentialsProvider(Sandbox.credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            return kms.createKey(create -> {}).keyMetadata().arn();
        }
    }

    private String provisionKey() {
        var role = new Principal.RoleSession(AwsAccount.ID, "provision-role", "my-erp-provision");
        sandbox.iam().putRole(role.role(), json("""
                             {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
                              "Principal":{"Service":"lambda.amazonaws.com"}}]}"""));
        sandbox.iam().attach(role.roleArn(), "all", json("""
                             {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"""), "test");
        return sandbox.iam().issueKey(role);
    }

    private SsmClient ssm(String accessKeyId) {
        return SsmClient.builder()
                .endpointOverride(sandbox.endpoint())
                .region(Region.of(Sandbox.REGION))
                .credentialsProvider(Sandbox.login(accessKeyId))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
