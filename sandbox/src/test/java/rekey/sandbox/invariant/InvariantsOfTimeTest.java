package rekey.sandbox.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import rekey.sandbox.Sandbox;
import rekey.sandbox.lwa.Handling;
import rekey.sandbox.lwa.MessageType;
import rekey.sandbox.sns.Mail;
import rekey.sandbox.spapi.SpApiFault;
import rekey.sandbox.spapi.SpApiOperation;
import rekey.sandbox.stack.Template;

/** The fourth and the fifth of what must always hold: what callers and people notice of the secret's end. */
class InvariantsOfTimeTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int DAYS = 50;
    private static final int ASKS_A_DAY = 6;

    /** Through three secrets and the ends of two; the demo lives through a whole year of it. */
    @Test
    void withAutomaticRotationEnrolledCallersNeverSeeAFailureCausedByExpiry() {
        try (RunningStack life = RunningStack.aged(Duration.ofDays(135)).enrolled()) {
            life.application.propagateIn(Duration.ofMinutes(45));
            // The first rotation's answer is lost, the second one's message comes late, and twice.
            life.sandbox.spApi().failNext(SpApiOperation.ROTATE, SpApiFault.DONE_THEN_SILENT);
            life.application
                    .messages()
                    .handleNext(MessageType.NEW_SECRET, Handling.AT_ONCE, new Handling(2, Duration.ofHours(5)));
            int secrets = 1;
            for (int ask = 0; ask < DAYS * ASKS_A_DAY; ask++) {
                life.pass(Duration.ofDays(1).dividedBy(ASKS_A_DAY));
                ask(life, "{}");
                if (ask == 20 * ASKS_A_DAY) {
                    life.application.rotateInConsole();
                }
                if (life.application.secrets().size() > secrets) {
                    secrets++;
                    everyMinute(life);
                }
            }

            assertThat(life.application.secrets()).hasSize(3);
            assertThat(life.application.secrets().get(0).expires())
                    .isBefore(life.sandbox.clock().instant());
            assertThat(life.isCurrent(life.application.clientSecret())).isTrue();
        }
    }

    private static void everyMinute(RunningStack life) {
        for (int minute = 0; minute < 90; minute++) {
            life.pass(MINUTE);
            ask(life, minute % 5 == 0 ? "{\"forceRefresh\":true}" : "{}");
        }
    }

    private static void ask(RunningStack life, String payload) {
        int status = life.call(SpApiOperation.PARTICIPATIONS, life.token(payload));
        assertThat(status).as("at " + life.sandbox.clock().instant()).isEqualTo(200);
    }

    @Test
    void withoutItPeopleHearAtLeastThreeTimesThoughEventBridgeDropsEveryEvent() {
        // Automatic rotation is chosen, but nobody has enrolled the application.
        try (RunningStack life = new RunningStack(changed("ScheduleExpression", "rate(150 days)"), Duration.ZERO)) {
            life.passDays(149);
            // Until now there was nothing to say.
            life.stack.update(Template.usual());
            peopleHear(life);
        }
        // Rotation by hand is chosen. The secret is 145 days old when it is stored: only Amazon's messages tell.
        try (RunningStack life =
                new RunningStack(changed("REKEY_ROTATION", "manual"), Duration.ofDays(145)).enrolled()) {
            peopleHear(life);
        }
    }

    private static void peopleHear(RunningStack life) {
        life.stack.logicalIds().stream()
                .filter(id -> life.stack.type(id).equals("AWS::Events::Rule"))
                .forEach(id -> life.sandbox.events().deleteRule(Sandbox.REGION, life.stack.physicalId(id)));
        Instant end = life.application.secretExpires();
        life.pass(Duration.between(life.sandbox.clock().instant(), end).minusMinutes(1));

        assertThat(life.application.secrets()).hasSize(1);
        for (String address : List.of(RunningStack.MAIL, "+14155550100")) {
            Set<LocalDate> days = life.sandbox.inbox().mails(address).stream()
                    .filter(mail -> tells(mail, end))
                    .map(mail -> mail.time().atOffset(ZoneOffset.UTC).toLocalDate())
                    .collect(Collectors.toSet());
            assertThat(days).as(address).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    private static boolean tells(Mail mail, Instant end) {
        return mail.message().contains(end.toString().substring(0, 10))
                && mail.time().isBefore(end);
    }

    /** The usual template, with another value wherever it has this key. */
    private static Template changed(String key, String value) {
        ObjectNode json = Template.usual().json();
        for (JsonNode object : json.findParents(key)) {
            ((ObjectNode) object).put(key, value);
        }
        return Template.of(json);
    }
}
