package rekey.sandbox.invariant;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import rekey.sandbox.Sandbox;
import rekey.sandbox.Sandboxes;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;
import rekey.sandbox.iam.Policies;
import rekey.sandbox.lambda.Invoked;
import rekey.sandbox.lwa.RegisteredApplication;
import rekey.sandbox.sns.Mail;
import rekey.sandbox.spapi.SpApiOperation;
import rekey.sandbox.stack.DeployedStack;
import rekey.sandbox.stack.Template;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** A deployed stack with an application's credentials in it. From then on only the clock moves, and Amazon. */
final class RunningStack implements AutoCloseable {
    static final String SECRET = "/my-erp/lwa/clientsecret";
    static final String PENDING = "/my-erp/lwa/clientsecret-pending";
    static final String LEDGER = "/my-erp/lwa/rotation";
    static final String REFRESH_TOKEN = "/my-erp/refreshToken";
    static final String MAIL = "ops@example.com";

    private static final Caller ADMIN = Caller.overNetwork(new Principal.User(AwsAccount.ID, "admin"), true);
    private static final Principal.RoleSession BACKEND = new Principal.RoleSession(AwsAccount.ID, "backend", "b");

    final Sandbox sandbox = Sandboxes.start();
    final DeployedStack stack;
    final RegisteredApplication application;
    final SsmClient ssm = Sandboxes.at(sandbox, SsmClient.builder().httpClient(UrlConnectionHttpClient.create()))
            .build();
    final SqsClient sqs = Sandboxes.at(sandbox, SqsClient.builder().httpClient(UrlConnectionHttpClient.create()))
            .build();
    final String expiryQueue;
    final String newSecretQueue;

    RunningStack() {
        this(Template.usual(), Duration.ZERO);
    }

    /** The usual one; the client secret is so old when it is stored, of which only Amazon's messages tell. */
    static RunningStack aged(Duration age) {
        return new RunningStack(Template.usual(), age);
    }

    /** @param age how old the client secret is when it is stored */
    RunningStack(Template template, Duration age) {
        application = sandbox.lwa().register();
        sandbox.clock().advance(age);
        stack = DeployedStack.deploy(sandbox, template, "Rekey-my-erp");
        sandbox.sns().confirm(stack.outputs().get("TopicArn"), MAIL);
        expiryQueue = stack.outputs().get("ExpiryQueueArn");
        newSecretQueue = stack.outputs().get("NewSecretQueueArn");
        stack.grant(stack.outputs().get("CallerPolicyArn"), BACKEND.roleArn());
        store("/my-erp/lwa/clientidentifier", application.clientIdentifier());
        store(SECRET, application.clientSecret());
        store(REFRESH_TOKEN, application.authorize("seller"));
    }

    /** In the Developer Console. */
    RunningStack enrolled() {
        application.enrol(expiryQueue, newSecretQueue);
        return this;
    }

    /** As an operator does, who has the key's alias from the handbook. */
    void store(String name, String value) {
        ssm.putParameter(put -> put.name(name)
                .value(value)
                .type(ParameterType.SECURE_STRING)
                .tier(name.equals(SECRET) ? "Advanced" : "Standard")
                .keyId("alias/my-erp")
                .overwrite(true));
    }

    void pass(Duration time) {
        sandbox.clock().advance(time);
    }

    void passDays(int days) {
        pass(Duration.ofDays(days));
    }

    /** A plain read, as anybody does it who may. */
    String read(String name) {
        return ssm.getParameter(get -> get.name(name).withDecryption(true))
                .parameter()
                .value();
    }

    boolean isCurrent(String secret) {
        return read(SECRET).equals(secret);
    }

    /** Every version that is kept, the oldest first. */
    List<ParameterHistory> versions(String name) {
        return ssm.getParameterHistoryPaginator(get -> get.name(name).withDecryption(true)).stream()
                .flatMap(page -> page.parameters().stream())
                .toList();
    }

    /** Messages in a queue, those that somebody is working on included. */
    long messages(String queueArn) {
        Map<String, String> attributes = sandbox.sqs().attributes(queueArn);
        return Long.parseLong(attributes.get("ApproximateNumberOfMessages"))
                + Long.parseLong(attributes.get("ApproximateNumberOfMessagesNotVisible"));
    }

    static String failed(String queueArn) {
        return queueArn + "-failed";
    }

    /** What the console's "Start DLQ redrive" does. */
    void redrive(String queueArn) {
        sqs.startMessageMoveTask(move -> move.sourceArn(failed(queueArn)));
        pass(Duration.ofMinutes(1));
    }

    /** As a backend gets a token, at the alias that always leads to the newest version. */
    String token(String payload) {
        Invoked answer = tokenAnswer(payload);
        if (answer.error()) {
            throw new AssertionError(
                    "%s at %s".formatted(answer.payload(), sandbox.clock().instant()));
        }
        return SpApiCall.json(answer.payload()).get("access_token").asText();
    }

    Invoked tokenAnswer(String payload) {
        return invoke(Caller.overNetwork(BACKEND, true), stack.outputs().get("TokenFunctionArn"), payload);
    }

    /** As an administrator. */
    Invoked invoke(String function, String payload) {
        return invoke(
                ADMIN, "arn:aws:lambda:us-east-1:%s:function:my-erp-%s".formatted(AwsAccount.ID, function), payload);
    }

    private Invoked invoke(Caller caller, String arn, String payload) {
        return sandbox.functions().invoke(caller, arn, payload.getBytes(UTF_8));
    }

    /** What SP-API says to a call: the status. */
    int call(SpApiOperation operation, String token) {
        return SpApiCall.status(sandbox.endpoint(), operation, token);
    }

    /** How often Amazon was asked for a new secret. */
    long requests() {
        return sandbox.calls().of(SpApiOperation.ROTATE.counted());
    }

    /** Takes a right from the function, whatever its policies say. */
    void deny(String function, String action) {
        sandbox.iam()
                .attach(
                        role(function),
                        "Denied",
                        Policies.of("{'Effect':'Deny','Action':'%s','Resource':'*'}".formatted(action)),
                        "the test");
    }

    void allowAgain(String function) {
        sandbox.iam().detach(role(function), "Denied");
    }

    /** @param function {@code Rotation}, {@code Watch}, {@code Token} */
    private String role(String function) {
        return stack.arn(only("AWS::IAM::Role", function + "JavaRole"));
    }

    String only(String type, String prefix) {
        List<String> found = stack.logicalIds().stream()
                .filter(id -> id.startsWith(prefix) && stack.type(id).equals(type))
                .toList();
        if (found.size() != 1) {
            throw new AssertionError("Not one %s*: %s".formatted(prefix, found));
        }
        return found.get(0);
    }

    /** Mails with {@code text} in the subject. */
    List<Mail> mails(String text) {
        return sandbox.inbox().mails(MAIL).stream()
                .filter(mail -> mail.subject().orElse("").contains(text))
                .toList();
    }

    @Override
    public void close() {
        ssm.close();
        sqs.close();
        sandbox.close();
    }
}
