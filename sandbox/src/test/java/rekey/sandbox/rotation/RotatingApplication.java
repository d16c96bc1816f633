package rekey.sandbox.rotation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import rekey.credential.ApplicationName;
import rekey.credential.Grantee.Seller;
import rekey.credential.ParameterNames;
import rekey.credential.Placeholder;
import rekey.credential.Secret;
import rekey.function.Deadline;
import rekey.function.FunctionEnvironment;
import rekey.function.Journal;
import rekey.ledger.Ledger;
import rekey.ledger.LedgerStore;
import rekey.rotation.Rotation;
import rekey.rotation.RotationSettings;
import rekey.sandbox.Sandbox;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;
import rekey.sandbox.lambda.Invoked;
import rekey.sandbox.lwa.MessageType;
import rekey.sandbox.lwa.RegisteredApplication;
import rekey.sandbox.provision.MeddlingProxy;
import rekey.sandbox.sns.Mail;
import rekey.sandbox.spapi.SellingPartner;
import rekey.sandbox.sqs.ReceivedMessage;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * An application with its stored credentials, its two queues and a rotation function that is handed what lies in them, as
 * Lambda would, whenever a test says so. On closing, looks for every credential in all that was logged, mailed, answered
 * and noted in the ledger: one found fails the test.
 */
final class RotatingApplication implements AutoCloseable {
    static final String MAIL = "ops@example.com";
    static final String JANE = "arn:aws:iam::000000000000:user/jane";

    private static final Caller LAMBDA = Caller.overNetwork(new Principal.User(AwsAccount.ID, "lambda"), true);
    private static final Duration VISIBILITY = Duration.ofMinutes(6);
    private static final String FUNCTION = "my-erp-rotation";
    private static final String FUNCTION_ARN =
            "arn:aws:lambda:%s:%s:function:%s".formatted(Sandbox.REGION, AwsAccount.ID, FUNCTION);

    final SellingPartner partner = new SellingPartner();
    final Sandbox sandbox = partner.sandbox;
    /** Between the function and Parameter Store. */
    final MeddlingProxy proxy = new MeddlingProxy(sandbox.endpoint());

    final RegisteredApplication application = partner.application;
    final ParameterNames names = new ParameterNames(new ApplicationName("my-erp"));
    final String topic;
    final SsmClient ssm;
    final FunctionEnvironment environment;

    private final String key;
    private final Set<String> credentials = new TreeSet<>();
    private final List<String> answers = new ArrayList<>();

    RotatingApplication() {
        this(Map.of());
    }

    /** @param more environment variables than the function needs */
    RotatingApplication(Map<String, String> more) {
        UrlConnectionHttpClient.Builder http = UrlConnectionHttpClient.builder();
        ssm = SsmClient.builder()
                .endpointOverride(sandbox.endpoint())
                .region(Region.of(Sandbox.REGION))
                .credentialsProvider(Sandbox.credentials())
                .httpClientBuilder(http)
                .build();
        try (KmsClient kms = KmsClient.builder()
                .endpointOverride(sandbox.endpoint())
                .region(Region.of(Sandbox.REGION))
                .credentialsProvider(Sandbox.credentials())
                .httpClientBuilder(http)
                .build()) {
            key = kms.createKey(request -> {}).keyMetadata().arn();
        }
        topic = sandbox.sns().createTopic(Sandbox.REGION, "my-erp-notices", Map.of("DisplayName", "REKEY"));
        sandbox.sns().subscribe(topic, "email", MAIL);
        sandbox.sns().confirm(topic, MAIL);
        sandbox.inbox().clear();
        for (String queue : List.of(partner.expiry, partner.newSecret)) {
            sandbox.sqs()
                    .setAttributes(
                            queue,
                            Map.of(
                                    "VisibilityTimeout", String.valueOf(VISIBILITY.toSeconds()),
                                    "MessageRetentionPeriod",
                                            String.valueOf(Duration.ofDays(14).toSeconds())));
        }
        put(names.clientIdentifier(), application.clientIdentifier());
        put(names.clientSecret(), application.clientSecret());
        put(names.pendingClientSecret(), Placeholder.VALUE);
        put(names.refreshToken(Seller.DEFAULT), application.authorize("A2EXAMPLE"));
        Map<String, String> variables = new HashMap<>(sandbox.variables("my-erp"));
        variables.put("AWS_ENDPOINT_URL_SSM", proxy.endpoint().toString());
        variables.put("REKEY_KEY_ARN", key);
        variables.put("REKEY_TOPIC_ARN", topic);
        variables.putAll(more);
        environment = sandbox.environment(variables);
        sandbox.functions()
                .deploy(FUNCTION, "rekey.rotation.RotationHandler::handleRequest", environment, Duration.ofSeconds(60));
    }

    RotatingApplication enrolled() {
        partner.enrolled();
        order("{'order':'enrolled','by':'%s'}");
        return this;
    }

    /** Stores a value as an operator does. */
    void put(String name, String value) {
        credentials.add(value);
        ssm.putParameter(request -> request.name(name)
                .value(value)
                .type(ParameterType.SECURE_STRING)
                .keyId(key)
                .tier(name.equals(names.clientSecret()) ? ParameterTier.ADVANCED : ParameterTier.STANDARD)
                .overwrite(true));
    }

