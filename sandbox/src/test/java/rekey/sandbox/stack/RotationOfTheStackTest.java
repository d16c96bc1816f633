package rekey.sandbox.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rekey.sandbox.Sandbox;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;
import rekey.sandbox.cloudwatch.AlarmState;
import rekey.sandbox.sns.Mail;

/** What the template's queues, schedule and alarms do: one and the same as when deployed. */
class RotationOfTheStackTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:my-erp-notices";
    private static final String PHONE = "+14155550100";
    private static final String RUNS = "my-erp-watch does not run";
    private static final Principal.User AMAZON = new Principal.User("437568002678", "notifications");
    private static final Caller SENDER = Caller.overNetwork(AMAZON, true);

    private Account account;

    @BeforeEach
    void deploy() {
        account = new Account();
        account.deploy(Template.usual());
        account.sandbox.sns().confirm(TOPIC, "ops@example.com");
    }

    @AfterEach
    void close() {
        account.close();
    }

    @Test
    void amazonSendsToBothQueuesAndNobodyElseDoes() {
        for (String queue : List.of("my-erp-expiry", "my-erp-new-secret")) {
            account.sandbox.sqs().send(SENDER, arn(queue), "{}");
            Caller another = Caller.overNetwork(new Principal.User("111122223333", "notifications"), true);
            assertThatThrownBy(() -> account.sandbox.sqs().send(another, arn(queue), "{}"))
                    .isInstanceOf(AwsError.class);
            Caller inTheClear = Caller.overNetwork(AMAZON, false);
            assertThatThrownBy(() -> account.sandbox.sqs().send(inTheClear, arn(queue), "{}"))
                    .isInstanceOf(AwsError.class);
        }
    }

    @Test
    void amazonTakesNothingOutAndHasNoHandOnTheQueuesBehind() {
        assertThatThrownBy(() -> account.sandbox.sqs().receive(SENDER, arn("my-erp-new-secret"), 1))
                .isInstanceOf(AwsError.class);
        assertThatThrownBy(() -> account.sandbox.sqs().send(SENDER, arn("my-erp-new-secret-failed"), "{}"))
                .isInstanceOf(AwsError.class);
    }

    /** Thirty tries, and the mail that says so; the message is kept. */
    @Test
    void whatCannotBeDealtWithIsKeptAndSaid() {
        account.sandbox.sqs().send(SENDER, arn("my-erp-new-secret"), "no message of Amazon's");

        account.sandbox.clock().advance(Duration.ofHours(4));

        assertThat(account.sandbox.sqs().attributes(arn("my-erp-new-secret-failed")))
                .containsEntry("ApproximateNumberOfMessages", "1");
        assertThat(account.sandbox.services().alarms().state("my-erp-new-secret-failed is not empty"))
                .contains(AlarmState.ALARM);
        assertThat(account.sandbox.inbox().mails(PHONE))
                .extracting(Mail::message)
                .anyMatch(message -> message.contains("my-erp-new-secret-failed is not empty"));
    }

    @Test
    void theWatchRunsEveryDayAndNoAlarmRingsInANewStack() {
        account.sandbox.clock().advance(Duration.ofDays(9));

        assertThat(account.sandbox.services().alarms().state(RUNS)).contains(AlarmState.OK);
        assertThat(account.sandbox.inbox().mails(PHONE)).isEmpty();
    }

    @Test
    void peopleHearWhenItDoesNotRunAnyMore() {
        account.sandbox.clock().advance(Duration.ofDays(3));
        account.sandbox.services().schedules().delete(Sandbox.REGION, "my-erp-watch");
        account.sandbox.clock().advance(Duration.ofDays(1));
        assertThat(account.sandbox.inbox().mails(PHONE)).isEmpty();

        account.sandbox.clock().advance(Duration.ofDays(2));

        assertThat(account.sandbox.inbox().mails(PHONE))
                .extracting(Mail::message)
                .containsExactly("REKEY> INSUFFICIENT_DATA: \"" + RUNS + "\" in US East (N. Virginia)");
    }

    private static String arn(String queue) {
        return AwsAccount.arn("sqs", Sandbox.REGION, queue);
    }
}
