package rekey.cli;

import java.io.IOException;
import java.util.Optional;

/** Where a credential comes from that a command asks for: a person's keyboard, or a pipe. Never an argument. */
public interface Input {
    /**
     * Asks for it at the terminal, where it is typed or pasted without being shown.
     *
     * @return what came, empty text at the end of input; nothing at all when there is no terminal to ask at
     */
    Optional<String> ask(String question);

    /**
     * What is piped in, to its end.
     *
     * @param most how many bytes are read at most
     */
    byte[] piped(int most) throws IOException;
}
