package rekey.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import rekey.cli.aws.Aws;
import rekey.cli.aws.Whoami;
import rekey.cli.ledger.OperatorsLedger;
import rekey.cli.put.Destination;
import rekey.cli.put.Issue;
import rekey.cli.put.Kind;
import rekey.cli.put.Put;
import rekey.credential.ApplicationName;
import rekey.credential.Grantee.Seller;
import rekey.credential.ParameterNames;
import rekey.credential.Secret;
import rekey.lwa.LwaClient;
import rekey.lwa.LwaEndpoint;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/** {@code rekey put}: stores a credential, once LWA has accepted it. */
@Command(
        name = "put",
        header = "Store a credential, once Login with Amazon has accepted it.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        customSynopsis = {
            "rekey put PARAMETER [-] [--seller=ID] [--issued=DATE] [--unverified] [--app=NAME]",
            "          [--region=REGION] [--profile=PROFILE] [--endpoint-url=URL] [--lwa-endpoint=URL]"
        },
        description = {
            "",
            "Asks for the value without showing it, or reads it from standard input with -. A value is never an"
                    + " argument, where the shell's history and every process on the machine would see it.",
            "",
            "Tries the value at Login with Amazon together with what is stored already, and stores nothing that is"
                    + " refused. Keeps the parameter's tier and policies, and always stores under the application's own key."
                    + " The value that is stored already is not stored again.",
            ""
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rekey put clientidentifier              asks for it",
            "  rekey put /my-erp/lwa/clientsecret      the same for clientsecret --app my-erp",
            "  pbpaste | rekey put clientsecret -      reads it from the clipboard of a Mac",
            "  rekey put refreshToken                  the default seller's",
            "  rekey put refreshToken --seller A2EXAMPLE",
            "  rekey put clientsecret --issued 2026-08-01"
        })
final class PutCommand implements Callable<Integer> {
    /** Room for the longest credential and what may be pasted around it. */
    private static final int MOST_PIPED = 16 * 1024;

    @Parameters(
            index = "0",
            paramLabel = "PARAMETER",
            converter = ToDestination.class,
            completionCandidates = Kind.Names.class,
            description = {
                "What it is: ${COMPLETION-CANDIDATES}.",
                "Or the parameter's full name, as a reminder has it: it says the application and the seller, too."
            })
    private Destination destination;

    // Not "-": a completion script cannot be made of that label.
    @Parameters(index = "1..*", arity = "0..1", paramLabel = "STDIN", hidden = true)
    private List<String> rest = List.of();

    @Option(
            names = "--seller",
            paramLabel = "ID",
            description = "Whose refresh token it is. Default: the default seller's.")
    private String sellerId;

    @Option(
            names = "--unverified",
            description = "Store it without trying it at Login with Amazon, also of a form that is not known.")
    private boolean unverified;

    @Option(
            names = "--issued",
            paramLabel = "DATE",
            description =
                    "The day on which Amazon issued the client secret, such as 2026-08-01: its end is then known, and not"
                            + " only when it is at the latest.")
    private String issuedText;

    @Option(
            names = "--lwa-endpoint",
            paramLabel = "URL",
            description = "Where it is tried. Default: REKEY_LWA_ENDPOINT, then " + LwaEndpoint.DEFAULT + ".")
    private String lwaEndpoint;

    @Mixin
    private final AwsOptions options;

    private final Session session;

    PutCommand(Session session) {
        this.session = session;
        this.options = new AwsOptions(session);
    }

