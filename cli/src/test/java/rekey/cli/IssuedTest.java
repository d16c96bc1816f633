package rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.credential.Secret;
import rekey.function.Deadline;
import rekey.ledger.KnownSecret;
import rekey.ledger.Ledger;
import rekey.ledger.LedgerStore;

/** {@code rekey put clientsecret --issued}: when the secret ends is known, not guessed. */
class IssuedTest {
    private final Laptop laptop = Laptop.running();
    private final String secret = laptop.registered.clientSecret();

    IssuedTest() throws IOException {}

    @AfterEach
    void close() {
        laptop.close();
    }

    @Test
    void writesTheEndIntoTheLedgerAlsoOfASecretThatIsStoredAlready() {
        LocalDate issued = today().minusDays(30);

        assertThat(laptop.pipe(secret, "clientsecret", "--issued", issued.toString()))
                .as(laptop.err())
                .isZero();
        assertThat(laptop.out())
                .contains("holds this value already, as version 2")
                .contains("Amazon ends it on %s, in 149 days.".formatted(issued.plusDays(180)));
        KnownSecret current = ledger().current().orElseThrow();
        assertThat(current.fingerprint()).isEqualTo(Secret.of(secret).fingerprint());
        assertThat(current.assumed()).isFalse();
        assertThat(current.version()).isEqualTo(2);
        assertThat(current.expires())
                .isEqualTo(issued.plusDays(180).atStartOfDay(ZoneOffset.UTC).toInstant());
        assertThat(ledger().change().orElseThrow().by()).isEqualTo("arn:aws:iam::123456789012:user/operator");
    }

    @Test
    void doesNotGuessTheEndBesides() {
        String next = laptop.registered.issueSecret();

        assertThat(laptop.pipe(next, "clientsecret", "--issued", today().toString()))
                .as(laptop.err())
                .isZero();
        assertThat(laptop.out())
                .contains("is stored: version 3")
                .contains("Amazon ends it on " + today().plusDays(180))
                .doesNotContain("if it was issued just now");
        assertThat(ledger().current().orElseThrow().version()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "1, '--issued is in the future: by UTC, today is '",
        "-180, 'A secret that was issued on '",
        "-4000, 'A secret that was issued on '"
    })
    void refusesADayOnWhichNoSecretThatWorksWasIssued(int days, String why) {
        assertThat(laptop.pipe(
                        secret,
                        "clientsecret",
                        "--issued",
                        today().plusDays(days).toString()))
                .isEqualTo(1);

        assertThat(laptop.err()).contains(why).contains("Nothing was stored.");
        assertThat(ledger()).isEqualTo(Ledger.EMPTY);
    }

    @Test
    void isForTheClientSecretAndADay() {
        assertThat(laptop.pipe("x", "refreshToken", "--issued", "2026-08-01")).isEqualTo(2);
        assertThat(laptop.err()).contains("--issued goes with clientsecret");

        assertThat(laptop.pipe(secret, "clientsecret", "--issued", "1.8.2026")).isEqualTo(2);
        assertThat(laptop.err()).contains("--issued: It is a day such as 2026-08-01.");
    }

    private LocalDate today() {
        return LocalDate.ofInstant(laptop.sandbox.clock().instant(), ZoneOffset.UTC);
    }

    private Ledger ledger() {
        return new LedgerStore(laptop.ssm, Laptop.NAMES, laptop.sandbox.clock())
                .read(Deadline.in(Duration.ofSeconds(10)));
    }
}
