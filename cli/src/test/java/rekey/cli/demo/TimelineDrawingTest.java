package rekey.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import rekey.cli.Terminal;

class TimelineDrawingTest {
    private static final Instant START = Instant.parse("2026-11-25T00:00:00Z");

    @Test
    void showsSecretsRemindersRotationsAndCalls() {
        assertThat(drawn(rotatedByHand(), true)).isEqualTo("""
                            Nov    Jan   Feb   Mar   Apr   May   Jun   Jul   Aug   Sep   Oct
                            ├┬─────┬─────┬─────┬─────┬─────┬─────┬─────┬─────┬─────┬─────┬───┤
                  secret 1  ██████████████████████████████▒╳ 2027-05-03
                  secret 2                                ██┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄╳ 2027-10-23
                  reminders                              ▲ 150 days
                  rotations                               ◆ by hand
                  tokens    █▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄▄

                            █ in use  ▒ overlap  ┄ left  ╳ its end  ▁▃█ served  ✘ a call without a token
                """);
    }

    @Test
    void hasAsciiForATerminalThatKnowsNoMore() {
        assertThat(drawn(rotatedByHand(), false)).isEqualTo("""
                            Nov    Jan   Feb   Mar   Apr   May   Jun   Jul   Aug   Sep   Oct
                            ++-----+-----+-----+-----+-----+-----+-----+-----+-----+-----+---+
                  secret 1  ##############################=X 2027-05-03
                  secret 2                                ##.................................X 2027-10-23
                  reminders                              ^ 150 days
                  rotations                               * by hand
                  tokens    %================================

                            # in use  = overlap  . left  X its end  .-% served  ! a call without a token
                """);
        assertThat(drawn(rotatedByHand(), false)).matches("\\p{ASCII}+");
    }

    @Test
    void marksWhereACallGotNoToken() {
        Timeline timeline = new Timeline();
        timeline.issued(START, days(180));
        timeline.calls(days(10), 4, 0);
        timeline.calls(days(20), 3, 1);

        assertThat(line(timeline, "tokens")).isEqualTo("  tokens       █   ✘");
        assertThat(line(timeline, "reminders")).isEqualTo("  reminders none");
    }

    @Test
    void leavesOutALabelForWhichThereIsNoRoom() {
        Timeline timeline = new Timeline();
        timeline.issued(START, days(180));
        timeline.reminder(days(150), "150 days");
        timeline.reminder(days(156), "156 days");

        assertThat(line(timeline, "reminders")).endsWith("  ▲ ▲ 156 days");
    }

    private static Timeline rotatedByHand() {
        Timeline timeline = new Timeline();
        timeline.issued(START, days(180));
        for (int day = 0; day < 165; day++) {
            timeline.calls(days(day), day == 2 ? 1_000 : 4, 0);
        }
        timeline.reminder(days(150), "150 days");
        timeline.rotation(days(152), "by hand");
        timeline.replaced(days(152), days(159));
        timeline.issued(days(152), days(332));
        return timeline;
    }

    private static Instant days(int days) {
        return START.plus(Duration.ofDays(days));
    }

    private static String line(Timeline timeline, String label) {
        return drawn(timeline, true)
                .lines()
                .filter(line -> line.strip().startsWith(label))
                .findFirst()
                .orElseThrow();
    }

    private static String drawn(Timeline timeline, boolean unicode) {
        Terminal terminal = new Terminal(new PrintWriter(new StringWriter()), false, unicode);
        List<String> lines = new TimelineDrawing(terminal, timeline).lines();
        assertThat(lines).allMatch(line -> line.length() <= 96);
        return String.join("\n", lines) + "\n";
    }
}
