package rekey.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command itself. Exit codes: 0 done, 1 it failed, 2 it was called wrongly. */
@Command(
        name = "rekey",
        description = "Keeps an Amazon SP-API application's Login with Amazon credentials alive.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Rekey.Version.class,
        subcommands = {DemoCommand.class, SandboxCommand.class},
        footer = {"", "Start with:  ./rekey demo", "Exit codes:  0 done, 1 it failed, 2 it was called wrongly."})
public final class Rekey implements Runnable {
    @Spec
    private CommandSpec spec;

    private Rekey() {}

    public static void main(String[] arguments) {
        System.exit(run(Terminal.ofProcess(), arguments));
    }

    /** Runs one command and returns its exit code. */
    static int run(Terminal terminal, String... arguments) {
        PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
        return new CommandLine(new Rekey(), new Commands(terminal))
                .setOut(terminal.out())
                .setErr(err)
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        terminal.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF))
                .setExecutionExceptionHandler((thrown, command, parsed) -> {
                    err.println("rekey: " + thrown.getMessage());
                    return 1;
                })
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a command.");
    }

    /** Hands the terminal to each subcommand's constructor. */
    private record Commands(Terminal terminal) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            try {
                return type.getDeclaredConstructor(Terminal.class).newInstance(terminal);
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
