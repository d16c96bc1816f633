package rekey.cli.demo;

import java.time.Duration;
import java.util.Locale;
import rekey.cli.People;
import rekey.sandbox.Sandbox;
import rekey.sandbox.stack.DeployedStack;

/** The product in a minute: every step is done for real against a sandbox, and checked. */
public final class Demo {
    private static final int CALLS_AN_HOUR = 1_000;
    /** What an hour may cost in calls to Amazon, for one seller: a read every 5 minutes, and the exchanges. */
    private static final int MOST_UPSTREAM = 25;

    private final Sandbox sandbox;
    private final OperatorCommand command;
    private final DemoView view;
    private final int days;

    /**
     * @param command runs {@code rekey} against the sandbox for {@code my-erp}
     * @param days how many pass in its main part; with 360, the secret rotates itself twice
     */
    public Demo(Sandbox sandbox, OperatorCommand command, DemoView view, int days) {
        this.sandbox = sandbox;
        this.command = command;
        this.view = view;
        this.days = days;
    }

    /** Whether every step did what it should. */
    public boolean run() {
        try (Operator operator = new Operator(sandbox.endpoint(), command, Stage.DEPLOYED.keyAlias());
                Backend backend = new Backend(sandbox.endpoint(), Sandbox.login(People.BACKEND))) {
            Stage stage = new Stage(sandbox, operator, backend, view);
            DeployedStack stack = Deployment.deploy(stage);
            new People(sandbox).mayCall(stack);
            Deployment deployment = new Deployment(stage);
            deployment.run();
            tokens(stage);
            deployment.addSeller(stack);
            DemoView.Hour hour = anHour(stage);
            new Year(stage, stack, days).run();
            Mistakes mistakes = new Mistakes(stage);
            mistakes.run();
            mistakes.nothingLeaked();
            DemoView.Summary summary = stage.summary(hour);
            view.end(summary);
            return summary.failed() == 0;
        }
    }

    private static void tokens(Stage stage) {
        stage.chapter("A backend asks for access tokens");
        Backend.Answer first = stage.expectNew("the default seller", "{}", null);
        stage.expectSame("the same again", "{}", first);
        stage.expectNew("a scope, which needs no seller", "{\"scope\":\"sellingpartnerapi::notifications\"}", first);
        stage.expectNew("SP-API refused a token: exchange anew", Stage.FORCED, first);
    }

    private static DemoView.Hour anHour(Stage stage) {
        stage.chapter(String.format(Locale.ROOT, "One hour, %,d calls for the default seller", CALLS_AN_HOUR));
        Duration pause = Duration.ofHours(1).dividedBy(CALLS_AN_HOUR);
        long readsBefore = stage.reads();
        long exchangesBefore = stage.exchangesForTheSeller();
        long started = System.nanoTime();
        int served = 0;
        for (int i = 0; i < CALLS_AN_HOUR; i++) {
            stage.sandbox.clock().advance(pause);
            served += stage.askUnseen().token() == null ? 0 : 1;
        }
        long reads = stage.reads() - readsBefore;
        long exchanges = stage.exchangesForTheSeller() - exchangesBefore;
        boolean good = served == CALLS_AN_HOUR && reads + exchanges <= MOST_UPSTREAM;
        stage.check(new Step(
                "a call every 3.6 seconds",
                "{}",
                Stage.text(String.format(
                        Locale.ROOT,
                        "%,d tokens served with %d calls to Amazon; without a cache it would be %,d",
                        served,
                        reads + exchanges,
                        2 * CALLS_AN_HOUR)),
                reads,
                exchanges,
                Stage.millisSince(started),
                good ? null : "every call served, with %d calls to Amazon at most".formatted(MOST_UPSTREAM)));
        return new DemoView.Hour(CALLS_AN_HOUR, reads, exchanges);
    }
}
