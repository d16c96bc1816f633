package rekey.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * What a command is called from.
 *
 * @param err where it says what failed
 * @param input where it asks for a credential
 * @param environment the process's variables
 * @param clock what ages are counted by
 * @param login as whom AWS is called; where it is empty, as the SDK finds it
 * @param pause how a command waits before it looks again
 */
record Session(
        Terminal terminal,
        PrintWriter err,
        Input input,
        Map<String, String> environment,
        Clock clock,
        Optional<AwsCredentialsProvider> login,
        Pause pause) {
    /** One that waits in real time. */
    Session(
            Terminal terminal,
            PrintWriter err,
            Input input,
            Map<String, String> environment,
            Clock clock,
            Optional<AwsCredentialsProvider> login) {
        this(terminal, err, input, environment, clock, login, Pause.REAL);
    }

    /** This process's, with {@code terminal} to write to. */
    static Session ofProcess(Terminal terminal) {
        PrintWriter err = new PrintWriter(System.err, true, Charset.defaultCharset());
        return new Session(terminal, err, new ProcessInput(), System.getenv(), Clock.systemUTC(), Optional.empty());
    }

    /** What the variable is set to; nothing when it is blank. */
    Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
    }

    /** Without the variables: AWS's own credentials may be among them. */
    @Override
    public String toString() {
        return "Session";
    }
}
