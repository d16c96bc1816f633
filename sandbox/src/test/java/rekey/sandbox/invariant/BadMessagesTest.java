package rekey.sandbox.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rekey.sandbox.lwa.Handling;
import rekey.sandbox.lwa.MessageType;
import rekey.sandbox.lwa.SecretMessages.Message;

/** Messages that are wrong, or are not as expected, on their way through the whole stack. */
class BadMessagesTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration UNTIL_GIVEN_UP = Duration.ofHours(4);
    private static final int LARGEST = 256 * 1024;

    private final RunningStack life = new RunningStack().enrolled();

    @AfterEach
    void close() {
        life.close();
    }

    /** What is done to Amazon's message before it arrives. */
    static Stream<Named<UnaryOperator<String>>> bad() {
        Map<String, UnaryOperator<String>> all = new TreeMap<>();
        all.put("malformed JSON", body -> body.substring(0, body.length() - 1));
        all.put("not JSON", body -> "<html>");
        all.put("unknown type", body -> body.replaceFirst("APPLICATION_OAUTH_CLIENT_\\w+", "ANY_OFFER_CHANGED"));
        all.put("unknown client identifier", body -> body.replaceFirst("oa2-client\\.\\w+", "oa2-client.another"));
        all.put("blank secret", body -> body.replaceFirst("(newClientSecret\":\")[^\"]+", "$1 "));
        all.put("no expiry", body -> body.replace("newClientSecretExpiryTime", "expiryTime"));
        all.put("256 KB of something", body -> "x".repeat(LARGEST));
        return named(all);
    }

    @ParameterizedTest
    @MethodSource("bad")
    void isKeptAndToldOfAndChangesNothing(UnaryOperator<String> bad) {
        String before = life.application.clientSecret();
        life.application.messages().handleNext(MessageType.NEW_SECRET, Handling.LOST);
        life.application.rotateInConsole();
        Message real = last();
        life.application.messages().deliver(MessageType.NEW_SECRET, life.newSecretQueue, bad.apply(real.body()));
        life.pass(UNTIL_GIVEN_UP);

        assertThat(life.isCurrent(before)).isTrue();
        assertThat(life.versions(RunningStack.PENDING)).hasSize(1);
        assertThat(life.messages(RunningStack.failed(life.newSecretQueue))).isEqualTo(1);
        assertThat(life.mails("my-erp-new-secret-failed is not empty")).hasSize(1);
        assertThat(life.mails("message")).as("mails about it").hasSize(1);

        life.application.messages().deliver(real);
        life.pass(MINUTE);
        assertThat(life.isCurrent(life.application.clientSecret())).isTrue();
    }

    /** Around what counts, anything may be. */
    static Stream<Named<UnaryOperator<String>>> odd() {
        Map<String, UnaryOperator<String>> all = new TreeMap<>();
        all.put(
                "wrapped by SNS",
                body -> JsonNodeFactory.instance
                        .objectNode()
                        .put("Type", "Notification")
                        .put("Message", body)
                        .toString());
        all.put("256 KB", body -> {
            String start = "{\"padding\":\"";
            String end = "\"," + body.substring(1);
            return start + "x".repeat(LARGEST - start.length() - end.length()) + end;
        });
        all.put("another version", body -> body.replace("2023-11-30", "1.0"));
        return named(all);
    }

    @ParameterizedTest
    @MethodSource("odd")
    void isTakenInAllTheSame(UnaryOperator<String> odd) {
        life.application.messages().handleNext(MessageType.NEW_SECRET, Handling.LOST);
        String secret = life.application.rotateInConsole();
        life.application.messages().deliver(MessageType.NEW_SECRET, life.newSecretQueue, odd.apply(last().body()));
        life.pass(MINUTE);

        assertThat(life.isCurrent(secret)).isTrue();
        assertThat(life.messages(life.newSecretQueue)).isZero();
    }

    @Test
    void aDuplicateIsANoOpThatIsJournaledOnce() {
        life.application.rotateInConsole();
        life.pass(MINUTE);
        int puts = life.versions(RunningStack.SECRET).size();
        int mails = life.sandbox.inbox().mails().size();

        life.application.messages().deliver(last());
        life.pass(MINUTE);

        assertThat(life.versions(RunningStack.SECRET)).hasSize(puts);
        assertThat(life.sandbox.inbox().mails()).hasSize(mails);
        assertThat(life.messages(life.newSecretQueue)).isZero();
        assertThat(lines("secret.known")).singleElement().asString().contains("CURRENT");
    }

    @Test
    void anOlderSecretsMessageIsANoOpThatIsJournaledOnce() {
        life.application.messages().handleNext(MessageType.NEW_SECRET, Handling.LOST);
        life.application.rotateInConsole();
        Message older = last();
        life.pass(MINUTE);
        String newest = life.application.rotateInConsole();
        life.pass(MINUTE);

        life.application.messages().deliver(older);
        life.pass(MINUTE);

        assertThat(life.isCurrent(newest)).isTrue();
        assertThat(life.messages(life.newSecretQueue)).isZero();
        assertThat(lines("secret.known")).singleElement().asString().contains("OLDER");
    }

    /** Said of a secret that a message brought, it is known better; one that is early would rotate too soon. */
    @Test
    void anEarlierExpiryChangesNothing() {
        life.application.rotateInConsole();
        life.pass(MINUTE);
        long requests = life.requests();
        int ledger = life.versions(RunningStack.LEDGER).size();
        String soon = life.sandbox.clock().instant().plus(Duration.ofDays(3)).toString();
        String body = """
                {"notificationType":"APPLICATION_OAUTH_CLIENT_SECRET_EXPIRY","payload":{"applicationOAuthClientSecretExpiry":
                {"clientId":"%s","clientSecretExpiryTime":"%s"}}}""".formatted(life.application.clientIdentifier(), soon);

        life.application.messages().deliver(MessageType.EXPIRY, life.expiryQueue, body);
        life.pass(MINUTE);

        assertThat(life.messages(life.expiryQueue)).isZero();
        assertThat(life.requests()).isEqualTo(requests);
        assertThat(life.versions(RunningStack.LEDGER)).hasSize(ledger);
    }

    private static Stream<Named<UnaryOperator<String>>> named(Map<String, UnaryOperator<String>> all) {
        return all.entrySet().stream().map(entry -> Named.of(entry.getKey(), entry.getValue()));
    }

    private Message last() {
        return life.application.messages().last(MessageType.NEW_SECRET);
    }

    private List<String> lines(String event) {
        return life.sandbox.functions().logs().stream()
                .flatMap(String::lines)
                .filter(line -> line.contains(event))
                .toList();
    }
}
