package rekey.sandbox.stack;

import java.time.Duration;

/** Somebody asks too early, then the credentials are stored and a token comes. */
final class FirstDay {
    private FirstDay() {}

    static void live(Life life) {
        tooEarly(life);
        served(life);
    }

    /** Nothing is stored yet: the function's failure is logged, and its alarm rings. */
    private static void tooEarly(Life life) {
        life.account.sandbox.inbox().clear();
        life.ask();
        life.pass(Duration.ofMinutes(2));
        life.note(life.account.sandbox.inbox().mails().size() >= 2, "no alarm came");
    }

    private static void served(Life life) {
        life.store("/my-erp/lwa/clientidentifier", life.application.clientIdentifier());
        life.store(Life.SECRET, life.application.clientSecret());
        life.store("/my-erp/refreshToken", life.application.authorize("seller"));
        life.pass(Duration.ofMinutes(6));
        life.note(life.ask().contains("access_token"), "no token came");
    }
}
