package rekey.sandbox.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsEvent;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Delivery;
import rekey.sandbox.iam.Iam;

/**
 * The default event bus of each region, in which events meet <a
 * href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rules.html">rules</a>, and rules invoke targets.
 *
 * <p>A target is tried for the first time before {@link #put} returns, and again as its retry policy says; what it throws
 * goes to its dead-letter queue and never to whoever put the event. In that queue lies the event as it was, not what the
 * target would have got; on AWS the message also says by its attributes RULE_ARN, TARGET_ARN, ERROR_CODE and
 * ERROR_MESSAGE why. Other buses, archives, pipes and tags are not there. Thread-safe.
 */
public final class EventBridge {
    static final String BUS = "default";

    private static final String SERVICE = "events.amazonaws.com";
    private static final String NAMESPACE = "AWS/Events";

    private final ConcurrentHashMap<String, RuleBook> regions = new ConcurrentHashMap<>();
    private final AtomicLong arms = new AtomicLong();
    private final SandboxClock clock;
    private final Iam iam;
    private final Courier courier;
    private final FailureMetrics failures;

    /** Counts no failures. */
    public EventBridge(SandboxClock clock, Iam iam, Delivery delivery) {
        this(clock, iam, delivery, FailureMetrics.NONE);
    }

    /**
     * @param clock dates events and retries, and has rules with a schedule fire
     * @param iam says whether a target's role may be assumed; whether a target may be invoked says {@code delivery}
     * @param failures where failed invocations are counted, by {@code RuleName}
     */
    public EventBridge(SandboxClock clock, Iam iam, Delivery delivery, FailureMetrics failures) {
        this.clock = clock;
        this.iam = iam;
        this.courier = new Courier(clock, delivery);
        this.failures = failures;
    }

    /**
     * Makes a rule or changes all but its targets, as CloudFormation does.
     *
     * @param properties of an {@code AWS::Events::Rule}; {@code Targets}, if there, replace those that it has
     * @return the rule's ARN
     * @throws AwsError when a property is invalid or not known here
     */
    public String putRule(String region, String name, JsonNode properties) {
        AwsInput input = AwsInput.of((ObjectNode) properties);
        input.allowOnly(
                "Name",
                "EventBusName",
                "EventPattern",
                "ScheduleExpression",
                "State",
                "Description",
                "Tags",
                "Targets");
        BusName.check(input, region);
        Optional<String> pattern =
                Optional.ofNullable(properties.get("EventPattern")).map(Object::toString);
        List<Target> targets = Target.readAll((ObjectNode) properties, region);
        Rule rule = put(Rule.read(input, pattern, region, name));
        if (properties.has("Targets")) {
            book(region)
                    .change(name, old -> old.with(Collections.emptySortedMap()).adding(targets));
        }
        return rule.arn();
    }

    /**
     * Adds targets, in place of those of the same id.
     *
     * @param targets an array as in an {@code AWS::Events::Rule}
     * @throws AwsError when there is no such rule, a target is invalid or not known here, or they are more than five
     */
    public void putTargets(String region, String rule, JsonNode targets) {
        ObjectNode request = AwsJson.object();
        request.set("Targets", targets);
        List<Target> read = Target.readAll(request, region);
        book(region).change(rule, old -> old.adding(read));
    }

    /** Removes a rule with its targets, as CloudFormation does; nothing happens when it is not there. */
    public void deleteRule(String region, String name) {
        book(region).remove(name);
    }

    /** Puts an event on its region's bus, now. Throws nothing. */
    public void put(AwsEvent event) {
        Instant now = clock.instant();
        accept(event.region(), Event.of(event, now, now));
    }

    Iam iam() {
        return iam;
    }

    SandboxClock clock() {
        return clock;
    }

    RuleBook book(String region) {
        return regions.computeIfAbsent(region, absent -> new RuleBook());
    }

    Rule put(Rule rule) {
        rule.schedule().ifPresent(expression -> ScheduleExpression.ofRule(expression, clock.instant()));
        return arm(book(rule.region()).put(rule));
    }

    void enable(String region, String name, boolean on) {
        UnaryOperator<Rule> change = old -> old.enabled(on);
        arm(book(region).change(name, change));
    }

    void accept(String region, Event event) {
        String text = event.text();
        book(region).all().stream().filter(rule -> rule.matches(text)).forEach(rule -> invoke(rule, event));
    }

    /** Has its schedule begin now. */
    private Rule arm(Rule rule) {
        long number = arms.incrementAndGet();
        Rule armed = book(rule.region()).change(rule.name(), old -> old.armed(number));
        if (armed.enabled()) {
            Instant now = clock.instant();
            armed.schedule()
                    .map(expression -> ScheduleExpression.ofRule(expression, now))
                    .ifPresent(recurrence ->
                            recurrence.play(clock, now, () -> current(armed).isPresent(), due -> fire(armed, due)));
        }
        return armed;
    }

    private Optional<Rule> current(Rule armed) {
        return book(armed.region()).find(armed.name()).filter(rule -> rule.armed() == armed.armed());
    }

    private void fire(Rule armed, Instant due) {
        AwsEvent event =
                new AwsEvent("aws.events", "Scheduled Event", armed.region(), List.of(armed.arn()), AwsJson.object());
        current(armed).ifPresent(rule -> invoke(rule, Event.of(event, due, due)));
    }

    private void invoke(Rule rule, Event event) {
        rule.targets().values().forEach(target -> invoke(rule, target, event));
    }

    private void invoke(Rule rule, Target target, Event event) {
        Caller service = Caller.service(SERVICE, rule.arn());
        Supplier<Caller> sender = () -> target.role()
                .map(role -> Caller.overNetwork(iam.assume(service, role, rule.name()), true))
                .orElse(service);
        Optional<String> message = target.content().of(event, rule.name(), rule.arn());
        Errand errand = new Errand(
                target.arn(),
                message.orElse(""),
                sender,
                target.retries(),
                target.deadLetters().map(queue -> new DeadLetter(queue, event.text(), () -> service)),
                end -> failures.count(NAMESPACE, metric(end), Map.of("RuleName", rule.name())));
        if (message.isPresent()) {
            courier.send(errand);
        } else {
            courier.giveUp(errand);
        }
    }

    private static String metric(Errand.End end) {
        return switch (end) {
            case FAILED -> "FailedInvocations";
            case SENT_TO_QUEUE -> "InvocationsSentToDlq";
            case NOT_SENT_TO_QUEUE -> "InvocationsFailedToBeSentToDlq";
        };
    }
}
