package rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rekey.function.Deadline;
import rekey.ledger.KnownSecret;
import rekey.ledger.LedgerStore;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Who did what to the client secret, and when. */
class HistoryCommandTest {
    private final Laptop laptop = Laptop.running();

    HistoryCommandTest() throws IOException {}

    @AfterEach
    void close() {
        laptop.close();
    }

    @Test
    void mergesTheSecretsVersionsWithTheLedgersByTime() throws Exception {
        writeLedger("my-erp-watch", "watch", "knows a secret that was stored by hand");
        laptop.sandbox.clock().advance(Duration.ofDays(100));
        writeLedger("my-erp-rotation", "arn:aws:iam::123456789012:user/ops", "asks Amazon for a new secret");
        laptop.sandbox.clock().advance(Duration.ofDays(1));
        laptop.store("clientsecret", laptop.registered.issueSecret());

        JsonNode entries = history("--json").path("entries");
        assertThat(entries.findValuesAsText("what"))
                .containsExactly(
                        "made the client secret's parameter, not set yet",
                        "put the client secret 0000000000aa",
                        "knows a secret that was stored by hand",
                        "asks Amazon for a new secret",
                        "put the client secret");
        assertThat(entries.findValuesAsText("at")).isSorted();
        assertThat(entries.get(1).path("user").asText()).isEqualTo("arn:aws:iam::123456789012:user/operator");

        assertThat(laptop.run("history")).isZero();
        assertThat(laptop.out())
                .containsPattern("2\\d{3}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d +stack +1 +made")
                .containsPattern("operator +2 +put the client secret 0000000000aa")
                .containsPattern("my-erp-rotation for ops +2 +asks Amazon")
                .doesNotContain(laptop.value(Laptop.SECRET));
    }

    @Test
    void decryptsNothing() {
        long before = laptop.sandbox.calls().of("TrentService.Decrypt");

        assertThat(laptop.run("history")).isZero();
        assertThat(laptop.sandbox.calls().of("TrentService.Decrypt")).isEqualTo(before);
        assertThat(laptop.out()).doesNotContain(laptop.value(Laptop.SECRET));
        assertThat(Set.copyOf(laptop.sandbox.calls().all().keySet())).contains("AmazonSSM.GetParameterHistory");
    }

    @Test
    void showsTheNewestOfMany() throws Exception {
        for (int i = 0; i < 60; i++) {
            laptop.ssm.putParameter(request -> request.name(Laptop.NAMES.ledger())
                    .value("{}")
                    .type(ParameterType.STRING)
                    .overwrite(true));
        }

        JsonNode entries = history("--json", "--limit", "3").path("entries");
        assertThat(entries.findValuesAsText("version")).isEqualTo(List.of("58", "59", "60"));
        assertThat(history("--json", "--limit", "999").path("entries")).hasSize(62);
    }

    @Test
    void showsWhatIsNoLedgerAndLetsNobodyWriteToTheTerminal() throws Exception {
        laptop.ssm.putParameter(request ->
                request.name(Laptop.NAMES.ledger()).value("no ledger").type(ParameterType.STRING));
        writeRaw("""
                {"change":{"at":"2026-11-23T15:00:00Z","by":"watch","what":"x\u001b[2J\\ny"},"secrets":[],"requests":[],"said":{}}""".replace("\u001b", "\\u001b"));

        assertThat(laptop.run("history")).as(laptop.err()).isZero();
        assertThat(laptop.out())
                .contains("wrote something that is no ledger")
                .contains("x?[2J?y")
                .doesNotContain("\u001b");
    }

    @Test
    void saysWhatItWouldTakeAndThatNothingIsThere() {
        laptop.sandbox.faults().fail("AmazonSSM.GetParameterHistory", 400, "AccessDeniedException");
        assertThat(laptop.run("history")).isEqualTo(1);
        assertThat(laptop.err()).contains("access denied. Get ssm:GetParameterHistory on it.");

        laptop.sandbox.faults().repair();
        assertThat(laptop.run("history", "--region", "eu-west-1")).isZero();
        assertThat(laptop.out()).contains("Nothing is known of my-erp in this account and region.");
        assertThat(laptop.run("history", "--limit", "0")).isEqualTo(2);
    }

    private JsonNode history(String... arguments) throws IOException {
        String[] all = new String[arguments.length + 1];
        all[0] = "history";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        assertThat(laptop.run(all)).as(laptop.err()).isZero();
        return new ObjectMapper().readTree(laptop.out());
    }

    private void writeRaw(String text) {
        laptop.ssm.putParameter(request -> request.name(Laptop.NAMES.ledger())
                .value(text)
                .type(ParameterType.STRING)
                .overwrite(true));
    }

    private void writeLedger(String user, String by, String what) {
        try (SsmClient ssm = laptop.as(user).ssm()) {
            new LedgerStore(ssm, Laptop.NAMES, laptop.sandbox.clock())
                    .add(
                            by,
                            what,
                            ledger -> ledger.with(KnownSecret.storedByHand(
                                            "0000000000aa",
                                            laptop.sandbox.clock().instant(),
                                            2))
                                    .saying(what, laptop.sandbox.clock().instant()),
                            Deadline.in(Duration.ofSeconds(10)));
        }
    }
}
