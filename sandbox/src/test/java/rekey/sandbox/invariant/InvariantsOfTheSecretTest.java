package rekey.sandbox.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.sandbox.lwa.Handling;
import rekey.sandbox.lwa.MessageType;
import rekey.sandbox.lwa.SecretMessages.Message;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;

/** The first three of what must always hold: where a new secret is, what readers get, which one wins. */
class InvariantsOfTheSecretTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration PROPAGATION = Duration.ofMinutes(45);

    /** The rotation function is refused something for two days, and comes back to it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssm:GetParameters",
                "ssm:PutParameter",
                "kms:Decrypt",
                "kms:GenerateDataKey",
                "sns:Publish",
                "sqs:DeleteMessage"
            })
    void theOnlyCopyOfANewSecretIsNeverLost(String refused) {
        try (RunningStack life = new RunningStack().enrolled()) {
            life.passDays(2);
            life.deny("Rotation", refused);
            life.application.rotateInConsole();
            for (int minute = 0; minute < 4 * 60; minute += 3) {
                assertThat(whereabouts(life)).as("minute " + minute).isNotEmpty();
                life.pass(MINUTE.multipliedBy(3));
            }
            for (int hour = 4; hour < 48; hour += 4) {
                assertThat(whereabouts(life)).as("hour " + hour).isNotEmpty();
                life.pass(Duration.ofHours(4));
            }
            life.allowAgain("Rotation");

            life.pass(Duration.ofMinutes(6));
            if (life.messages(RunningStack.failed(life.newSecretQueue)) > 0) {
                assertThat(life.mails("my-erp-new-secret-failed is not empty")).hasSize(1);
                life.redrive(life.newSecretQueue);
            }

            assertThat(whereabouts(life)).containsExactly("current");
            assertThat(life.application.secrets()).hasSize(2);
        }
    }

    /** Every place where the newest secret is. */
    private static Set<String> whereabouts(RunningStack life) {
        Set<String> places = new HashSet<>();
        String secret = life.application.clientSecret();
        note(places, "current", life.isCurrent(secret));
        note(places, "pending", life.read(RunningStack.PENDING).equals(secret));
        note(places, "queue", life.messages(life.newSecretQueue) > 0);
        note(places, "dead-letter queue", life.messages(RunningStack.failed(life.newSecretQueue)) > 0);
        return places;
    }

    private static void note(Set<String> places, String place, boolean there) {
        if (there) {
            places.add(place);
        }
    }

    @Test
    void aPlainReadOfTheCurrentSecretAlwaysReturnsAProvenOne() {
        try (RunningStack life = new RunningStack().enrolled()) {
            life.application.propagateIn(PROPAGATION);
            life.passDays(1);
            String first = life.application.clientSecret();
            Instant knownFrom = life.sandbox.clock().instant().plus(PROPAGATION);
            String second = life.application.rotateInConsole();
            // A message that brings what is no secret of Amazon's, and would end later than any.
            life.application.messages().deliver(MessageType.NEW_SECRET, life.newSecretQueue, forged(life));
            for (int minute = 0; minute < 2 * 60; minute++) {
                life.pass(MINUTE);
                String read = life.read(RunningStack.SECRET);
                assertThat(SpApiCall.works(life.sandbox, life.application, read))
                        .as("minute " + minute)
                        .isTrue();
            }
            life.passDays(2);

            // The placeholder, the operator's, the new one.
            List<ParameterHistory> versions = life.versions(RunningStack.SECRET);
            assertThat(versions).hasSize(3);
            assertThat(versions.get(1).value()).isEqualTo(first);
            assertThat(versions.get(2).value()).isEqualTo(second);
            assertThat(versions.get(2).lastModifiedDate()).isAfter(knownFrom);
        }
    }

    private static String forged(RunningStack life) {
        Message real = life.application.messages().last(MessageType.NEW_SECRET);
        return real.body()
                .replace(life.application.clientSecret(), "amzn1.oa2-cs.v1." + "0".repeat(64))
                .replaceAll("(\"newClientSecretExpiryTime\":\")\\d{4}", "$12029");
    }

    /** By its own message once more, by one that comes late, by one from the dead-letter queue, by all of them again. */
    @Test
    void anOlderSecretNeverReplacesANewerOne() {
        try (RunningStack life = new RunningStack().enrolled()) {
            // Taken in, and replaced a day later.
            life.application.rotateInConsole();
            life.passDays(1);
            // Never taken in: its message ends in the dead-letter queue.
            life.deny("Rotation", "ssm:PutParameter");
            life.application.rotateInConsole();
            life.pass(Duration.ofHours(5));
            life.allowAgain("Rotation");
            // Late: after a newer one's.
            life.application.messages().handleNext(MessageType.NEW_SECRET, Handling.late(Duration.ofHours(2)));
            life.application.rotateInConsole();
            life.application.messages().handleNext(MessageType.NEW_SECRET, Handling.times(2));
            life.pass(MINUTE);
            String newest = life.application.rotateInConsole();
            life.pass(MINUTE);
            assertThat(life.isCurrent(newest)).isTrue();
            long version = life.versions(RunningStack.SECRET).size();

            assertThat(life.messages(RunningStack.failed(life.newSecretQueue))).isEqualTo(1);
            life.redrive(life.newSecretQueue);
            life.pass(Duration.ofHours(3));
            List<Message> all = life.application.messages().written(MessageType.NEW_SECRET);
            assertThat(all).hasSize(4);
            all.forEach(life.application.messages()::deliver);
            life.passDays(8);

            assertThat(life.isCurrent(newest)).isTrue();
            assertThat(life.versions(RunningStack.SECRET)).as("puts").hasSize((int) version);
            assertThat(life.messages(life.newSecretQueue)).isZero();
            assertThat(life.messages(RunningStack.failed(life.newSecretQueue))).isZero();
        }
    }
}
