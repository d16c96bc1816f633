package rekey.cli.rotate;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import rekey.cli.LiveLine;
import rekey.cli.Terminal;
import rekey.cli.Terminal.Style;
import rekey.cli.rotate.Course.Event;
import rekey.cli.rotate.Course.Step;

/** Shows a rotation as it goes: a line for each step and, on a terminal, one that says what is waited for. */
public final class ProgressLines implements Following.Watcher {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private final Terminal terminal;
    private final LiveLine live;

    public ProgressLines(Terminal terminal) {
        this.terminal = terminal;
        this.live = new LiveLine(terminal);
    }

    @Override
    public void happened(Event event) {
        live.print("  %s  %s  %-9s  %s"
                .formatted(mark(event.step()), MINUTE.format(event.at()), event.step().word, event.sentence()));
    }

    @Override
    public void waiting(Step last, Duration since) {
        live.waiting(
                switch (last) {
                    case ASKED -> "waiting for Amazon's answer";
                    case RECEIVED -> "being proven; SP-API may take an hour to know it";
                    default -> "waiting for the new secret";
                },
                since);
    }

    public void over() {
        live.clear();
    }

    private String mark(Step step) {
        return switch (step) {
            case UNCLEAR, ASKED -> terminal.styled(Style.YELLOW, terminal.symbol("?", "? "));
            case REFUSED -> terminal.styled(Style.YELLOW, terminal.symbol("✘", "!!"));
            default -> terminal.styled(Style.GREEN, terminal.symbol("✔", "ok"));
        };
    }
}
