package rekey.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rekey.cli.aws.Aws;
import rekey.cli.aws.Whoami;
import rekey.cli.ledger.OperatorsLedger;
import rekey.cli.rotate.RotationFunction;
import rekey.credential.ApplicationName;
import rekey.credential.ParameterNames;
import rekey.deployment.DeployedNames;
import rekey.ledger.KnownSecret;
import rekey.ledger.Ledger;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** {@code rekey rollback}: puts the other secret of an overlap back in use. */
@Command(
        name = "rollback",
        header = "Go back to the secret before, while Amazon still accepts it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "",
            "For 7 days after a rotation Amazon accepts the secret before as well. Until then the rotation function can put"
                    + " it back in use: it proves it at Login with Amazon and at SP-API first, and changes nothing when it is"
                    + " refused. With --forward it puts the newer one in use again. Given twice, each changes something once.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rekey rollback                          says until when it is possible, and asks",
            "  rekey rollback --yes                    does not ask",
            "  rekey rollback --forward                puts the newer one in use again"
        })
final class RollbackCommand implements Callable<Integer> {
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneOffset.UTC);

    @Option(names = "--forward", description = "Put the newer secret in use again, after a rollback.")
    private boolean forward;

    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask whether to go on.")
    private boolean yes;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Mixin
    private final AwsOptions options;

    private final Session session;

    RollbackCommand(Session session) {
        this.session = session;
        this.options = new AwsOptions(session);
    }

    @Override
    public Integer call() {
        return ErrorJson.around(json, session.terminal(), this::rollback);
    }

    private int rollback() {
        ApplicationName application = options.application();
        Aws aws = options.connect();
        try (SsmClient ssm = aws.ssm();
                StsClient sts = aws.sts();
                LambdaClient lambda = aws.lambdaOnce()) {
            Instant now = options.clock().instant();
            Ledger ledger = new OperatorsLedger(ssm, new ParameterNames(application), options.clock()).read();
            boolean isOlder = ledger.takenBack(now).isPresent();
            if (isOlder != forward && ledger.current().isPresent()) {
                show(ledger.current().get());
                return 0;
            }
            KnownSecret other = ledger.previous(now)
                    .orElseThrow(() -> new CommandFailure(
                            "There is no secret to go back to: none came before, or Amazon does not accept it any more, 7 days"
                                    + " after the rotation. Nothing was changed."));
            if (!json) {
                explain(ledger.current().orElseThrow(), other, now);
            }
            if (!yes && !confirmed()) {
                throw new CommandFailure("Nothing was changed.");
            }
            String by = Whoami.arn(sts);
            show(new RotationFunction(lambda, new DeployedNames(application), by).rollback(forward));
        }
        return 0;
    }

    private void explain(KnownSecret current, KnownSecret other, Instant now) {
        Terminal terminal = session.terminal();
        terminal.out().println("  in use      %s  version %d".formatted(current.fingerprint(), current.version()));
        terminal.out()
                .println("  the other   %s  accepted until %s (UTC), for %s"
                        .formatted(
                                other.fingerprint(),
                                MINUTE.format(other.ends()),
                                inWords(Duration.between(now, other.ends()))));
        terminal.out()
                .println("  It is proven before it is put in use."
                        + (forward
                                ? ""
                                : " When it ends, calls fail: go forward again in time, by rekey rollback"
                                        + " --forward, or rotate."));
    }

    private boolean confirmed() {
        Optional<String> answer = session.input().askOpenly("Put it in use? [y/N] ");
        if (answer.isEmpty()) {
            throw options.wrong("There is no terminal to ask at whether to go on. Give --yes.");
        }
        return answer.get().strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }

    private void show(JsonNode current) {
        if (json) {
            print(current, true);
            return;
        }
        session.terminal()
                .out()
                .println("%s %s is in use again, as version %d, until %s."
                        .formatted(
                                mark(),
                                current.path("fingerprint").asText().replaceAll("[^0-9a-f]", ""),
                                current.path("version").asLong(),
                                current.path("ends").asText().replaceAll("[^0-9TZ:.-]", "")));
        session.terminal().out().println("  Callers get tokens of it within 5 minutes; nothing has to be deployed.");
    }

    /** Of what an earlier order, or nobody, had to do. */
    private void show(KnownSecret current) {
        if (json) {
            ObjectNode facts = JsonNodeFactory.instance
                    .objectNode()
                    .put("fingerprint", current.fingerprint())
                    .put("version", current.version())
                    .put("ends", current.ends().toString());
            print(facts, false);
            return;
        }
        session.terminal()
                .out()
                .println("%s %s, the %s secret, is in use already, as version %d, until %s (UTC). Nothing was changed."
                        .formatted(
                                mark(),
                                current.fingerprint(),
                                forward ? "newest" : "older",
                                current.version(),
                                MINUTE.format(current.ends())));
    }

    private void print(JsonNode current, boolean changed) {
        session.terminal()
                .out()
                .println(JsonNodeFactory.instance
                        .objectNode()
                        .put("changed", changed)
                        .<ObjectNode>set("current", current)
                        .put("exitCode", 0)
                        .toPrettyString());
    }

    private String mark() {
        return session.terminal()
                .styled(Terminal.Style.GREEN, session.terminal().symbol("✔", "ok"));
    }

    private static String inWords(Duration left) {
        return left.toDays() > 0
                ? "%d days %d h".formatted(left.toDays(), left.toHoursPart())
                : "%d h %d min".formatted(left.toHours(), left.toMinutesPart());
    }
}
