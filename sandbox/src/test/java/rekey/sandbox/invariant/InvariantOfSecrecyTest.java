package rekey.sandbox.invariant;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import rekey.credential.Placeholder;
import rekey.sandbox.lambda.Invoked;
import rekey.sandbox.lwa.LwaFault;
import rekey.sandbox.lwa.LwaStandIn.Exchange;
import rekey.sandbox.lwa.MessageType;
import rekey.sandbox.lwa.SecretMessages.Message;
import rekey.sandbox.sns.Mail;
import rekey.sandbox.spapi.SpApiFault;
import rekey.sandbox.spapi.SpApiOperation;
import rekey.sandbox.stack.Template;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;

/** The sixth of what must always hold, after a life in which everything fails once that may quote a secret. */
class InvariantOfSecrecyTest {
    /** So much of the end of a secret tells it; the last 4 characters may be shown. */
    private static final int TELLING = 10;

    private final Map<String, String> texts = new TreeMap<>();

    @Test
    void noSecretTokenOrRefreshTokenIsInALogNoticeMetricTemplateLedgerOrAnswer() {
        try (RunningStack life = RunningStack.aged(Duration.ofDays(135)).enrolled()) {
            live(life);
            collect(life);
            Set<String> secrets = secrets(life);
            assertThat(secrets).hasSizeGreaterThan(20);
            assertThat(texts).hasSizeGreaterThan(50);
            assertThat(texts.keySet())
                    .anyMatch(where -> where.startsWith("log of RotationJavaLog"))
                    .anyMatch(where -> where.startsWith("log of WatchJavaLog"))
                    .anyMatch(where -> where.startsWith("log of TokenJavaLog"));

            texts.forEach((where, text) -> assertThat(secrets)
                    .as(where)
                    .noneMatch(secret -> text.contains(secret.substring(secret.length() - TELLING))));
        }
    }

    private void live(RunningStack life) {
        life.application.propagateIn(Duration.ofMinutes(45));
        life.token("{}");
        for (LwaFault fault : LwaFault.values()) {
            life.sandbox.lwa().failNext(fault, fault, fault, fault);
            answer("token/" + fault, life.tokenAnswer("{\"forceRefresh\":true}"));
            life.sandbox.lwa().behave();
        }
        for (SpApiFault fault : List.of(SpApiFault.TELLTALE, SpApiFault.HTML, SpApiFault.FORBIDDEN)) {
            life.sandbox.spApi().fail(SpApiOperation.ROTATE, fault);
            life.sandbox.spApi().fail(SpApiOperation.DESTINATIONS, fault);
            life.sandbox.spApi().fail(SpApiOperation.PARTICIPATIONS, fault);
            life.passDays(1);
            order(life, "check");
            order(life, "rotate");
            life.sandbox.spApi().behave();
        }
        life.passDays(5);
        assertThat(life.application.secrets()).hasSize(2);
        bad(life);
        order(life, "check");
        order(life, "rotate");
        order(life, "rollback");
        order(life, "enrolled");
        answer("event", life.invoke("rotation", quoted("{'order':'rotate','by':'x','secret':'%s'}", life)));
        answer("unknown", life.invoke("rotation", quoted("{'order':'%s','by':'x'}", life)));
        answer("text", life.invoke("rotation", quoted("'%s'", life)));
        answer("watch", life.invoke("watch", "{}"));
        life.deny("Rotation", "ssm:PutParameter");
        life.deny("Watch", "ssm:*");
        life.deny("Token", "kms:Decrypt");
        life.application.rotateInConsole();
        life.passDays(1);
        answer("denied", life.tokenAnswer("{\"forceRefresh\":true}"));
    }

    /** Messages that have the secret where none is expected, or are broken around it. */
    private static void bad(RunningStack life) {
        Message real = life.application.messages().last(MessageType.NEW_SECRET);
        String secret = life.application.clientSecret();
        for (String body : List.of(
                real.body().substring(0, real.body().length() - 1),
                real.body() + secret,
                real.body().replace("\"payload\"", "\"" + secret + "\""),
                real.body().replace("APPLICATION_OAUTH_CLIENT_NEW_SECRET", secret),
                real.body().replace(life.application.clientIdentifier(), secret),
                real.body().replaceAll("(\"newClientSecretExpiryTime\":\")[^\"]*", "$1" + secret),
                secret)) {
            life.application.messages().deliver(MessageType.NEW_SECRET, life.newSecretQueue, body);
        }
        life.pass(Duration.ofHours(4));
    }

    private void order(RunningStack life, String order) {
        answer(order, life.invoke("rotation", "{\"order\":\"%s\",\"by\":\"an operator\"}".formatted(order)));
    }

    private static String quoted(String json, RunningStack life) {
        return json.formatted(life.application.clientSecret()).replace('\'', '"');
    }

    /** A token function's answer holds the token that was asked for; nothing else may. */
    private void answer(String what, Invoked answer) {
        String token = SpApiCall.json(answer.payload()).path("access_token").asText();
        texts.put(
                "answer " + texts.size() + " to " + what,
                token.isEmpty() ? answer.payload() : answer.payload().replace(token, ""));
    }

    private void collect(RunningStack life) {
        List<String> logs = new ArrayList<>(life.sandbox.functions().logs());
        logs.addAll(life.sandbox.functions().lostLogs());
        texts.put("logs", String.join("\n", logs));
        for (String id : life.stack.logicalIds()) {
            if (life.stack.type(id).equals("AWS::Logs::LogGroup")) {
                life.sandbox
                        .services()
                        .logGroups()
                        .lines(life.stack.arn(id))
                        .forEach(line -> texts.put("log of %s %d".formatted(id, texts.size()), line.text()));
            }
        }
        for (Mail mail : life.sandbox.inbox().mails()) {
            texts.put("mail " + texts.size(), mail.subject().orElse("") + "\n" + mail.message());
        }
        for (ParameterHistory version : life.versions(RunningStack.LEDGER)) {
            texts.put("ledger " + version.version(), version.value());
        }
        life.ssm
                .describeParameters()
                .parameters()
                .forEach(parameter -> texts.put("description of " + parameter.name(), parameter.toString()));
        texts.put("template", Template.usual().json().toString());
        texts.put("outputs", life.stack.outputs().toString());
    }

    private static Set<String> secrets(RunningStack life) {
        Set<String> all = new LinkedHashSet<>();
        for (String name : List.of(RunningStack.SECRET, RunningStack.PENDING, RunningStack.REFRESH_TOKEN)) {
            life.versions(name).stream()
                    .map(ParameterHistory::value)
                    .filter(value -> !Placeholder.is(value))
                    .forEach(all::add);
        }
        life.sandbox.lwa().exchanges().stream()
                .map(Exchange::token)
                .map(token -> token.reveal())
                .forEach(all::add);
        all.add(life.application.clientSecret());
        return all;
    }
}
