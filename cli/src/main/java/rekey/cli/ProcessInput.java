package rekey.cli;

import java.io.Console;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** This process's keyboard and standard input. */
final class ProcessInput implements Input {
    @Override
    @SuppressWarnings("SystemConsoleNull") // Below Java 22 null is how it says that there is no terminal.
    public Optional<String> ask(String question) {
        Console console = System.console();
        if (console == null || !isTerminal(console)) {
            return Optional.empty();
        }
        char[] typed = console.readPassword("%s", question);
        if (typed == null) {
            return Optional.of("");
        }
        String text = new String(typed);
        Arrays.fill(typed, ' ');
        return Optional.of(text);
    }

    @Override
    @SuppressWarnings("SystemConsoleNull") // As above.
    public Optional<String> askOpenly(String question) {
        Console console = System.console();
        return console == null || !isTerminal(console)
                ? Optional.empty()
                : Optional.of(
                        Optional.ofNullable(console.readLine("%s", question)).orElse(""));
    }

    @Override
    public byte[] piped(int most) throws IOException {
        return System.in.readNBytes(most);
    }

    /** From Java 22 on there may be a console without a terminal, and a method that tells. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException e) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
