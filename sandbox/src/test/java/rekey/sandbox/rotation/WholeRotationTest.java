package rekey.sandbox.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.rotation.RotatingApplication.JANE;
import static rekey.sandbox.rotation.RotatingApplication.fingerprint;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import rekey.credential.Placeholder;
import rekey.ledger.Enrolment;
import rekey.ledger.KnownSecret;
import rekey.ledger.Ledger;
import rekey.ledger.RotationRequest.Outcome;
import rekey.sandbox.lwa.Handling;
import rekey.sandbox.lwa.MessageType;
import rekey.sandbox.lwa.RegisteredApplication.SecretDates;
import rekey.sandbox.spapi.SpApiFault;
import rekey.sandbox.spapi.SpApiOperation;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ParameterTier;

/** A secret's life: requested, received, proven, promoted, told. */
class WholeRotationTest {
    @AutoClose
    private final RotatingApplication erp = new RotatingApplication().enrolled();

    private final String first = erp.current();

    private final Instant begin = erp.now();

    /** Amazon first says that the secret will expire 90 days before. */
    private void passToTheFirstNotice() {
        erp.pass(Duration.ofDays(90).plusHours(1));
    }

    /** Less than 40 days before, and Amazon has said so again. */
    private void passToTheDueDay() {
        erp.pass(Duration.between(erp.now(), begin.plus(Duration.ofDays(143))));
    }

    @Test
    void rotatesByItselfWhenAmazonSaysSoAndItIsDue() {
        passToTheFirstNotice();
        assertThat(erp.deliver()).isZero();
        assertThat(erp.rotations()).as("90 days are left").isZero();

        passToTheDueDay();
        assertThat(erp.deliver()).isZero();

        assertThat(erp.current()).isEqualTo(erp.application.clientSecret()).isNotEqualTo(first);
        assertThat(erp.pending()).isEqualTo(Placeholder.VALUE);
        assertThat(erp.rotations()).isOne();
        assertThat(erp.messages()).isZero();
        assertThat(erp.isServed()).isTrue();
        assertThat(erp.subjects())
                .hasSize(2)
                .satisfiesExactly(
                        requested -> assertThat(requested).contains("on its way"),
                        done -> assertThat(done).contains("is in use"));
    }

    @Test
    void writesDownWhatHappenedAndWhen() {
        passToTheDueDay();
        erp.deliver();

        Ledger ledger = erp.ledger();
        Instant now = erp.now();
        SecretDates dates = erp.application.secrets().get(1);
        KnownSecret current = ledger.current().orElseThrow();
        assertThat(current.fingerprint()).isEqualTo(fingerprint(erp.current()));
        assertThat(current.assumed()).isFalse();
        assertThat(Duration.between(current.expires(), dates.expires())).isLessThan(Duration.ofMillis(1));
        assertThat(current.version())
                .isEqualTo(erp.stored(erp.names.clientSecret()).version());
        KnownSecret previous = ledger.previous(now).orElseThrow();
        assertThat(previous.fingerprint()).isEqualTo(fingerprint(first));
        assertThat(Duration.between(now, previous.ends())).isBetween(Duration.ofDays(6), Duration.ofDays(7));
        assertThat(ledger.pending()).isEmpty();
        assertThat(ledger.requestUnderWay(now)).isEmpty();
        assertThat(ledger.requests()).singleElement().satisfies(request -> {
            assertThat(request.by()).isEqualTo("expiry message");
            assertThat(request.outcome()).isEqualTo(Outcome.ACCEPTED);
        });
        assertThat(ledger.enrolment().map(Enrolment::enrolled)).contains(true);
    }

    @Test
    void keepsKeyTierAndPoliciesOfTheSecret() {
        String key = description().keyId();
        passToTheDueDay();
        erp.deliver();

        assertThat(description().keyId()).isEqualTo(key).startsWith("arn:aws:kms:");
        assertThat(description().tier()).isEqualTo(ParameterTier.ADVANCED);
    }

    private ParameterMetadata description() {
        ParameterStringFilter itself = ParameterStringFilter.builder()
                .key("Name")
                .option("Equals")
                .values(erp.names.clientSecret())
                .build();
        return erp.ssm
                .describeParameters(request -> request.parameterFilters(List.of(itself)))
                .parameters()
                .get(0);
    }

