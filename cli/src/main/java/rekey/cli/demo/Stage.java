package rekey.cli.demo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import rekey.cli.demo.OperatorCommand.Said;
import rekey.credential.ApplicationName;
import rekey.credential.ParameterNames;
import rekey.deployment.DeployedNames;
import rekey.sandbox.Calls;
import rekey.sandbox.Sandbox;
import rekey.sandbox.lwa.RegisteredApplication;
import rekey.sandbox.sns.Mail;

/** What every part of the demo plays on: does a step, checks it, counts it and shows it. */
final class Stage {
    static final ApplicationName APPLICATION = new ApplicationName("my-erp");
    static final DeployedNames DEPLOYED = new DeployedNames(APPLICATION);
    static final String FORCED = "{\"forceRefresh\":true}";

    final Sandbox sandbox;
    final RegisteredApplication application;
    final ParameterNames names = new ParameterNames(APPLICATION);
    final Operator operator;
    final Backend backend;
    final Timeline timeline = new Timeline();

    private final DemoView view;
    private final Set<String> stored = new HashSet<>();
    private final Set<String> subjects = new HashSet<>();
    private final List<String> refusals = new ArrayList<>();
    private int steps;
    private int failed;

    Stage(Sandbox sandbox, Operator operator, Backend backend, DemoView view) {
        this.sandbox = sandbox;
        this.operator = operator;
        this.backend = backend;
        this.view = view;
        this.application = sandbox.lwa().register();
        Instant now = sandbox.clock().instant();
        timeline.issued(now, now.plus(RegisteredApplication.SECRET_LIFE));
    }

    void chapter(String title) {
        view.chapter(title);
    }

    /** Asks for a token that must come from LWA, and differ from {@code other} unless that is null. */
    Backend.Answer expectNew(String title, String payload, Backend.Answer other) {
        return ask(Backend.TOKEN_FUNCTION, title, payload, (answer, upstream) -> {
            boolean fresh =
                    answer.token() != null && (other == null || !answer.token().equals(other.token()));
            return fresh && upstream > 0 ? null : "a new token";
        });
    }

    /** Asks for a token that must be {@code other}'s, without a call to Amazon. */
    void expectSame(String title, String payload, Backend.Answer other) {
        ask(Backend.TOKEN_FUNCTION, title, payload, (answer, upstream) -> {
            boolean same = answer.token() != null && answer.token().equals(other.token());
            return same && upstream == 0 ? null : "the same token, without a call to Amazon";
        });
    }

    void expectFailure(String title, String payload, String type) {
        expectFailureOf(Backend.TOKEN_FUNCTION, title, payload, type);
    }

    void expectFailureOf(String called, String title, String payload, String type) {
        Backend.Answer answer =
                ask(called, title, payload, (given, upstream) -> given.failure().equals(type) ? null : type);
        refusals.add(answer.shown().path("errorMessage").asText());
    }

    /** A step that is no call for a token. {@code expected} is null when it went as it should. */
    void check(String title, String result, String expected) {
        check(new Step(title, null, text(result), 0, 0, 0, expected));
    }

    void check(Step step) {
        steps++;
        failed += step.ok() ? 0 : 1;
        view.step(step);
    }

    /** A call for a token that is not shown, but counts for the picture. */
    Backend.Answer askUnseen() {
        Backend.Answer answer = backend.ask(Backend.TOKEN_FUNCTION, "{}");
        boolean served = answer.token() != null;
        timeline.calls(sandbox.clock().instant(), served ? 1 : 0, served ? 0 : 1);
        return answer;
    }

    /** A command that the operator ran, with all that it said. */
    void ran(String typed, Said said, int expectedCode) {
        said.lines().forEach(this::refusal);
        String expected = said.code() == expectedCode ? null : "exit code " + expectedCode + ", not " + said.code();
        check(new Step("$ rekey " + typed, null, text(""), said.lines(), 0, 0, 0, expected));
    }

    /** A mail or a short message that came, as its reader sees it; of a subject that came before, the subject alone. */
    void received(Mail mail) {
        refusal(mail.message());
        List<String> lines = new ArrayList<>();
        mail.subject().ifPresent(subject -> lines.add("Subject: " + subject));
        if (mail.subject().isEmpty()
                || subjects.add(mail.protocol() + mail.subject().get())) {
            // What SNS writes below its line is the same in every mail.
            mail.message().strip().lines().takeWhile(line -> !line.equals("--")).forEach(lines::add);
        }
        String what = mail.protocol().equals("sms") ? "a short message to " : "a mail to ";
        check(new Step(what + mail.endpoint(), null, text(day(mail.time())), lines, 0, 0, 0, null));
    }

    void progress(String text) {
        view.progress(text);
    }

    /** Notes a credential that must not turn up anywhere, and returns it. */
    String secret(String credential) {
        stored.add(credential);
        return credential;
    }

    /** Notes an error message that somebody gets to read. */
    void refusal(String message) {
        refusals.add(message);
    }

    List<String> refusals() {
        return refusals;
    }

    /** Every credential that was stored and every token that was given out. */
    Set<String> secrets() {
        Set<String> all = new HashSet<>(stored);
        all.addAll(backend.tokens());
        return all;
    }

    /** Reads of Parameter Store by the token function. Others read it, too. */
    long reads() {
        return sandbox.calls().byCaller().stream()
                .filter(call -> call.operation().equals(Calls.GET_PARAMETERS)
                        && call.caller().endsWith("/" + DEPLOYED.tokenFunction()))
                .mapToLong(Calls.Call::times)
                .sum();
    }

    long exchanges() {
        return sandbox.calls().of(Calls.LWA);
    }

    /** Exchanges that gave the default seller a token, which nobody but the backend asks for. */
    long exchangesForTheSeller() {
        return sandbox.lwa().exchanges().stream()
                .filter(exchange -> exchange.grantee().equals(Deployment.DEFAULT))
                .count();
    }

    DemoView.Summary summary(DemoView.Hour hour) {
        return new DemoView.Summary(
                steps, failed, backend.calls(), timeline.failed(), reads(), exchanges(), hour, timeline);
    }

    /** {@code 2027-04-24 04:40}, in UTC. */
    static String day(Instant time) {
        return DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).format(time.atOffset(ZoneOffset.UTC));
    }

    static ObjectNode text(String text) {
        return JsonNodeFactory.instance.objectNode().put("text", text);
    }

    static long millisSince(long started) {
        return Duration.ofNanos(System.nanoTime() - started).toMillis();
    }

    private Backend.Answer ask(String called, String title, String payload, Expectation expectation) {
        long readsBefore = reads();
        long exchangesBefore = exchanges();
        long started = System.nanoTime();
        Backend.Answer answer = backend.ask(called, payload);
        long millis = millisSince(started);
        long read = reads() - readsBefore;
        long exchanged = exchanges() - exchangesBefore;
        String missed = expectation.missed(answer, read + exchanged);
        timeline.calls(sandbox.clock().instant(), answer.token() == null ? 0 : 1, 0);
        check(new Step(title, payload, answer.shown(), read, exchanged, millis, missed));
        return answer;
    }

    /** What should have come back, when something else did; null otherwise. */
    private interface Expectation {
        String missed(Backend.Answer answer, long upstreamCalls);
    }
}
