package rekey.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import rekey.cli.demo.Demo;
import rekey.cli.demo.DemoView;
import rekey.cli.demo.JsonView;
import rekey.cli.demo.TextView;
import rekey.sandbox.Sandbox;

/** {@code rekey demo}: the product in a minute, on this machine alone. */
@Command(
        name = "demo",
        header = "The product in a minute, on this machine alone.",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what Rekey does, in a sandbox on this machine: stores an application's credentials, asks the token"
                    + " function for access tokens as a backend would, and does each wrong thing that can be done.",
            "Needs no AWS account and no network. Exits with 0 only when every step did what it should."
        })
final class DemoCommand implements Callable<Integer> {
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
            return new Demo(sandbox, view).run() ? 0 : 1;
        }
    }
}
