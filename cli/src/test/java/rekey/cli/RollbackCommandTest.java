package rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rekey.function.Deadline;
import rekey.ledger.KnownSecret;
import rekey.ledger.LedgerStore;

/** An operator goes back to the secret before. */
class RollbackCommandTest {
    private final Laptop laptop = new Laptop();

    RollbackCommandTest() throws IOException {
        RotationStandIn.deploy(laptop);
        Instant now = laptop.sandbox.clock().instant();
        new LedgerStore(laptop.ssm, Laptop.NAMES, laptop.sandbox.clock())
                .add(
                        "test",
                        "a rotation",
                        ledger -> ledger.with(
                                        KnownSecret.storedByHand("0000000000aa", now.minus(Duration.ofDays(100)), 2)
                                                .retiringAt(now.plus(KnownSecret.OVERLAP)))
                                .with(KnownSecret.received("0000000000bb", now.plus(KnownSecret.LIFE), now)
                                        .promotedAt(now, 3)),
                        Deadline.in(Duration.ofSeconds(10)));
    }

    @AfterEach
    void close() {
        laptop.close();
    }

    @Test
    void saysUntilWhenAndAsks() {
        laptop.answer = "y";
        assertThat(laptop.run("rollback")).as(laptop.err()).isZero();

        assertThat(laptop.out())
                .contains("in use      0000000000bb  version 3")
                .containsPattern("the other   0000000000aa  accepted until 2[^ ]+ [^ ]+ \\(UTC\\), for 6 days 23 h")
                .contains("Put it in use? [y/N]")
                .contains("ok 0000000000aa is in use again, as version 9, until 2026-12-06T10:00:00Z.");
    }

    @Test
    void changesNothingUnlessItIsConfirmed() {
        laptop.answer = "";
        assertThat(laptop.run("rollback")).isEqualTo(1);
        assertThat(laptop.err()).contains("Nothing was changed.");

        laptop.answer = null;
        assertThat(laptop.run("rollback")).isEqualTo(2);
        assertThat(laptop.err()).contains("There is no terminal to ask at whether to go on. Give --yes.");
        assertThat(laptop.sandbox.calls().of("Lambda.Invoke")).isZero();
    }

    @Test
    void doesNotAskWithYesAndPrintsJson() throws Exception {
        assertThat(laptop.run("rollback", "--yes", "--json")).isZero();

        assertThat(new ObjectMapper()
                        .readTree(laptop.out())
                        .path("current")
                        .path("fingerprint")
                        .asText())
                .isEqualTo("0000000000aa");
        assertThat(laptop.out()).contains("\"changed\" : true");
    }

    @Test
    void hasNothingToDoWhereTheNewestIsInUse() {
        assertThat(laptop.run("rollback", "--forward")).as(laptop.err()).isZero();

        assertThat(laptop.out())
                .containsPattern(
                        "ok 0000000000bb, the newest secret, is in use already, as version 3, until 2.*\\(UTC\\)");
        assertThat(laptop.sandbox.calls().of("Lambda.Invoke")).isZero();
    }

    @Test
    void saysThatTheOverlapIsOver() {
        laptop.sandbox.clock().advance(KnownSecret.OVERLAP);

        assertThat(laptop.run("rollback", "--yes")).isEqualTo(1);
        assertThat(laptop.err()).contains("There is no secret to go back to").contains("Nothing was changed.");
        assertThat(laptop.sandbox.calls().of("Lambda.Invoke")).isZero();
    }

    @Test
    void saysWhyTheFunctionDidNotGoBack() {
        RotationStandIn.deploy(laptop, "REFUSES", "rollback");

        assertThat(laptop.run("rollback", "--yes")).isEqualTo(1);
        assertThat(laptop.err()).contains("RotationRefused: A new secret is not proven yet. Wait for it.");
    }
}
