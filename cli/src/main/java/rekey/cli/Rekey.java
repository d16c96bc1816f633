package rekey.cli;

import java.io.IOException;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import rekey.failure.Failure;

/** The command itself. Exit codes: 0 done, 1 it failed, 2 it was called wrongly, 3 something needs attention. */
@Command(
        name = "rekey",
        description = "Keeps an Amazon SP-API application's Login with Amazon credentials alive.",
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "",
        mixinStandardHelpOptions = true,
        versionProvider = Rekey.Version.class,
        subcommands = {
            DemoCommand.class,
            PutCommand.class,
            StatusCommand.class,
            EnrolCommand.class,
            RotateCommand.class,
            RollbackCommand.class,
            HistoryCommand.class,
            TokenCommand.class,
            SandboxCommand.class,
            CompletionCommand.class
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  rekey demo                              see it work, without an AWS account",
            "  rekey put clientsecret --app my-erp     store the secret that the Developer Console shows",
            "  rekey status --app my-erp               how many days are left, and what to do",
            "  rekey rotate --app my-erp               ask Amazon for a new secret, and follow it",
            "",
            "Variables:",
            "  REKEY_APP                               the application, instead of --app",
            "  REKEY_LWA_ENDPOINT                      where put tries a credential",
            "  AWS_PROFILE, AWS_REGION, ...              as for the AWS CLI",
            "  HTTPS_PROXY, NO_PROXY                   the proxy to AWS and Login with Amazon: http://host:port",
            "  NO_COLOR                                no colours",
            "",
            "Exit codes:",
            "  0 done   1 it failed   2 it was called wrongly   3 something needs attention",
            "",
            "rekey COMMAND --help says more of each."
        })
public final class Rekey implements Runnable {
    @Spec
    private CommandSpec spec;

    private Rekey() {}

    public static void main(String[] arguments) {
        System.exit(run(Terminal.ofProcess(), arguments));
    }

    /** Runs one command of this process and returns its exit code. */
    static int run(Terminal terminal, String... arguments) {
        return run(Session.ofProcess(terminal), arguments);
    }

    /** Runs one command and returns its exit code. */
    static int run(Session session, String... arguments) {
        Terminal terminal = session.terminal();
        return commandLine(session)
                .setUsageHelpWidth(96)
                .setOut(terminal.out())
                .setErr(session.err())
                .setExpandAtFiles(false)
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setParameterExceptionHandler(new CalledWrongly())
                .setExecutionExceptionHandler((thrown, command, parsed) -> {
                    session.err().println("rekey: " + line(thrown));
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments);
    }

    static CommandLine commandLine(Session session) {
        CommandLine command = new CommandLine(new Rekey(), new Commands(session));
        command.getHelpSectionMap()
                .put(CommandLine.Model.UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new CommandGroups());
        return command;
    }

    @Override
    public void run() {
        throw new Misuse(spec.commandLine(), "Name a command.");
    }

    /** What nobody wrote for an operator may quote anything, so only its kind is shown, and where it comes from. */
    private static String line(Exception thrown) {
        boolean written =
                thrown instanceof CommandFailure || thrown instanceof Failure || thrown instanceof IOException;
        if (written) {
            return thrown.getMessage();
        }
        String where = Stream.of(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("rekey."))
                .findFirst()
                .map(frame -> " in " + frame)
                .orElse("");
        return "an unexpected %s%s. Report it, with what you did."
                .formatted(thrown.getClass().getName(), where);
    }

    /** Hands the session to each subcommand's constructor. */
    private record Commands(Session session) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            try {
                return type.getDeclaredConstructor(Session.class).newInstance(session);
            } catch (NoSuchMethodException e) {
                return CommandLine.defaultFactory().create(type);
            }
        }
    }

    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Rekey.class.getPackage().getImplementationVersion();
            return new String[] {"rekey " + (version == null ? "(not packaged)" : version)};
        }
    }
}
