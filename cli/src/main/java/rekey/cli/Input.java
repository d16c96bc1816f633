package rekey.cli;

import java.io.IOException;
import java.util.Optional;

/**
 * Where a credential comes from that a command asks for: a person's keyboard, or a pipe. Never an argument. And where it
 * asks whether to go on.
 */
public interface Input {
    /**
     * Asks for it at the terminal, where it is typed or pasted without being shown.
     *
     * @return what came, empty text at the end of input; nothing at all when there is no terminal to ask at
     */
    Optional<String> ask(String question);

    /**
     * Asks something that is no secret at the terminal, where what is typed is shown.
     *
     * @return what came, empty text at the end of input; nothing at all when there is no terminal to ask at
     */
    default Optional<String> askOpenly(String question) {
        return Optional.empty();
    }

    /**
     * What is piped in, to its end.
     *
     * @param most how many bytes are read at most
     */
    byte[] piped(int most) throws IOException;
}
