package rekey.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Says what is wrong with a call, and where help is. An argument that belongs nowhere may be a credential: it is repeated
 * only when it is too short, and of too few characters, to be one.
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
        if (thrown instanceof UnmatchedArgumentException unmatched) {
            List<String> known = unmatched.getUnmatched().stream()
                    .map(text -> HARMLESS.matcher(text).matches() ? text : "(something that is not repeated here)")
                    .toList();
            return "It does not take %s.".formatted(String.join(" ", known));
        }
        return thrown.getMessage();
    }
}
