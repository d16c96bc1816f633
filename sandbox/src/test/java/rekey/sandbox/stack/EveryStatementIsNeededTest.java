package rekey.sandbox.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsEvent;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;
import rekey.sandbox.iam.Iam;
import rekey.sandbox.lwa.RegisteredApplication;
import rekey.sandbox.provision.ImpatientStack;
import rekey.sandbox.sns.Mail;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * The template's policies allow what a life of half a year takes, and each of their statements is needed for it. The
 * secret is rotated by hand in this life: the statements that only a rotation by itself needs are asserted one by one in
 * infra's tests, and {@link RotationOfTheStackTest} lives with them.
 */
class EveryStatementIsNeededTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:my-erp-notices";
    private static final String SECRET = "/my-erp/lwa/clientsecret";
    private static final String UNNEEDED = "never needed: ";
    /** What the life of a secret that is rotated by hand needs in part only. */
    private static final Pattern OF_ROTATION = Pattern.compile("(Queues|Rotation|Watch).*");

    private static final Principal.User ADMIN = new Principal.User(AwsAccount.ID, "admin");
    private static final Caller IN_THE_CLEAR = Caller.overNetwork(ADMIN, false);

    /** A statement by where it stands in the template. */
    record Statement(String resource, String document, int index) {
        Template without() {
            ObjectNode json = template().json();
            ArrayNode statements =
                    (ArrayNode) json.at("/Resources/%s/Properties/%s/Statement".formatted(resource, document));
            statements.remove(index);
            if (statements.isEmpty()) {
                // A document has one at least: one that allows nothing that anybody does.
                ObjectNode idle = statements.addObject().put("Effect", "Deny").put("Action", "sts:GetSessionToken");
                if (document.equals("AssumeRolePolicyDocument")) {
                    idle.putObject("Principal").put("Service", "nobody.amazonaws.com");
                    idle.put("Action", "sts:AssumeRole");
                } else {
                    idle.put("Resource", "*");
                    String type =
                            json.at("/Resources/%s/Type".formatted(resource)).asText();
                    if (!type.startsWith("AWS::IAM::")) {
                        idle.put("Principal", "*");
                    }
                }
            }
            return Template.of(json);
        }
    }

    static Stream<Statement> statements() {
        List<Statement> all = new ArrayList<>();
        template().json().get("Resources").properties().forEach(resource -> {
            if (OF_ROTATION.matcher(resource.getKey()).matches()) {
                return;
            }
            for (String document : List.of("PolicyDocument", "KeyPolicy", "AssumeRolePolicyDocument")) {
                JsonNode list = resource.getValue().at("/Properties/%s/Statement".formatted(document));
                for (int i = 0; i < list.size(); i++) {
                    all.add(new Statement(resource.getKey(), document, i));
                }
            }
        });
        return all.stream();
    }

    @Test
    void withAllOfThemLifeGoesWell() {
        assertThat(problems(template())).isEmpty();
        assertThat(statements()).hasSizeGreaterThan(20);
    }

    @Test
    void oneThatNothingNeedsIsSeen() {
        Template more = Account.changed(template(), json -> {
            ArrayNode statements = (ArrayNode) json.findValue("Resources").properties().stream()
                    .filter(resource -> resource.getKey().startsWith("TokenJavaRoleDefaultPolicy"))
                    .findFirst()
                    .orElseThrow()
                    .getValue()
                    .at("/Properties/PolicyDocument/Statement");
            statements
                    .addObject()
                    .put("Effect", "Allow")
                    .put("Action", "ssm:DeleteParameter")
                    .put("Resource", "arn:aws:ssm:us-east-1:123456789012:parameter" + SECRET);
        });

        assertThat(problems(more))
                .singleElement()
                .asString()
                .startsWith(UNNEEDED)
                .contains("TokenJavaRole");
    }

    @ParameterizedTest
    @MethodSource("statements")
    void withoutOneItDoesNot(Statement statement) {
        assertThat(problems(statement.without()))
                .filteredOn(problem -> !problem.startsWith(UNNEEDED))
                .isNotEmpty()
                .noneMatch(problem -> problem.contains("Malformed"));
    }

    private static Template template() {
        return Account.changed(Template.usual(), json -> {
            ImpatientStack.doNotWait(json);
            // The watch has a life of its own to be tested in; here, once a month is enough.
            json.findParents("ScheduleExpression")
                    .forEach(schedule -> ((ObjectNode) schedule).put("ScheduleExpression", "rate(30 days)"));
        });
    }

    /** What goes wrong in half a year. */
    private static List<String> problems(Template template) {
        List<String> problems = new ArrayList<>();
        try (Account account = new Account()) {
            DeployedStack stack = account.deploy(template);
            account.sandbox.sns().confirm(TOPIC, "ops@example.com");
            alarmed(account, stack, problems);
            served(account, stack, problems);
            reminded(account, problems);
            refusedInTheClear(account, stack, problems);
            keysAreManaged(account, stack);
            keptWhenRefused(account, stack, problems);
            account.sandbox.iam().statements().stream()
                    .filter(statement -> !statement.used()
                            && !statement.origin().equals(Iam.BY_AWS)
                            && !OF_ROTATION.matcher(statement.origin()).lookingAt())
                    .forEach(statement -> problems.add(UNNEEDED + statement));
        } catch (DeploymentFailed | AwsError | SdkException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        return problems;
    }

    /** Nothing is stored yet: the function's failure is logged, and its alarm rings. */
    private static void alarmed(Account account, DeployedStack stack, List<String> problems) {
        account.sandbox.inbox().clear();
        ask(account, stack);
        account.sandbox.clock().advance(Duration.ofMinutes(2));
        note(problems, account.sandbox.functions().lostLogs().isEmpty(), "logs are lost");
        note(problems, account.sandbox.inbox().mails().size() >= 2, "no alarm came");
    }

    private static void served(Account account, DeployedStack stack, List<String> problems) {
        RegisteredApplication application = account.sandbox.lwa().register();
        Map.of(
                        "/my-erp/lwa/clientidentifier",
                        application.clientIdentifier(),
                        SECRET,
                        application.clientSecret(),
                        "/my-erp/refreshToken",
                        application.authorize("seller"))
                .forEach((name, value) -> account.ssm.putParameter(put -> put.name(name)
                        .value(value)
                        .type(ParameterType.SECURE_STRING)
                        .tier(name.equals(SECRET) ? "Advanced" : "Standard")
                        .keyId("alias/my-erp")
                        .overwrite(true)));
        account.sandbox.clock().advance(Duration.ofMinutes(6));
        note(problems, ask(account, stack).contains("access_token"), "no token came");
    }

    private static void reminded(Account account, List<String> problems) {
        account.sandbox.inbox().clear();
        account.sandbox.clock().advance(Duration.ofDays(174));
        long reminders = account.sandbox.inbox().mails().stream()
                .map(Mail::message)
                .filter(message -> message.contains("unchanged"))
                .count();
        note(problems, reminders == 6, reminders + " reminders came");
    }

    private static void refusedInTheClear(Account account, DeployedStack stack, List<String> problems) {
        note(
                problems,
                refused(() -> account.sandbox.sns().publish(IN_THE_CLEAR, TOPIC, Optional.empty(), "x")),
                "topic");
        for (String queue : queues(stack)) {
            note(problems, refused(() -> account.sandbox.sqs().send(IN_THE_CLEAR, queue, "x")), queue);
        }
    }

    private static void keysAreManaged(Account account, DeployedStack stack) {
        stack.logicalIds().stream()
                .filter(id -> stack.type(id).equals("AWS::KMS::Key"))
                .forEach(id -> account.kms.describeKey(request -> request.keyId(stack.physicalId(id))));
    }

    /** A reminder that the topic refuses is in the queue, whichever rule it came by. */
    private static void keptWhenRefused(Account account, DeployedStack stack, List<String> problems) {
        account.sandbox.iam().deleteResourcePolicy(TOPIC);
        for (int days : new int[] {150, 165, 173, 99}) {
            account.sandbox
                    .events()
                    .put(new AwsEvent(
                            "aws.ssm",
                            "Parameter Store Policy Action",
                            "us-east-1",
                            List.of(),
                            AwsJson.object()
                                    .put("policy-type", "NoChangeNotification")
                                    .put("parameter-name", SECRET)
                                    .put(
                                            "action-reason",
                                            "The parameter has not been changed for " + days + " days.")));
        }
        long kept = queues(stack).stream()
                .mapToLong(queue -> account.sandbox.sqs().visible(queue))
                .sum();
        note(problems, kept == 4, kept + " are in the queue");
    }

    private static List<String> queues(DeployedStack stack) {
        return stack.logicalIds().stream()
                .filter(id -> stack.type(id).equals("AWS::SQS::Queue"))
                .map(stack::arn)
                .toList();
    }

    /** As a backend that has the policy for callers. */
    private static String ask(Account account, DeployedStack stack) {
        Principal.RoleSession backend = new Principal.RoleSession(AwsAccount.ID, "backend", "b");
        stack.grant(stack.outputs().get("CallerPolicyArn"), backend.roleArn());
        return account.sandbox
                .functions()
                .invoke(
                        Caller.overNetwork(backend, true),
                        stack.outputs().get("TokenFunctionArn"),
                        "{}".getBytes(UTF_8))
                .payload();
    }

    private static boolean refused(Runnable call) {
        try {
            call.run();
            return false;
        } catch (AwsError e) {
            return true;
        }
    }

    private static void note(List<String> problems, boolean good, String problem) {
        if (!good) {
            problems.add(problem);
        }
    }
}
