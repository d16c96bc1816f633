package rekey.sandbox.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;
import rekey.sandbox.iam.Grant;
import rekey.sandbox.iam.StatementUse;
import rekey.sandbox.lwa.EnrolmentRefused;
import rekey.sandbox.lwa.RegisteredApplication;
import rekey.sandbox.provision.ImpatientStack;
import rekey.sandbox.sns.Mail;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * More than a year of a stack in which everything happens that its policies are for, in parts that follow each other. It
 * ends with the first part in which something goes wrong.
 */
final class Life {
    static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:my-erp-notices";
    static final String SECRET = "/my-erp/lwa/clientsecret";
    static final String PENDING = "/my-erp/lwa/clientsecret-pending";
    static final String UNNEEDED = "never needed: ";

    /** How often the watch looks, in days: in each of its four rounds something else is to be done. */
    static final int ROUND = 106;

    private static final String PROVISION = "VaultProvision";
    private static final String OPERATOR = "ops@example.com";
    private static final List<Consumer<Life>> PARTS = List.of(
            Mishaps::live,
            FirstDay::live,
            LeftAlone::live,
            RotatedByItself::live,
            RotatedLate::live,
            Mishaps::withoutTheWatch);
    private static final Principal.RoleSession BACKEND = new Principal.RoleSession(AwsAccount.ID, "backend", "b");

    final Account account;
    final DeployedStack stack;
    final RegisteredApplication application;
    private final List<String> problems = new ArrayList<>();

    private Life(Account account, Template template) {
        this.account = account;
        stack = account.deploy(template);
        stack.grant(stack.outputs().get("CallerPolicyArn"), BACKEND.roleArn());
        account.sandbox.sns().confirm(TOPIC, OPERATOR);
        application = account.sandbox.lwa().register();
    }

    /** The usual template, but for what only takes time: its policies are those that would be deployed. */
    static Template template() {
        return Account.changed(Template.usual(), json -> {
            ImpatientStack.doNotWait(json);
            json.findParents("ScheduleExpression")
                    .forEach(schedule ->
                            ((ObjectNode) schedule).put("ScheduleExpression", "rate(%d days)".formatted(ROUND)));
            json.findParents("maxReceiveCount").forEach(redrive -> ((ObjectNode) redrive).put("maxReceiveCount", 2));
        });
    }

    /** What goes wrong; when nothing does, what the policies grant for nothing. */
    static List<String> problems(Template template) {
        try (Account account = new Account()) {
            Life life = new Life(account, template);
            for (Consumer<Life> part : PARTS) {
                part.accept(life);
                life.note(account.sandbox.functions().lostLogs().isEmpty(), "logs are lost");
                if (!life.problems.isEmpty()) {
                    return life.problems;
                }
            }
            return life.unneeded();
        } catch (DeploymentFailed | EnrolmentRefused | AwsError | SdkException e) {
            return List.of(String.valueOf(e.getMessage()));
        }
    }

    /** Of the provision function whole statements only: it may do more when the stack is changed or deleted. */
    private List<String> unneeded() {
        Stream<Grant> grants = account.sandbox.iam().unusedGrants().stream()
                .filter(grant -> !grant.origin().startsWith(PROVISION));
        Stream<StatementUse> statements = account.sandbox.iam().statements().stream()
                .filter(statement -> statement.origin().startsWith(PROVISION) && !statement.used());
        return Stream.concat(grants, statements)
                .map(unused -> UNNEEDED + unused)
                .toList();
    }

    void note(boolean good, String problem) {
        if (!good) {
            problems.add(problem);
        }
    }

    void pass(Duration time) {
        account.sandbox.clock().advance(time);
    }

    /** As an operator stores a credential. */
    void store(String name, String value) {
        account.ssm.putParameter(put -> put.name(name)
                .value(value)
                .type(ParameterType.SECURE_STRING)
                .tier(name.equals(SECRET) ? "Advanced" : "Standard")
                .keyId("alias/my-erp")
                .overwrite(true));
    }

    String read(String name) {
        return account.ssm
                .getParameter(get -> get.name(name).withDecryption(true))
                .parameter()
                .value();
    }

    /** As a backend that has the policy for callers. */
    String ask() {
        return account.sandbox
                .functions()
                .invoke(
                        Caller.overNetwork(BACKEND, true),
                        stack.outputs().get("TokenFunctionArn"),
                        "{}".getBytes(UTF_8))
                .payload();
    }

    /** How many mails with {@code text} in the subject the operator has. */
    long mails(String text) {
        return account.sandbox.inbox().mails(OPERATOR).stream()
                .map(Mail::subject)
                .filter(subject -> subject.orElse("").contains(text))
                .count();
    }

    long visible(String queueArn) {
        return account.sandbox.sqs().visible(queueArn);
    }

    String output(String name) {
        return stack.outputs().get(name);
    }

    List<String> logicalIds(String type) {
        return stack.logicalIds().stream()
                .filter(id -> stack.type(id).equals(type))
                .toList();
    }

    /** The ARN of the queue whose logical id begins like this. */
    String queue(String prefix) {
        return logicalIds("AWS::SQS::Queue").stream()
                .filter(id -> id.startsWith(prefix))
                .map(stack::arn)
                .findFirst()
                .orElseThrow();
    }
}
