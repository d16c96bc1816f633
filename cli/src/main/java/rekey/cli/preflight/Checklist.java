package rekey.cli.preflight;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Locale;
import rekey.cli.Terminal;
import rekey.cli.Terminal.Style;
import rekey.cli.preflight.Check.Result;

/** All that was looked at, for a person or a program. */
public record Checklist(List<Check> checks) {
    public Checklist {
        checks = List.copyOf(checks);
    }

    public boolean isPassed() {
        return checks.stream().allMatch(Check::isPassed);
    }

    /** How many did not pass. */
    public long open() {
        return checks.stream().filter(check -> !check.isPassed()).count();
    }

    public boolean has(Result result) {
        return checks.stream().anyMatch(check -> check.result() == result);
    }

    /** A line each, and what to do under it, below {@code title}. */
    public void print(String title, Terminal terminal) {
        terminal.out().println(terminal.styled(Style.BOLD, title));
        int width = checks.stream()
                .mapToInt(check -> check.subject().length())
                .max()
                .orElse(0);
        for (Check check : checks) {
            terminal.out()
                    .println("  %s  %s%s  %s"
                            .formatted(
                                    mark(terminal, check.result()),
                                    check.subject(),
                                    " ".repeat(width - check.subject().length()),
                                    check.text()));
            if (!check.remedy().isEmpty()) {
                terminal.out()
                        .println("      %s  %s %s"
                                .formatted(" ".repeat(width), terminal.symbol("→", "->"), check.remedy()));
            }
        }
        terminal.out().println();
    }

    public ArrayNode json() {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        checks.forEach(check -> json.addObject()
                .put("subject", check.subject())
                .put("result", check.result().name().toLowerCase(Locale.ROOT))
                .put("text", check.text())
                .put("remedy", check.remedy()));
        return json;
    }

    private static String mark(Terminal terminal, Result result) {
        return switch (result) {
            case PASSED -> terminal.styled(Style.GREEN, terminal.symbol("✔", "ok"));
            case FAILED -> terminal.styled(Style.YELLOW, terminal.symbol("✘", "!!"));
            case UNKNOWN -> terminal.styled(Style.YELLOW, terminal.symbol("?", "? "));
        };
    }
}
