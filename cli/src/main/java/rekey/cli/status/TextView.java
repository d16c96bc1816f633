package rekey.cli.status;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import rekey.cli.SecretLife;
import rekey.cli.Table;
import rekey.cli.Table.Cell;
import rekey.cli.Terminal;
import rekey.cli.Terminal.Style;
import rekey.cli.status.ParameterState.Details;
import rekey.cli.status.ParameterState.Presence;

/** The findings for a person: a table, what is left of the secret's life, and what to do. */
public final class TextView {
    private static final int BAR = 60;
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    private final Findings findings;
    private final Terminal terminal;
    private final PrintWriter out;
    private final List<Attention> attention;

    public TextView(Findings findings, Terminal terminal) {
        this.findings = findings;
        this.terminal = terminal;
        this.out = terminal.out();
        this.attention = findings.attention();
    }

    public void print() {
        out.println(terminal.styled(Style.BOLD, "%s in %s".formatted(findings.application(), findings.region())));
        out.println();
        findings.parameters().value().ifPresent(this::parameters);
        findings.key().value().ifPresent(this::key);
        findings.topic().value().ifPresent(this::subscriptions);
        findings.rotation().value().flatMap(found -> found).ifPresent(this::rotation);
        bar();
        out.println(terminal.styled(findings.exitCode() == 0 ? Style.GREEN : Style.YELLOW, findings.summary()));
        list(
                "Needs attention",
                attention.stream()
                        .map(each -> "%s: %s".formatted(each.subject(), each.sentence()))
                        .toList());
        list("Unknown", findings.unknown());
    }

    /** In a word, whether the parameter holds a value. */
    static String presence(ParameterState parameter) {
        return parameter.presence().value().map(presence -> presence.text).orElse("unknown");
    }

    private void parameters(List<ParameterState> parameters) {
        Table table = new Table(
                terminal, "", "parameter", "value", "version", "last change (UTC)", "key", "tier", "policies");
        for (ParameterState parameter : parameters) {
            Optional<Details> details = parameter.details();
            table.row(
                    mark(parameter.name(), parameter.presence().isKnown()),
                    Cell.plain(parameter.name()),
                    value(parameter),
                    Cell.plain(
                            details.map(each -> "%7d".formatted(each.version())).orElse("")),
                    Cell.plain(details.map(each -> minute(each.lastChange())).orElse("")),
                    details.map(this::key).orElse(Cell.plain("")),
                    Cell.plain(details.map(Details::tier).orElse("")),
                    Cell.plain(details.map(each -> policies(each.policies())).orElse("")));
        }
        table.lines().forEach(line -> out.println("  " + line));
        out.println();
    }

    private static Cell value(ParameterState parameter) {
        if (parameter.kind().isEmpty()) {
            return Cell.plain("");
        }
        return new Cell(presence(parameter), parameter.is(Presence.SET) ? Style.GREEN : Style.YELLOW);
    }

    /** The key's alias, however Parameter Store knows the key; any other as it is. */
    private Cell key(Details details) {
        if (details.keyIsOwn().value().orElse(false)) {
            return Cell.plain(findings.alias());
        }
        return new Cell(details.keyId(), details.keyIsOwn().isKnown() ? Style.YELLOW : null);
    }

    /** Those of one kind and status together: {@code 150, 165, 173 days: Pending}. */
    private static String policies(List<Policy> policies) {
        Map<String, List<String>> byStatus = new LinkedHashMap<>();
        for (Policy policy : policies) {
            String kind = policy.reminds() ? "" : policy.type() + " ";
            String unit = policy.when().replaceFirst("^\\d+ ?", "");
            byStatus.computeIfAbsent(kind + "|" + unit + ": " + policy.status(), any -> new ArrayList<>())
                    .add(policy.when().replaceFirst(" .*", ""));
        }
        return byStatus.entrySet().stream()
                .map(each -> each.getKey().replaceFirst("\\|", String.join(", ", each.getValue()) + " "))
                .collect(Collectors.joining("; "));
    }

    private void key(Optional<KeyState> found) {
        String state = found.map(key -> "%s, %s".formatted(key.key().state(), rotation(key)))
                .orElse("missing");
        line("key", findings.alias(), "%s  %s".formatted(findings.alias(), state), true);
    }

    private static String rotation(KeyState key) {
        return key.rotation()
                .value()
                .map(rotation -> rotation.on()
                        ? "rotates"
                                + rotation.next()
                                        .map(next -> ", next on " + date(next))
                                        .orElse("")
                        : "does not rotate")
                .orElse("rotation unknown");
    }

    private void subscriptions(Optional<Subscribers> found) {
        List<Subscribers.Subscriber> list = found.map(Subscribers::list).orElse(List.of());
        if (list.isEmpty()) {
            line("told", Attention.SUBSCRIPTIONS, found.isEmpty() ? "no topic" : "nobody", true);
        }
        String title = "told";
        for (Subscribers.Subscriber each : list) {
            String text = "%s  %s  %s"
                    .formatted(each.protocol(), each.endpoint(), each.confirmed() ? "confirmed" : "pending");
            line(title, each.confirmed() ? "" : Attention.SUBSCRIPTIONS, text, true);
            title = "";
        }
        out.println();
    }

    private void rotation(Rotation rotation) {
        for (Rotation.Line line : rotation.lines()) {
            Cell mark = line.isWell()
                    ? new Cell(terminal.symbol("✔", "ok"), Style.GREEN)
                    : new Cell(terminal.symbol("✘", "!!"), Style.YELLOW);
            out.println("  %s  %s".formatted(terminal.styled(mark.style(), mark.text()), line.text()));
        }
        out.println();
    }

    private void line(String title, String subject, String text, boolean known) {
        Cell mark = mark(subject, known);
        out.println("  %s  %-5s %s".formatted(terminal.styled(mark.style(), mark.text()), title, text));
    }

    private Cell mark(String subject, boolean known) {
        if (findings.nothingIsDeployed()
                || attention.stream().anyMatch(each -> each.subject().equals(subject))) {
            return new Cell(terminal.symbol("✘", "!!"), Style.YELLOW);
        }
        return known
                ? new Cell(terminal.symbol("✔", "ok"), Style.GREEN)
                : new Cell(terminal.symbol("?", "? "), Style.YELLOW);
    }

    /** What is left of the secret's life, as a bar. */
    private void bar() {
        findings.daysLeft().ifPresent(days -> {
            long life = SecretLife.LIFE.toDays();
            int full = (int) Math.max(0, Math.min(BAR, (days * BAR + life - 1) / life));
            Style style = findings.exitCode() != 0 && findings.isTimeToRotate() ? Style.YELLOW : Style.GREEN;
            out.println("  %s%s  %d of %d days"
                    .formatted(
                            terminal.styled(style, terminal.symbol("█", "#").repeat(full)),
                            terminal.styled(Style.DIM, terminal.symbol("░", ".").repeat(BAR - full)),
                            Math.max(0, days),
                            life));
            out.println();
        });
    }

    private void list(String title, List<String> sentences) {
        if (!sentences.isEmpty()) {
            out.println();
            out.println(terminal.styled(Style.BOLD, title));
            sentences.forEach(sentence -> out.println("  " + terminal.symbol("•", "-") + " " + sentence));
        }
    }

    private static String minute(Instant time) {
        return MINUTE.format(time);
    }

    private static String date(Instant time) {
        return MINUTE.format(time).substring(0, 10);
    }
}