    @Override
    public Integer call() throws IOException {
        boolean piped = piped();
        Seller seller = seller();
        ParameterNames names = new ParameterNames(application());
        Kind kind = destination.kind();
        LwaEndpoint endpoint = endpoint();
        Optional<LocalDate> issued = issued();
        Aws aws = options.connect();
        String text = piped ? pipedValue() : typedValue();
        Secret value = kind.checked(text, unverified);
        LwaClient lwa = new LwaClient(endpoint, names, session.clock());
        try (SsmClient ssm = aws.ssm();
                KmsClient kms = aws.kms();
                StsClient sts = aws.sts()) {
            Clock clock = options.clock();
            Optional<Issue> issue = issued.map(day -> Issue.on(day, clock.instant()));
            Put.Outcome outcome =
                    new Put(ssm, kms, lwa, names, clock).run(kind, seller, value, unverified, issue.isPresent());
            show(outcome);
            issue.ifPresent(known -> say(known.note(
                    value,
                    outcome.version(),
                    new OperatorsLedger(ssm, names, clock),
                    Whoami.arn(sts),
                    clock.instant())));
        }
        if (!kind.hasKnownForm(text)) {
            session.err().println("rekey: Warning: " + kind.known() + " This value looks different: compare it.");
        }
        return 0;
    }

    private boolean piped() {
        if (rest.isEmpty()) {
            return false;
        }
        if (!rest.equals(List.of("-"))) {
            throw options.wrong(
                    "The value is never an argument: history and process lists show arguments. Leave it out to be"
                            + " asked for it, or pipe it in and write - instead. If it was a real one, renew it.");
        }
        return true;
    }

    private ApplicationName application() {
        if (destination.application().isEmpty()) {
            return options.application();
        }
        if (options.isApplicationGiven()
                && !options.application().equals(destination.application().get())) {
            throw options.wrong("--app is of another application than the parameter's name. Leave one of the two out.");
        }
        return destination.application().get();
    }

    private Seller seller() {
        if (sellerId == null) {
            return destination.seller().orElse(Seller.DEFAULT);
        }
        if (destination.kind() != Kind.REFRESH_TOKEN) {
            throw options.wrong("--seller goes with refreshToken: all sellers share the %s."
                    .formatted(destination.kind().noun()));
        }
        if (destination.seller().isPresent()) {
            throw options.wrong("The parameter's name says whose it is: leave --seller out.");
        }
        return options.parsed("--seller", sellerId, Seller::named);
    }

    private Optional<LocalDate> issued() {
        if (issuedText == null) {
            return Optional.empty();
        }
        if (destination.kind() != Kind.CLIENT_SECRET) {
            throw options.wrong("--issued goes with clientsecret: nothing else ends 180 days after its issue.");
        }
        return Optional.of(options.parsed("--issued", issuedText, Issue::day));
    }

    private LwaEndpoint endpoint() {
        String name = lwaEndpoint == null ? "REKEY_LWA_ENDPOINT" : "--lwa-endpoint";
        String text = Optional.ofNullable(lwaEndpoint)
                .or(() -> session.variable(name))
                .orElse(LwaEndpoint.DEFAULT);
        return options.parsed(name, text, LwaEndpoint::parse);
    }

    private String typedValue() {
        return session.input()
                .ask("The %s (it is not shown): ".formatted(destination.kind().noun()))
                .orElseThrow(() ->
                        options.wrong("There is no terminal to ask for the value at. Pipe it in, and write - as the"
                                + " last argument."));
    }

    private String pipedValue() throws IOException {
        byte[] bytes = session.input().piped(MOST_PIPED);
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw new CommandFailure("What was piped in is no text. Nothing was stored.", e);
        }
    }

    private void show(Put.Outcome outcome) {
        Terminal terminal = session.terminal();
        PrintWriter out = terminal.out();
        out.println("%s %s"
                .formatted(terminal.styled(Terminal.Style.GREEN, terminal.symbol("✔", "ok")), outcome.headline()));
        outcome.notes().forEach(this::say);
    }

    private void say(String note) {
        session.terminal().out().println("  " + note);
    }

    /** Says which there are, and does not repeat what was typed: it may have been the value. */
    static final class ToDestination implements ITypeConverter<Destination> {
        @Override
        public Destination convert(String text) {
            try {
                return Destination.parse(text);
            } catch (IllegalArgumentException e) {
                throw new Misuse.OfValue(e.getMessage());
            }
        }
    }
}
