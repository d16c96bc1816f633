package rekey.cli.demo;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import rekey.credential.Grantee.Seller;
import rekey.sandbox.Sandbox;
import rekey.sandbox.lwa.LwaStandIn.Exchange;

/** The product in a minute: every step is done for real against a sandbox, and checked. */
public final class Demo {
    static final Seller SECOND = Seller.named("A2EXAMPLE");

    private static final int CALLS_AN_HOUR = 1_000;
    /** What an hour may cost in calls to Amazon, for one seller: a read every 5 minutes, and the exchanges. */
    private static final int MOST_UPSTREAM = 25;

    private final Sandbox sandbox;
    private final DemoView view;

    public Demo(Sandbox sandbox, DemoView view) {
        this.sandbox = sandbox;
        this.view = view;
    }

    /** Whether every step did what it should. */
    public boolean run() {
        try (Operator operator = new Operator(sandbox.endpoint());
                Backend backend = new Backend(sandbox.endpoint())) {
            Stage stage = new Stage(sandbox, operator, backend, view);
            store(stage);
            tokens(stage);
            anHour(stage);
            rotation(stage);
            new Mistakes(stage).run();
            DemoView.Summary summary = stage.summary();
            view.end(summary);
            return summary.failed() == 0;
        }
    }

    private static void store(Stage stage) {
        stage.chapter("The operator stores the application's credentials, encrypted under its own KMS key");
        put(stage, stage.names.clientIdentifier(), stage.application.clientIdentifier());
        long version = stage.operator.putWithReminder(
                stage.names.clientSecret(), stage.secret(stage.application.clientSecret()));
        stage.check(
                stage.names.clientSecret(),
                "SecureString, Advanced, version %d, a reminder after 150 days".formatted(version),
                null);
        put(stage, stage.names.refreshToken(Seller.DEFAULT), stage.application.authorize("the default seller"));
        put(stage, stage.names.refreshToken(SECOND), stage.application.authorize(SECOND.id()));
    }

    private static void put(Stage stage, String name, String value) {
        long version = stage.operator.put(name, stage.secret(value));
        stage.check(name, "SecureString, version %d".formatted(version), null);
    }

    private static void tokens(Stage stage) {
        stage.chapter("A backend asks for access tokens");
        Backend.Answer first = stage.expectNew("the default seller", "{}", null);
        stage.expectSame("the same again", "{}", first);
        stage.expectNew("a second seller", "{\"seller\":\"%s\"}".formatted(SECOND.id()), first);
        stage.expectNew("a scope, which needs no seller", "{\"scope\":\"sellingpartnerapi::notifications\"}", first);
        stage.expectNew("SP-API refused a token: exchange anew", Stage.FORCED, first);
    }

    private static void anHour(Stage stage) {
        stage.chapter(String.format(Locale.ROOT, "One hour, %,d calls for the default seller", CALLS_AN_HOUR));
        Duration pause = Duration.ofHours(1).dividedBy(CALLS_AN_HOUR);
        long readsBefore = stage.reads();
        long exchangesBefore = stage.exchanges();
        long started = System.nanoTime();
        int served = 0;
        for (int i = 0; i < CALLS_AN_HOUR; i++) {
            stage.sandbox.clock().advance(pause);
            served += stage.askUnseen().token() == null ? 0 : 1;
        }
        long reads = stage.reads() - readsBefore;
        long exchanges = stage.exchanges() - exchangesBefore;
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
    }

    private static void rotation(Stage stage) {
        stage.chapter("The client secret is rotated, and nothing is redeployed");
        Backend.Answer before = stage.askUnseen();
        String secret = stage.secret(stage.application.issueSecret());
        stage.operator.putWithReminder(stage.names.clientSecret(), secret);
        stage.check("the new secret is stored", "Amazon accepts the old one for 7 more days", null);
        stage.sandbox.clock().advance(Duration.ofMinutes(6));
        stage.expectNew("6 minutes later, a token of the new secret", "{}", before);
        List<Exchange> exchanges = stage.sandbox.lwa().exchanges();
        Exchange last = exchanges.get(exchanges.size() - 1);
        boolean newest = last.secretIssued().isAfter(exchanges.get(0).secretIssued());
        stage.check(
                "LWA confirms which secret it was",
                newest ? "the new one" : "the old one",
                newest ? null : "the new one");
        stage.sandbox.clock().advance(Duration.ofDays(8));
        stage.expectNew("8 days later, with the old one dead", "{}", before);
    }
}