    @Test
    void callersSeeNoFailureWhileSpApiSaysForFortyFiveMinutesThatTheNewSecretHasExpired() {
        erp.application.propagateIn(Duration.ofMinutes(45));
        passToTheDueDay();
        erp.deliver();
        erp.deliver();
        Instant asked = erp.now();

        while (erp.messages() > 0) {
            assertThat(erp.isServed())
                    .as("after %s", Duration.between(asked, erp.now()))
                    .isTrue();
            assertThat(erp.current()).isEqualTo(first);
            assertThat(erp.pending()).isEqualTo(erp.application.clientSecret());
            erp.passVisibility();
            erp.deliver();
        }

        assertThat(erp.current()).isEqualTo(erp.application.clientSecret());
        assertThat(erp.pending()).isEqualTo(Placeholder.VALUE);
        assertThat(erp.isServed()).isTrue();
        assertThat(Duration.between(asked, erp.now())).isBetween(Duration.ofMinutes(45), Duration.ofMinutes(52));
        assertThat(erp.subjects()).as("waiting is normal").noneMatch(subject -> subject.contains("does not work"));
        erp.pass(Duration.ofDays(30));
        assertThat(erp.isServed()).isTrue();
    }

    @Test
    void tellsOnceThatANewSecretDoesNotWorkForMoreThanAnHour() {
        erp.application.propagateIn(Duration.ofHours(5));
        erp.rotateInConsole();
        for (int i = 0; i < 40; i++) {
            erp.deliver();
            erp.passVisibility();
        }

        assertThat(erp.current()).isEqualTo(first);
        assertThat(erp.messages()).isOne();
        assertThat(erp.subjects())
                .singleElement()
                .satisfies(subject -> assertThat(subject).contains("does not work yet"));
        erp.pass(Duration.ofHours(2));
        erp.deliver();
        assertThat(erp.current()).isEqualTo(erp.application.clientSecret());
        assertThat(erp.subjects()).hasSize(2);
    }

    @Test
    void takesInASecretThatSomebodyRotatedInTheConsole() {
        String fresh = erp.rotateInConsole();

        assertThat(erp.deliver()).isZero();

        assertThat(erp.current()).isEqualTo(fresh);
        assertThat(erp.rotations()).isZero();
        assertThat(erp.subjects()).hasSize(1);
    }

    @Test
    void notesTheExactDaysOfASecretThatWasPutByHandBeforeItsMessageCame() {
        erp.application.messages().handleNext(MessageType.NEW_SECRET, Handling.late(Duration.ofHours(2)));
        String fresh = erp.rotateInConsole();
        erp.pass(Duration.ofMinutes(30));
        erp.put(erp.names.clientSecret(), fresh);
        long version = erp.stored(erp.names.clientSecret()).version();
        erp.pass(Duration.ofHours(2));

        assertThat(erp.deliver()).isZero();

        assertThat(erp.stored(erp.names.clientSecret()).version())
                .as("put once")
                .isEqualTo(version);
        assertThat(erp.pending()).isEqualTo(Placeholder.VALUE);
        KnownSecret current = erp.ledger().current().orElseThrow();
        assertThat(current.assumed()).isFalse();
        assertThat(current.version()).isEqualTo(version);
        assertThat(Duration.between(current.issued(), erp.now()))
                .isCloseTo(Duration.ofMinutes(150), Duration.ofMinutes(1));
        assertThat(erp.ledger().secrets()).anySatisfy(before -> {
            assertThat(before.fingerprint()).isEqualTo(fingerprint(first));
            assertThat(before.retires()).isPresent();
        });
    }

    @Test
    void doesNothingTwiceForADuplicate() {
        erp.application.messages().handleNext(MessageType.NEW_SECRET, Handling.times(3));
        String fresh = erp.rotateInConsole();
        assertThat(erp.deliver()).isZero();
        long version = erp.stored(erp.names.clientSecret()).version();
        erp.application.messages().deliver(erp.application.messages().last(MessageType.NEW_SECRET));
        erp.pass(Duration.ofDays(3));

        assertThat(erp.deliver()).isZero();

        assertThat(erp.current()).isEqualTo(fresh);
        assertThat(erp.stored(erp.names.clientSecret()).version())
                .isEqualTo(version)
                .isEqualTo(2);
        assertThat(erp.messages()).isZero();
        assertThat(erp.subjects()).hasSize(1);
    }

    @Test
    void anOlderSecretThatComesLateNeverReplacesANewerOne() {
        erp.application.messages().handleNext(MessageType.NEW_SECRET, Handling.late(Duration.ofDays(1)));
        erp.rotateInConsole();
        erp.pass(Duration.ofHours(1));
        String newest = erp.rotateInConsole();
        erp.deliver();
        erp.pass(Duration.ofDays(1));

        assertThat(erp.deliver()).as("acknowledged").isZero();

        assertThat(erp.current()).isEqualTo(newest);
        assertThat(erp.messages()).isZero();
        assertThat(erp.log()).contains("\"event\":\"secret.known\"").contains("\"standing\":\"OLDER\"");
    }

