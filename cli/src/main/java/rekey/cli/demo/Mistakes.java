package rekey.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import rekey.credential.Grantee.Scopes;
import rekey.failure.Failure;
import rekey.sandbox.lwa.LwaFault;
import rekey.sandbox.sns.Mail;

/** What goes wrong: each wrong thing that callers, operators and LWA can do, and what the caller hears. */
final class Mistakes {
    private final Stage stage;

    Mistakes(Stage stage) {
        this.stage = stage;
    }

    void run() {
        // An alarm can go off before all mistakes are made: minutes pass in the sandbox as outside of it.
        int before = stage.sandbox.inbox().mails().size();
        byCallers();
        byOperators();
        byLwa();
        alarms(before);
    }

    private void byCallers() {
        stage.chapter("What a caller can do wrong, and what it hears");
        stage.expectFailure("a field that is not there", "{\"sellerId\":\"A2EXAMPLE\"}", "BadRequest");
        stage.expectFailure("a seller's id with a slash", "{\"seller\":\"../lwa\"}", "BadRequest");
        stage.expectFailure(
                "seller and scope together",
                "{\"seller\":\"A2EXAMPLE\",\"scope\":\"sellingpartnerapi::notifications\"}",
                "BadRequest");
        stage.expectFailure("a list", "[]", "BadRequest");
        stage.expectFailure("far too much", "{\"seller\":\"%s\"}".formatted("A".repeat(5_000)), "BadRequest");
        stage.expectFailure(
                "the scope that rotates the secret", "{\"scope\":\"%s\"}".formatted(Scopes.ROTATION), "BadRequest");
        stage.expectFailure("a seller that never authorized", "{\"seller\":\"A9NOBODY\"}", "UnknownSeller");
        stage.application.revoke(Deployment.SECOND.id());
        stage.expectFailure(
                "a seller that revoked its consent",
                "{\"seller\":\"A2EXAMPLE\",\"forceRefresh\":true}",
                "ReauthorizeSeller");
    }

    private void byOperators() {
        stage.chapter("What an operator can do wrong, and what the caller hears");
        String mistyped = stage.secret("amzn1.oa2-cs.v1." + "0123456789abcdef".repeat(4));
        stage.ran("put clientsecret", stage.operator.put(mistyped, "clientsecret"), 1);
        stage.ran("put clientsecret --unverified", stage.operator.put(mistyped, "clientsecret", "--unverified"), 0);
        stage.expectFailure("the secret with a typing error", Stage.FORCED, "SecretRejected");
        stage.ran("put clientsecret", stage.operator.put(stage.application.clientSecret(), "clientsecret"), 0);
        stage.operator.disableKey();
        stage.expectFailure("the KMS key is disabled", Stage.FORCED, "CannotDecrypt");
        stage.operator.enableKey();
        stage.expectNew("both repaired", Stage.FORCED, null);
        endpointElsewhere();
    }

    private void endpointElsewhere() {
        Map<String, String> variables = new HashMap<>(stage.sandbox.variables(Stage.APPLICATION.value()));
        variables.put("REKEY_LWA_ENDPOINT", "https://api.amazon.com.example/auth/o2/token");
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        String expected = "Misconfigured";
        try {
            stage.sandbox
                    .functions()
                    .deploy("elsewhere", "rekey.token.TokenHandler", stage.sandbox.environment(variables));
            answer.put("text", "The function started.");
        } catch (Failure e) {
            answer.put("errorType", e.getClass().getName()).put("errorMessage", e.getMessage());
            stage.refusal(e.getMessage());
            expected = e.getClass().getSimpleName().equals(expected) ? null : expected;
        }
        stage.check(new Step("an LWA endpoint that is not Amazon's", null, answer, 0, 0, 0, expected));
    }

    private void byLwa() {
        stage.chapter("What can come back instead of LWA's answer");
        instead("a page of text that repeats the credentials", "LwaUnreadable", LwaFault.NOT_JSON);
        instead("half of the JSON", "LwaUnreadable", LwaFault.TRUNCATED_JSON);
        instead("1 MB of text", "LwaUnreadable", LwaFault.HUGE);
        instead("nothing at all", "LwaUnreadable", LwaFault.EMPTY);
        instead("a redirect", "LwaRedirected", LwaFault.REDIRECT);
        instead("an error that repeats the credentials", "LwaRefused", LwaFault.TELLTALE);
        instead(
                "unavailable, three times",
                "TryLater",
                LwaFault.UNAVAILABLE,
                LwaFault.UNAVAILABLE,
                LwaFault.UNAVAILABLE);
        stage.sandbox.lwa().failNext(LwaFault.THROTTLED, LwaFault.SERVER_ERROR);
        stage.expectNew("throttled, then broken, then well", Stage.FORCED, null);
    }

    private void instead(String title, String failure, LwaFault... faults) {
        stage.sandbox.lwa().failNext(faults);
        stage.expectFailure(title, Stage.FORCED, failure);
        stage.sandbox.lwa().behave();
    }

    /** What of all that only an operator can mend has set off an alarm. */
    private void alarms(int before) {
        stage.chapter("And somebody is told");
        stage.sandbox.clock().advance(Duration.ofMinutes(5));
        List<Mail> arrived = stage.sandbox.inbox().mails();
        arrived.subList(before, arrived.size()).forEach(stage::received);
        stage.check(
                "%d mails and short messages so far".formatted(arrived.size()),
                "the alarms among them name what is wrong",
                arrived.size() > before ? null : "an alarm");
    }

    void nothingLeaked() {
        stage.chapter("And no credential in anything that was said");
        Set<String> secrets = stage.secrets();
        List<String> logs = stage.sandbox.functions().logs();
        List<String> said = new ArrayList<>(logs);
        said.addAll(stage.refusals());
        long leaks = said.stream()
                .filter(text -> secrets.stream().anyMatch(text::contains))
                .count();
        boolean good = leaks == 0 && !logs.isEmpty() && !stage.refusals().isEmpty();
        stage.check(
                "%d credentials and tokens, looked for in %d logs and %d error messages"
                        .formatted(secrets.size(), logs.size(), stage.refusals().size()),
                leaks == 0 ? "none found" : "found in %d of them".formatted(leaks),
                good ? null : "none found");
    }
}
