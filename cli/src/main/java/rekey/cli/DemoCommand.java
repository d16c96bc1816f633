package rekey.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rekey.cli.demo.Demo;
import rekey.cli.demo.DemoView;
import rekey.cli.demo.JsonView;
import rekey.cli.demo.OperatorCommand;
import rekey.cli.demo.TextView;
import rekey.sandbox.Sandbox;
import rekey.sandbox.lwa.LwaStandIn;

/** {@code rekey demo}: the product in a minute, on this machine alone. */
@Command(
        name = "demo",
        header = "The product in a minute, on this machine alone.",
        mixinStandardHelpOptions = true,
        description = {
            "Lives through a year of an application in a sandbox on this machine: deploys the stack, stores the"
                    + " credentials, asks the token function for access tokens as a backend would, lets the secret rotate"
                    + " itself twice, does each wrong thing that can be done, and draws all that in the end.",
            "Needs no AWS account and no network. Exits with 0 only when every step did what it should."
        })
final class DemoCommand implements Callable<Integer> {
    static final int DAYS = 360;

    @Option(names = "--json", description = "Print one JSON object per step.")
    private boolean json;

    private final Session session;

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        Terminal terminal = session.terminal();
        DemoView view = json ? new JsonView(terminal.out()) : new TextView(terminal);
        try (Sandbox sandbox = Sandbox.start(0)) {
            new People(sandbox).arrive();
            return new Demo(sandbox, new Typed(sandbox, terminal.unicode()), view, DAYS).run() ? 0 : 1;
        }
    }

    /** Commands as the demo's operator types them, in this process and for real over HTTP. */
    record Typed(Sandbox sandbox, boolean unicode) implements OperatorCommand {
        @Override
        public Said run(String piped, String... arguments) {
            StringWriter said = new StringWriter();
            PrintWriter writer = new PrintWriter(said, true);
            Map<String, String> environment = Map.of(
                    "REKEY_APP",
                    "my-erp",
                    "AWS_REGION",
                    Sandbox.REGION,
                    "REKEY_LWA_ENDPOINT",
                    sandbox.endpoint() + LwaStandIn.PATH);
            Session session = new Session(
                    new Terminal(writer, false, unicode),
                    writer,
                    new Piped(piped),
                    environment,
                    sandbox.clock(),
                    Optional.of(Sandbox.login(People.OPERATOR)));
            List<String> all = new ArrayList<>(Arrays.asList(arguments));
            all.addAll(List.of("--endpoint-url", sandbox.endpoint().toString()));
            int code = Rekey.run(session, all.toArray(String[]::new));
            return new Said(code, said.toString().lines().toList());
        }
    }

    /** What is piped in; there is no terminal to ask at. */
    private record Piped(String text) implements Input {
        @Override
        public Optional<String> ask(String question) {
            return Optional.empty();
        }

        @Override
        public byte[] piped(int most) {
            byte[] bytes = text.getBytes(UTF_8);
            return Arrays.copyOf(bytes, Math.min(most, bytes.length));
        }

        /** Without the text, which is a secret. */
        @Override
        public String toString() {
            return "Piped";
        }
    }
}
