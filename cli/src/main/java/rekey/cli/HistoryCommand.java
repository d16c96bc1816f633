package rekey.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import rekey.cli.history.History;
import rekey.cli.history.Trail;
import rekey.credential.ParameterNames;
import software.amazon.awssdk.services.ssm.SsmClient;

/** {@code rekey history}: who did what to the client secret, and when. */
@Command(
        name = "history",
        header = "Show who did what to the client secret, and when.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "",
            "Every version of the ledger and of the client secret, with who wrote it as AWS attests: Parameter Store keeps"
                    + " the last 100 of each. Decrypts nothing, and shows no value: secrets go by their fingerprints.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rekey history                           the newest 40, the newest last",
            "  rekey history --json --limit 200 | jq -r '.entries[] | [.at, .user, .what] | @tsv'"
        })
final class HistoryCommand implements Callable<Integer> {
    @Option(
            names = "--limit",
            paramLabel = "NUMBER",
            defaultValue = "40",
            converter = Limit.class,
            description = "How many are shown, the newest. Default: ${DEFAULT-VALUE}.")
    private int limit;

    @Option(names = "--json", description = "Print one JSON document.")
    private boolean json;

    @Mixin
    private final AwsOptions options;

    private final Session session;

    HistoryCommand(Session session) {
        this.session = session;
        this.options = new AwsOptions(session);
    }

    @Override
    public Integer call() {
        return ErrorJson.around(json, session.terminal(), this::history);
    }

    private int history() {
        ParameterNames names = new ParameterNames(options.application());
        History history;
        try (SsmClient ssm = options.connect().ssm()) {
            history = new Trail(ssm, names).read().newest(limit);
        }
        Terminal terminal = session.terminal();
        if (json) {
            terminal.out().println(history.json().put("exitCode", 0).toPrettyString());
        } else if (history.isEmpty()) {
            terminal.out().println("Nothing is known of %s in this account and region.".formatted(names.application()));
        } else {
            history.print(terminal);
        }
        return 0;
    }

    static final class Limit implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (!text.matches("[1-9]\\d{0,3}")) {
                throw new Misuse.OfValue("It is a whole number from 1 to 9999.");
            }
            return Integer.valueOf(text);
        }
    }
}
