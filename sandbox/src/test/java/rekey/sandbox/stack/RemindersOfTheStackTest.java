package rekey.sandbox.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;
import rekey.sandbox.sns.Mail;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What the template's policies, rules, topic and queues do with half a year: one and the same as when deployed. */
class RemindersOfTheStackTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:my-erp-notices";
    private static final String OPERATOR = "ops@example.com";
    private static final String PHONE = "+14155550100";
    private static final String SENTENCE =
            "\"LWA secret unchanged %d of 180 days: rotate it, then rekey put /my-erp/lwa/clientsecret\"";

    @Test
    void everybodyIsToldAfter150And165And173DaysAndNotInBetween() {
        try (Account account = new Account()) {
            deploy(account, Template.usual());

            account.sandbox.clock().advance(Duration.ofDays(149));
            assertThat(account.sandbox.inbox().mails()).isEmpty();
            for (int day : new int[] {150, 165, 173}) {
                account.sandbox.inbox().clear();
                account.sandbox.clock().advance(Duration.ofDays(day == 150 ? 1 : day == 165 ? 15 : 8));
                List<Mail> mails = account.sandbox.inbox().mails();
                assertThat(mails).extracting(Mail::endpoint).containsExactlyInAnyOrder(OPERATOR, PHONE);
                assertThat(mails).allMatch(mail -> mail.message().contains(SENTENCE.formatted(day)));
            }
        }
    }

    /** What the blog's repository has: a pattern that looks like a wildcard and is none. */
    @Test
    void nobodyIsToldWhenTheRulesAreForSlashMyErpSlashStar() {
        try (Account account = new Account()) {
            deploy(account, Account.changed(Template.usual(), RemindersOfTheStackTest::asInTheBlog));

            account.sandbox.clock().advance(Duration.ofDays(180));

            assertThat(account.sandbox.inbox().mails()).isEmpty();
        }
    }

    @Test
    void whatTheTopicRefusesLiesInTheQueue() {
        try (Account account = new Account()) {
            DeployedStack stack = deploy(account, Template.usual());
            account.sandbox.iam().deleteResourcePolicy(TOPIC);

            account.sandbox.clock().advance(Duration.ofDays(150));

            String queue = stack.arn(idOf(stack, "RemindersUndelivered", "AWS::SQS::Queue"));
            assertThat(account.sandbox.sqs().attributes(queue))
                    .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES.toString(), "1");
            assertThat(account.sandbox.inbox().mails()).isEmpty();
        }
    }

    /** A page for a mail; for a telephone, whose messages are short, what CloudWatch has as the subject. */
    @Test
    void anAlarmIsWrittenForEachWayToBeTold() {
        try (Account account = new Account()) {
            DeployedStack stack = deploy(account, Template.usual());
            Principal.RoleSession backend = new Principal.RoleSession(AwsAccount.ID, "backend", "b");
            stack.grant(stack.outputs().get("CallerPolicyArn"), backend.roleArn());
            account.sandbox
                    .functions()
                    .invoke(
                            Caller.overNetwork(backend, true),
                            stack.outputs().get("TokenFunctionArn"),
                            "{}".getBytes(UTF_8));

            account.sandbox.clock().advance(Duration.ofMinutes(2));

            String alarm = "ALARM: \"my-erp-token needs the operator\" in US East (N. Virginia)";
            assertThat(account.sandbox.inbox().mails(PHONE))
                    .extracting(Mail::message)
                    .contains("REKEY> " + alarm);
            assertThat(account.sandbox.inbox().mails(OPERATOR))
                    .filteredOn(mail -> mail.subject().equals(Optional.of(alarm)))
                    .singleElement()
                    .matches(mail -> mail.message().contains("for a reason that only you can mend"))
                    .matches(mail -> !mail.message().contains("{"));
        }
    }

    private static DeployedStack deploy(Account account, Template template) {
        DeployedStack stack = account.deploy(template);
        account.sandbox.sns().confirm(TOPIC, OPERATOR);
        account.sandbox.inbox().clear();
        return stack;
    }

    private static String idOf(DeployedStack stack, String beginning, String type) {
        return stack.logicalIds().stream()
                .filter(id -> id.startsWith(beginning) && stack.type(id).equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static void asInTheBlog(ObjectNode template) {
        Consumer<ObjectNode> change =
                detail -> detail.putArray("parameter-name").add("/my-erp/*");
        List<ObjectNode> details = template.findValues("EventPattern").stream()
                .map(pattern -> (ObjectNode) pattern.get("detail"))
                .toList();
        assertThat(details).hasSize(4);
        details.forEach(change);
    }
}