    Parameter stored(String name) {
        return ssm.getParameter(request -> request.name(name).withDecryption(true))
                .parameter();
    }

    String current() {
        return stored(names.clientSecret()).value();
    }

    String pending() {
        return stored(names.pendingClientSecret()).value();
    }

    static String fingerprint(String secret) {
        return Secret.of(secret).fingerprint();
    }

    Ledger ledger() {
        return new LedgerStore(environment.ssm(), names, sandbox.clock()).read(Deadline.in(Duration.ofSeconds(30)));
    }

    Instant now() {
        return sandbox.clock().instant();
    }

    void pass(Duration time) {
        sandbox.clock().advance(time);
    }

    /** Long enough for a message that failed to come again. */
    void passVisibility() {
        pass(VISIBILITY.plusSeconds(1));
    }

    /** Hands over all that is visible in both queues, and deletes what did not fail. @return how many failed */
    int deliver() {
        return deliver(partner.expiry) + deliver(partner.newSecret);
    }

    private int deliver(String queue) {
        List<ReceivedMessage> messages = sandbox.sqs().receive(LAMBDA, queue, 10);
        if (messages.isEmpty()) {
            return 0;
        }
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        ArrayNode records = event.putArray("Records");
        messages.forEach(message -> records.addObject()
                .put("messageId", message.messageId())
                .put("receiptHandle", message.receiptHandle())
                .put("body", message.body())
                .put("eventSource", "aws:sqs")
                .put("eventSourceARN", queue)
                .put("awsRegion", Sandbox.REGION));
        Invoked invoked = invoke(event.toString());
        if (invoked.error()) {
            return messages.size();
        }
        Set<String> failed = new TreeSet<>(
                SellingPartner.json(invoked.payload()).path("batchItemFailures").findValuesAsText("itemIdentifier"));
        messages.stream()
                .filter(message -> !failed.contains(message.messageId()))
                .forEach(message -> sandbox.sqs().delete(LAMBDA, queue, message.receiptHandle()));
        return failed.size();
    }

    /** How many messages lie in both queues, visible or not. */
    long messages() {
        return List.of(partner.expiry, partner.newSecret).stream()
                .map(queue -> sandbox.sqs().attributes(queue))
                .mapToLong(attributes -> Long.parseLong(attributes.get("ApproximateNumberOfMessages"))
                        + Long.parseLong(attributes.get("ApproximateNumberOfMessagesNotVisible")))
                .sum();
    }

    /** Gives an order, with ' for " and Jane's ARN for %s. @return what is answered, or the failure */
    JsonNode order(String json) {
        return SellingPartner.json(
                invoke(json.replace('\'', '"').formatted(JANE)).payload());
    }

    private Invoked invoke(String payload) {
        Invoked invoked = sandbox.functions().invoke(LAMBDA, FUNCTION_ARN, payload.getBytes(UTF_8));
        answers.add(invoked.payload());
        answers.add(invoked.log());
        return invoked;
    }

    /** The parts of the function, as the watch function uses them. */
    Rotation rotation() {
        return Rotation.of(environment, RotationSettings.from(environment.variables()));
    }

    /** What the watch does every day with what is pending. */
    void watch() {
        rotation().promotion().promotePending("watch", Deadline.in(Duration.ofSeconds(30)), new Journal(silent()));
    }

    private LambdaLogger silent() {
        return new LambdaLogger() {
            @Override
            public void log(String message) {
                answers.add(message);
            }

            @Override
            public void log(byte[] message) {
                log(new String(message, UTF_8));
            }
        };
    }

    /** Issues a secret as the console does, and remembers it, so that it is looked for. */
    String rotateInConsole() {
        String secret = application.rotateInConsole();
        credentials.add(secret);
        return secret;
    }

    /** The subjects of the mails that people have got, the oldest first. */
    List<String> subjects() {
        return sandbox.inbox().mails(MAIL).stream()
                .map(mail -> mail.subject().orElseThrow())
                .toList();
    }

    /** A caller's call to SP-API with the current secret, as it is stored. */
    boolean isServed() {
        String token = partner.tokenFor(SellingPartner.NOTIFICATIONS, current());
        return !token.isEmpty() && partner.destinations(token).status() == 200;
    }

    long rotations() {
        return sandbox.calls().of("SPAPI.rotateApplicationClientSecret");
    }

    /** What the function has logged, line by line. */
    String log() {
        return String.join("", sandbox.functions().logs());
    }

    @Override
    public void close() {
        application
                .messages()
                .written(MessageType.NEW_SECRET)
                .forEach(message -> credentials.add(SellingPartner.json(message.body())
                        .findPath("newClientSecret")
                        .asText()));
        sandbox.lwa()
                .exchanges()
                .forEach(exchange -> credentials.add(exchange.token().reveal()));
        credentials.remove(Placeholder.VALUE);
        credentials.remove(application.clientIdentifier());
        answers.addAll(sandbox.functions().logs());
        sandbox.inbox().mails().stream().map(Mail::message).forEach(answers::add);
        ssm.getParametersByPath(request -> request.path("/my-erp/lwa")).parameters().stream()
                .filter(parameter -> parameter.name().equals(names.ledger()))
                .map(Parameter::value)
                .forEach(answers::add);
        for (String credential : credentials) {
            assertThat(answers).noneMatch(text -> text.contains(credential));
        }
        ssm.close();
        proxy.close();
        partner.close();
    }
}
