package rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import rekey.sandbox.stack.Template;

/** What status says of the whole stack, with its daily watch and its queues, while the secret rotates itself. */
class StatusThroughARotationTest {
    private static final String QUEUES = "arn:aws:sqs:us-east-1:123456789012:my-erp-";

    @AutoClose
    private final Laptop laptop = Laptop.running(Template.usual());

    StatusThroughARotationTest() throws IOException {}

    @Test
    void saysInOneLineHowManyDaysAreLeftAndWhatHappensNext() {
        String first = laptop.value(Laptop.SECRET);
        laptop.registered.enrol(QUEUES + "expiry", QUEUES + "new-secret");
        assertThat(laptop.run("enrol", "--done")).as(laptop.err()).isZero();
        after(
                Duration.ofDays(2),
                0,
                "At most 177 days are left of the client secret\\. Next: Rekey rotates it by itself on 2");

        after(
                Duration.ofDays(141),
                0,
                "17[78] days are left of the client secret; the one before works until 2.* Next: .*");
        assertThat(laptop.value(Laptop.SECRET)).isNotEqualTo(first).isEqualTo(laptop.registered.clientSecret());

        after(
                Duration.ofDays(10),
                0,
                "1[67]\\d days are left of the client secret\\. Next: Rekey rotates it by itself on 2");
    }

    private void after(Duration time, int code, String line) {
        laptop.sandbox.clock().advance(time);
        laptop.secrets.add(laptop.registered.clientSecret());
        assertThat(laptop.run("status")).as(laptop.out() + laptop.err()).isEqualTo(code);
        assertThat(laptop.out().lines())
                .filteredOn(text -> text.contains("left of the client secret"))
                .singleElement()
                .asString()
                .containsPattern(line);
    }
}
