package rekey.sandbox.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.rotation.RotatingApplication.JANE;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import rekey.credential.Placeholder;
import rekey.sandbox.lwa.Handling;
import rekey.sandbox.lwa.MessageType;
import rekey.sandbox.spapi.SpApiFault;
import rekey.sandbox.spapi.SpApiOperation;

/** What an operator's command orders. */
class OrdersTest {
    private static final String CHECK = "{'order':'check','by':'%s'}";
    private static final String ROTATE = "{'order':'rotate','by':'%s'}";
    private static final String FORCED = "{'order':'rotate','force':true,'by':'%s'}";

    @AutoClose
    private final RotatingApplication erp = new RotatingApplication().enrolled();

    private final String first = erp.current();

    @Test
    void checksEverythingAndChangesNoSecret() {
        JsonNode checks = erp.order(CHECK).path("checks");

        assertThat(checks.findValuesAsText("name"))
                .containsExactly("secret", "scope", "store", "ledger", "free", "overlap", "enrolled");
        assertThat(checks.findValuesAsText("passed")).containsOnly("true");
        assertThat(checks.findValuesAsText("text")).allMatch(text -> text.endsWith("."));
        assertThat(erp.rotations()).isZero();
        assertThat(erp.stored(erp.names.clientSecret()).version()).isOne();
        assertThat(erp.pending()).isEqualTo(Placeholder.VALUE);
    }

    @Test
    void saysOfEachThingThatIsMissingWhatToDo() {
        try (RotatingApplication other = new RotatingApplication()) {
            other.sandbox.spApi().fail(SpApiOperation.DESTINATIONS, SpApiFault.SECRET_EXPIRED);
            assertThat(failed(other.order(CHECK))).isEqualTo("secret enrolled ");

            other.sandbox.spApi().behave();
            other.application.propagateIn(Duration.ofHours(1));
            other.partner.enrolled();
            other.rotateInConsole();
            other.deliver();
            assertThat(failed(other.order(CHECK))).isEqualTo("free overlap ");

            other.put(other.names.clientSecret(), Placeholder.VALUE);
            assertThat(failed(other.order(CHECK))).startsWith("secret scope ");
        }
    }

    private static String failed(JsonNode answer) {
        StringBuilder failed = new StringBuilder();
        answer.path("checks").forEach(check -> {
            if (!check.path("passed").asBoolean()) {
                failed.append(check.path("name").asText()).append(' ');
            }
        });
        return failed.toString();
    }

    @Test
    void asksAmazonAndSaysThatItHasAccepted() {
        JsonNode request = erp.order(ROTATE).path("request");

        assertThat(request.path("outcome").asText()).isEqualTo("ACCEPTED");
        assertThat(request.path("problem").asText()).isEmpty();
        assertThat(erp.ledger().requests()).singleElement().satisfies(noted -> {
            assertThat(noted.id()).isEqualTo(request.path("id").asText());
            assertThat(noted.by()).isEqualTo(JANE);
        });
        erp.deliver();
        assertThat(erp.current()).isEqualTo(erp.application.clientSecret()).isNotEqualTo(first);
    }

    @Test
    void asksNoSecondTimeWhileOneIsUnderWayUnlessForced() {
        erp.application.messages().handleNext(MessageType.NEW_SECRET, Handling.LOST);
        erp.order(ROTATE);
        erp.pass(Duration.ofDays(2));
        assertRefused(erp.order(ROTATE), "Amazon was asked on");

        assertThat(erp.order(FORCED).path("request").path("outcome").asText()).isEqualTo("ACCEPTED");
        assertThat(erp.rotations()).isEqualTo(2);
    }

    @Test
    void asksNoSecondTimeInsideTheOverlapUnlessForced() {
        erp.order(ROTATE);
        erp.deliver();
        erp.pass(Duration.ofDays(6));
        assertRefused(erp.order(ROTATE), "The last rotation is less than 7 days ago");

        erp.order(FORCED);
        erp.deliver();
        assertThat(erp.rotations()).isEqualTo(2);
        assertThat(erp.current()).isEqualTo(erp.application.clientSecret());

        erp.pass(Duration.ofDays(8));
        assertThat(erp.order(ROTATE).path("request").path("outcome").asText()).isEqualTo("ACCEPTED");
    }

