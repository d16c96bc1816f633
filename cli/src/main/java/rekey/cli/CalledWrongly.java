package rekey.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MaxValuesExceededException;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong with a call, and where help is. Whatever was given may be a credential, at a place where none belongs:
 * the sentences are Rekey's and name options only, never a value, which picocli's own do. An argument that belongs nowhere
 * is repeated only when it is too short, and of too few characters, to be a credential.
 */
final class CalledWrongly implements IParameterExceptionHandler {
    private static final Pattern HARMLESS = Pattern.compile("(--)?[a-z-]{1,20}");

    @Override
    public int handleParseException(ParameterException thrown, String[] arguments) {
        CommandLine command = thrown.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("rekey: " + message(thrown));
        err.println("%s --help shows how.".formatted(command.getCommandSpec().qualifiedName()));
        return CommandLine.ExitCode.USAGE;
    }

    private static String message(ParameterException thrown) {
        if (thrown instanceof Misuse) {
            return thrown.getMessage();
        }
        if (thrown.getCause() instanceof Misuse.OfValue rule) {
            return "%s: %s".formatted(options(thrown), rule.getMessage());
        }
        if (thrown instanceof UnmatchedArgumentException unmatched) {
            List<String> known = unmatched.getUnmatched().stream()
                    .map(text -> HARMLESS.matcher(text).matches() ? text : "(something that is not repeated here)")
                    .toList();
            return "It does not take %s.".formatted(String.join(" ", known));
        }
        if (thrown instanceof MissingParameterException missing) {
            String names = missing.getMissing().stream()
                    .map(CalledWrongly::name)
                    .distinct()
                    .collect(Collectors.joining(" and "));
            return missing.getMissing().stream().allMatch(ArgSpec::isOption)
                    ? names + " needs a value."
                    : "%s is missing.".formatted(names);
        }
        if (thrown instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " is given more than once.";
        }
        if (thrown instanceof MutuallyExclusiveArgsException) {
            return "Only one of %s can be given.".formatted(options(thrown));
        }
        if (thrown instanceof MaxValuesExceededException) {
            return "%s: at most one value can be given.".formatted(options(thrown));
        }
        return options(thrown) + " does not take the value that was given.";
    }

    /** Those that it is about: picocli's exception knows, or only its text does. */
    private static String options(ParameterException thrown) {
        if (thrown.getArgSpec() != null) {
            return name(thrown.getArgSpec());
        }
        CommandSpec command = thrown.getCommandLine().getCommandSpec();
        String named = command.options().stream()
                .filter(option -> Pattern.compile(Pattern.quote(option.longestName()) + "(?![a-z-])")
                        .matcher(thrown.getMessage())
                        .find())
                .map(OptionSpec::longestName)
                .collect(Collectors.joining(" and "));
        return named.isEmpty() ? "An option" : named;
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }
}
