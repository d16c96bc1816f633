package rekey.sandbox.rotation;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.rotation.RotatingApplication.fingerprint;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rekey.sandbox.lwa.MessageType;
import rekey.sandbox.spapi.SpApiFault;
import rekey.sandbox.spapi.SpApiOperation;

/** An operator puts the other secret of an overlap back. */
class RollbackTest {
    private static final String ROLLBACK = "{'order':'rollback','by':'%s'}";
    private static final String FORWARD = "{'order':'forward','by':'%s'}";

    @AutoClose
    private final RotatingApplication erp = new RotatingApplication().enrolled();

    private final String older = erp.current();
    private String newer;

    @BeforeEach
    void rotate() {
        newer = erp.rotateInConsole();
        assertThat(erp.deliver()).isZero();
        erp.pass(Duration.ofHours(1));
    }

    @Test
    void bringsTheOneBeforeBackAndThenTheNewerAgain() {
        JsonNode answer = erp.order(ROLLBACK).path("current");

        assertThat(erp.current()).isEqualTo(older);
        assertThat(answer.path("fingerprint").asText()).isEqualTo(fingerprint(older));
        assertThat(answer.path("version").asLong()).isEqualTo(3);
        assertThat(answer.path("ends").asText())
                .isEqualTo(erp.ledger().current().orElseThrow().ends().toString());
        assertThat(erp.ledger().previous(erp.now()).orElseThrow().fingerprint()).isEqualTo(fingerprint(newer));

        erp.pass(Duration.ofHours(1));
        assertThat(erp.order(FORWARD).path("current").path("fingerprint").asText())
                .isEqualTo(fingerprint(newer));
        assertThat(erp.current()).isEqualTo(newer);
        assertThat(erp.subjects())
                .satisfiesExactly(
                        done -> assertThat(done).contains("a new client secret is in use"),
                        back -> assertThat(back).contains("before is in use again"),
                        again -> assertThat(again).contains("newest client secret is in use again"));
        erp.watch();
        assertThat(erp.subjects()).hasSize(3);
    }

    @Test
    void isDoneOnceHoweverOftenItIsOrdered() {
        JsonNode back = erp.order(ROLLBACK);
        assertThat(erp.order(ROLLBACK)).isEqualTo(back);
        assertThat(erp.current()).isEqualTo(older);

        JsonNode forward = erp.order(FORWARD);
        assertThat(erp.order(FORWARD)).isEqualTo(forward);
        assertThat(erp.current()).isEqualTo(newer);
        assertThat(forward.path("current").path("version").asLong()).isEqualTo(4);
    }

    @Test
    void staysWhenTheNewSecretsMessageComesOnceMore() {
        erp.order(ROLLBACK);
        erp.application.messages().deliver(erp.application.messages().last(MessageType.NEW_SECRET));

        assertThat(erp.deliver()).isZero();

        assertThat(erp.current()).isEqualTo(older);
        assertThat(erp.log()).contains("\"standing\":\"PAST\"");
    }

    @Test
    void isRefusedWhenTheOverlapIsOver() {
        erp.pass(Duration.ofDays(7));

        assertThat(erp.order(ROLLBACK).path("errorType").asText()).isEqualTo("rekey.failure.RotationRefused");
        assertThat(erp.current()).isEqualTo(newer);
    }

    @Test
    void isRefusedWhenTheOtherSecretIsNotProvenToWork() {
        erp.sandbox.spApi().fail(SpApiOperation.DESTINATIONS, SpApiFault.SECRET_EXPIRED);

        JsonNode answer = erp.order(ROLLBACK);

        assertThat(answer.path("errorType").asText()).isEqualTo("rekey.failure.RotationRefused");
        assertThat(answer.path("errorMessage").asText()).contains("the LWA secret has expired");
        assertThat(erp.current()).isEqualTo(newer);
    }

    @Test
    void isRefusedWhereThereIsNoOtherSecret() {
        try (RotatingApplication fresh = new RotatingApplication()) {
            assertThat(fresh.order(ROLLBACK).path("errorMessage").asText())
                    .startsWith("There is no client secret to go back to");
            assertThat(fresh.order(FORWARD).path("current").path("fingerprint").asText())
                    .isEqualTo(fingerprint(fresh.current()));
        }
    }
}