    @Test
    void asksForNoneWhileOneIsPendingNotEvenWhenForced() {
        erp.application.propagateIn(Duration.ofHours(1));
        erp.order(ROTATE);
        erp.deliver();
        erp.pass(Duration.ofDays(8).minusHours(1));

        assertRefused(erp.order(FORCED), "has come, and is not proven yet");
        assertThat(erp.rotations()).isOne();
    }

    @Test
    void asksForNoneWhileSomethingOfUnknownAgeIsInThePendingPlace() {
        erp.put(erp.names.pendingClientSecret(), "amzn1.oa2-cs.v1.somebodys");

        assertRefused(erp.order(FORCED), "The pending place holds a client secret");
    }

    @Test
    void asksForNoneWhenTheSecretInUseIsNotProvenBecauseANewOneCouldNotBeEither() {
        erp.sandbox.spApi().fail(SpApiOperation.DESTINATIONS, SpApiFault.FORBIDDEN);
        erp.sandbox.spApi().fail(SpApiOperation.PARTICIPATIONS, SpApiFault.FORBIDDEN);

        assertRefused(erp.order(ROTATE), "is not proven to work");
        assertThat(erp.rotations()).isZero();
    }

    @Test
    void saysThatTheApplicationIsNotEnrolledAndRemembersIt() {
        erp.application.withdraw();

        assertThat(erp.order(ROTATE).path("errorType").asText()).isEqualTo("rekey.failure.NotEnrolled");
        assertThat(erp.ledger().isEnrolled()).isFalse();
        erp.partner.enrolled();
        erp.pass(Duration.ofMinutes(2));
        assertThat(erp.order(ROTATE).path("request").path("outcome").asText()).isEqualTo("ACCEPTED");
    }

    @ParameterizedTest
    @EnumSource(names = {"DONE_THEN_503", "DONE_THEN_SILENT", "DONE_THEN_200", "SERVER_ERROR", "SILENCE"})
    void saysThatItIsUnclearAndWaits(SpApiFault fault) {
        erp.sandbox.spApi().failNext(SpApiOperation.ROTATE, fault);

        assertThat(erp.order(ROTATE).path("request").path("outcome").asText()).isEqualTo("UNCLEAR");
        assertThat(erp.rotations()).isOne();
        erp.pass(Duration.ofDays(1));
        erp.deliver();
        assertThat(erp.order(ROTATE).path("errorType").asText()).isEqualTo("rekey.failure.RotationRefused");
        assertThat(erp.subjects()).first().asString().contains("may be on its way");
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "FORBIDDEN", "REDIRECT"})
    void saysThatAmazonRefusesAndMayBeAskedAgain(SpApiFault fault) {
        erp.sandbox.spApi().failNext(SpApiOperation.ROTATE, fault);
        assertThat(erp.order(ROTATE).path("errorType").asText()).isEqualTo("rekey.failure.SpApiRefused");

        erp.pass(Duration.ofMinutes(2));
        assertThat(erp.order(ROTATE).path("request").path("outcome").asText()).isEqualTo("ACCEPTED");
    }

    @Test
    void notesThatAnOperatorHasEnrolledTheApplication() {
        try (RotatingApplication other = new RotatingApplication()) {
            assertThat(other.ledger().isEnrolled()).isFalse();
            assertThat(other.order("{'order':'enrolled','by':'%s'}")
                            .path("enrolled")
                            .asBoolean())
                    .isTrue();
            assertThat(other.ledger().isEnrolled()).isTrue();
        }
    }

    @Test
    void whatIsNeitherAnOrderNorAnEventIsRefused() {
        assertThat(erp.order("{'order':'evil','by':'%s'}").path("errorType").asText())
                .isEqualTo("rekey.failure.BadRequest");
        assertThat(erp.order("{'Records':'%s'}").path("errorType").asText()).isEqualTo("rekey.failure.BadRequest");
        assertThat(erp.order("'evil'").path("errorMessage").asText()).doesNotContain("evil");
    }

    private static void assertRefused(JsonNode answer, String why) {
        assertThat(answer.path("errorType").asText()).isEqualTo("rekey.failure.RotationRefused");
        assertThat(answer.path("errorMessage").asText()).contains(why);
    }
}
