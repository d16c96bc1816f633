package rekey.sandbox.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.watch.WatchedApplication.measured;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rekey.ledger.CanaryFinding;
import rekey.sandbox.lambda.Invoked;
import rekey.sandbox.spapi.SpApiFault;
import rekey.sandbox.spapi.SpApiOperation;

/** The canary: whether SP-API accepts the secret in use. */
class HealthTest {
    private final WatchedApplication watched = WatchedApplication.manual();

    @AfterEach
    void close() {
        watched.close();
    }

    @Test
    void notesThatAllIsWellOnceAndTellsNobody() {
        watched.watch();
        CanaryFinding first = watched.ledger().canary().orElseThrow();
        watched.days(2);

        assertThat(first.verdict()).isEqualTo("HEALTHY");
        assertThat(watched.ledger().canary()).contains(first);
        assertThat(watched.mails()).isEmpty();
    }

    @Test
    void tellsThatSpApiRefusesTheSecretOnceAndThatItWorksAgain() {
        watched.watch();
        watched.sandbox.spApi().fail(SpApiOperation.DESTINATIONS, SpApiFault.SECRET_EXPIRED);
        watched.days(3);
        watched.sandbox.spApi().behave();
        watched.days(2);

        assertThat(watched.mails())
                .containsExactly(
                        "day 1: SP-API refuses the client secret in use",
                        "day 4: SP-API accepts the client secret again");
    }

    @Test
    void tellsThatLwaRefusesTheSecret() {
        watched.watch();
        watched.application.issueSecret();
        watched.days(8);

        assertThat(watched.mails()).containsExactly("day 7: SP-API refuses the client secret in use");
    }

    @Test
    void oneDayWithoutAnAnswerIsNoNews() {
        watched.watch();
        watched.sandbox.spApi().fail(SpApiOperation.DESTINATIONS, SpApiFault.SERVER_ERROR);
        watched.sandbox.spApi().fail(SpApiOperation.PARTICIPATIONS, SpApiFault.SERVER_ERROR);
        watched.days(1);
        watched.sandbox.spApi().behave();
        watched.days(1);

        assertThat(watched.mails()).isEmpty();
        assertThat(watched.ledger().canary().orElseThrow().verdict()).isEqualTo("HEALTHY");
    }

    @Test
    void twoDaysWithoutAnAnswerAreTold() {
        watched.watch();
        watched.sandbox.spApi().fail(SpApiOperation.DESTINATIONS, SpApiFault.SERVER_ERROR);
        watched.sandbox.spApi().fail(SpApiOperation.PARTICIPATIONS, SpApiFault.SERVER_ERROR);
        watched.days(4);
        watched.sandbox.spApi().behave();
        watched.days(1);

        assertThat(watched.mails())
                .containsExactly(
                        "day 2: nobody can tell whether the client secret works",
                        "day 5: SP-API accepts the client secret again");
    }

    /** As Lambda makes it when anything has failed. */
    @Test
    void anotherTryOnTheSameDayIsNoSecondDay() {
        watched.watch();
        watched.sandbox.spApi().fail(SpApiOperation.DESTINATIONS, SpApiFault.SERVER_ERROR);
        watched.sandbox.spApi().fail(SpApiOperation.PARTICIPATIONS, SpApiFault.SERVER_ERROR);
        watched.days(1);
        watched.pass(Duration.ofMinutes(1));
        watched.watch();
        watched.pass(Duration.ofMinutes(2));
        watched.watch();

        assertThat(watched.mails()).isEmpty();
    }

    @Test
    void noAnswerDoesNotEndAFailure() {
        watched.watch();
        watched.sandbox.spApi().fail(SpApiOperation.DESTINATIONS, SpApiFault.SECRET_EXPIRED);
        watched.days(1);
        watched.sandbox.spApi().fail(SpApiOperation.DESTINATIONS, SpApiFault.SERVER_ERROR);
        watched.sandbox.spApi().fail(SpApiOperation.PARTICIPATIONS, SpApiFault.SERVER_ERROR);
        watched.days(2);
        watched.sandbox.spApi().behave();
        watched.days(1);

        assertThat(watched.mails())
                .containsExactly(
                        "day 1: SP-API refuses the client secret in use",
                        "day 4: SP-API accepts the client secret again");
    }

    @Test
    void anAnswerThatProvesNothingChangesNothing() {
        watched.watch();
        watched.sandbox.spApi().fail(SpApiOperation.DESTINATIONS, SpApiFault.FORBIDDEN);
        watched.sandbox.spApi().fail(SpApiOperation.PARTICIPATIONS, SpApiFault.FORBIDDEN);
        watched.days(3);

        assertThat(watched.mails()).isEmpty();
        assertThat(watched.ledger().canary().orElseThrow().verdict()).isEqualTo("HEALTHY");
        assertThat(measured(watched.run()).has("Canary")).isFalse();
    }

    /** Amazon needs up to an hour; the secret was tried at LWA when it was stored. */
    @Test
    void aSecretThatWasStoredJustNowMayNotBeKnownToSpApiYet() {
        watched.watch();
        watched.pass(Duration.ofDays(1));
        watched.application.propagateIn(Duration.ofMinutes(45));
        watched.put(watched.names.clientSecret(), watched.application.issueSecret());
        watched.watch();
        watched.days(1);

        assertThat(watched.mails()).isEmpty();
    }

    @Test
    void whoHearsOfTheFailureTooLateHearsOfItTheNextDay() {
        watched.watch();
        watched.sandbox.spApi().fail(SpApiOperation.DESTINATIONS, SpApiFault.SECRET_EXPIRED);
        watched.sandbox.faults().fail("SNS.Publish", 500, "InternalError");
        watched.pass(Duration.ofDays(1));
        Invoked failed = watched.run();
        watched.sandbox.faults().repair();
        watched.days(2);

        assertThat(WatchedApplication.problem(failed)).startsWith("the canary: SNS is busy");
        assertThat(watched.mails()).containsExactly("day 2: SP-API refuses the client secret in use");
    }
}