    @Test
    void anOlderSecretIsUsedWhileTheNewerOneDoesNotWorkYetAndThenTheNewer() {
        String older = erp.rotateInConsole();
        erp.application.propagateIn(Duration.ofMinutes(30));
        erp.pass(Duration.ofMinutes(2));
        String newer = erp.rotateInConsole();

        assertThat(erp.deliver()).isOne();
        assertThat(erp.current()).isEqualTo(older);
        assertThat(erp.pending()).isEqualTo(newer);

        erp.pass(Duration.ofMinutes(31));
        assertThat(erp.deliver()).isZero();
        assertThat(erp.current()).isEqualTo(newer);
        assertThat(erp.pending()).isEqualTo(Placeholder.VALUE);
    }

    @Test
    void takesInTheVeryFirstSecret() {
        erp.put(erp.names.clientSecret(), Placeholder.VALUE);
        String fresh = erp.rotateInConsole();

        assertThat(erp.deliver()).isZero();
        assertThat(erp.current()).isEqualTo(fresh);
    }

    @Test
    void provesBySellersCallWhereTheApplicationMayNotAskForDestinations() {
        erp.sandbox.spApi().fail(SpApiOperation.DESTINATIONS, SpApiFault.FORBIDDEN);
        String fresh = erp.rotateInConsole();

        assertThat(erp.deliver()).isZero();
        assertThat(erp.current()).isEqualTo(fresh);
    }

    @Test
    void waitsForTheSecretWhenAmazonsAnswerIsUnclearAndAsksNoSecondTime() {
        erp.sandbox.spApi().failNext(SpApiOperation.ROTATE, SpApiFault.DONE_THEN_503);
        erp.application.messages().handleNext(MessageType.NEW_SECRET, Handling.late(Duration.ofHours(20)));
        passToTheDueDay();
        erp.deliver();
        assertThat(erp.ledger().requests())
                .singleElement()
                .satisfies(request -> assertThat(request.outcome()).isEqualTo(Outcome.UNCLEAR));
        erp.application.messages().deliver(erp.application.messages().last(MessageType.EXPIRY));
        erp.deliver();
        erp.pass(Duration.ofHours(21));

        erp.deliver();

        assertThat(erp.rotations()).isOne();
        assertThat(erp.current()).isEqualTo(erp.application.clientSecret()).isNotEqualTo(first);
    }

    @Test
    void ofTheOldSecretsExpiryInsideTheOverlapNoSecondRotationComes() {
        erp.application.remindOfOldSecrets(true);
        passToTheDueDay();
        erp.deliver();
        for (int i = 0; i < 9; i++) {
            erp.pass(Duration.ofDays(1));
            assertThat(erp.deliver()).isZero();
        }

        assertThat(erp.rotations()).isOne();
        assertThat(erp.ledger().current().orElseThrow().ends())
                .isAfter(erp.now().plus(Duration.ofDays(160)));
        assertThat(erp.isServed()).isTrue();
    }

    @Test
    void rotatesAgainWithTheNextLife() {
        passToTheDueDay();
        erp.deliver();
        String second = erp.current();
        for (int week = 0; week < 22; week++) {
            erp.pass(Duration.ofDays(7));
            erp.deliver();
            erp.deliver();
            assertThat(erp.isServed()).isTrue();
        }

        assertThat(erp.rotations()).isEqualTo(2);
        assertThat(erp.current()).isEqualTo(erp.application.clientSecret()).isNotEqualTo(second);
    }

    @Test
    void asksForNoneWhereRotationIsManualAndTakesInWhatComesAllTheSame() {
        try (RotatingApplication manual = new RotatingApplication(Map.of("REKEY_ROTATION", "manual"))) {
            manual.enrolled();
            manual.pass(Duration.ofDays(150));
            manual.deliver();
            assertThat(manual.rotations()).isZero();

            manual.rotateInConsole();
            manual.deliver();
            assertThat(manual.current()).isEqualTo(manual.application.clientSecret());
        }
    }

    @Test
    void saysInTheAuditTrailWhoDidWhat() {
        erp.order("{'order':'rotate','by':'%s'}");
        erp.deliver();

        assertThat(erp.ssm
                        .getParameterHistory(request -> request.name(erp.names.ledger()))
                        .parameters())
                .extracting(version -> version.value())
                .anyMatch(text -> text.contains(JANE) && text.contains("asked Amazon for a new secret: ACCEPTED"))
                .anyMatch(text -> text.contains("made a new secret the current one"));
    }
}
