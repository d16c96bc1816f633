package rekey.sandbox.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.watch.WatchedApplication.measured;
import static rekey.sandbox.watch.WatchedApplication.problem;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rekey.sandbox.lambda.Invoked;
import rekey.sandbox.lwa.LwaFault;

/** One thing that fails does not keep the watch from the others, and is visible. */
class FailuresTest {
    private final WatchedApplication watched = WatchedApplication.manual();

    @AfterEach
    void close() {
        watched.close();
    }

    @Test
    void whatCannotBeReadIsListedAndTheRestIsDone() {
        watched.watch();
        watched.pass(Duration.ofDays(336));
        watched.subscribe("late@example.com");
        watched.sandbox.faults().fail("AmazonSSM.GetParameterHistory", 400, "AccessDeniedException");
        Invoked run = watched.run();

        assertThat(problem(run))
                .isEqualTo("the authorization of the default seller: Cannot see who put /my-erp/refreshToken, and when:"
                        + " access denied. Grant the function's role ssm:GetParameterHistory on this parameter"
                        + " (redeploying the stack restores it).");
        assertThat(watched.mails())
                .containsExactly(
                        "day 336: SP-API refuses the client secret in use",
                        "day 336: the client secret has ended",
                        "day 336: an address has not confirmed");
        assertThat(measured(run).path("DaysLeft").asLong()).isNegative();
    }

    @Test
    void aThrottledParameterStoreStopsNothingThatNeedsNone() {
        watched.watch();
        watched.sandbox.faults().fail("AmazonSSM.GetParameters", 400, "ThrottlingException");
        watched.pass(Duration.ofDays(1));
        Invoked run = watched.run();

        assertThat(problem(run))
                .contains(
                        "the secret in use: Parameter Store is busy (ThrottlingException).",
                        "the pending secret: ",
                        "the canary: ",
                        "the due rotation: ",
                        "the requested secret: ",
                        "the reminders: ",
                        "the days left: ")
                .doesNotContain("the authorization of", "the subscriptions");
        assertThat(measured(run).path("SellerDaysLeft").asLong()).isEqualTo(363);
        assertThat(measured(run).has("DaysLeft")).isFalse();
    }

    @Test
    void aDeniedTopicLosesNothing() {
        watched.watch();
        watched.pass(Duration.ofDays(155));
        watched.subscribe("late@example.com");
        watched.sandbox.faults().fail("SNS.Publish", 403, "AuthorizationError");
        Invoked run = watched.run();
        watched.sandbox.faults().repair();
        watched.days(1);

        assertThat(problem(run))
                .contains("the reminders: Cannot publish to ", "the subscriptions: Cannot publish to ")
                .doesNotContain("the canary");
        assertThat(watched.mails())
                .containsExactly("day 156: client secret ends in 24 days", "day 156: an address has not confirmed");
    }

    @Test
    void subscriptionsThatMayNotBeListedAreNamedWithTheRightThatIsMissing() {
        watched.sandbox.faults().fail("SNS.ListSubscriptionsByTopic", 403, "AuthorizationError");

        assertThat(problem(watched.run()))
                .startsWith("the subscriptions: Cannot list the subscriptions of " + watched.topicArn)
                .contains("sns:ListSubscriptionsByTopic");
    }

    @Test
    void whenLwaIsDownTheRemindersGoOn() {
        watched.watch();
        watched.pass(Duration.ofDays(155));
        watched.sandbox.lwa().failNext(LwaFault.UNAVAILABLE, LwaFault.UNAVAILABLE, LwaFault.UNAVAILABLE);
        watched.watch();

        assertThat(watched.mails()).containsExactly("day 155: client secret ends in 25 days");
    }

    @Test
    void aLedgerThatIsNoneIsSaidAndWrittenOverByNobody() {
        watched.watch();
        watched.ssm.putParameter(
                put -> put.name(watched.names.ledger()).value("no ledger").overwrite(true));
        Invoked run = watched.run();

        assertThat(problem(run)).contains("the reminders: ", "/my-erp/lwa/rotation");
        assertThat(watched.stored(watched.names.ledger())).isEqualTo("no ledger");
    }
}
