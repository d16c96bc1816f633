package rekey.sandbox.events;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.codeOf;
import static rekey.sandbox.LoopbackAws.refusalOf;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.sandbox.LoopbackAws;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.InvalidEventPatternException;
import software.amazon.awssdk.services.eventbridge.model.LimitExceededException;
import software.amazon.awssdk.services.eventbridge.model.ListRulesResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.Rule;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;

/** EventBridge's API, over real sockets. */
class EventBridgeServiceTest {
    private static final String PATTERN = "{\"source\":[\"aws.ssm\"]}";
    private static final Target TOPIC =
            Target.builder().id("notices").arn(Doorstep.TOPIC).build();

    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    @AutoClose
    private final EventBridgeClient events = client("us-east-1");

    @Test
    void describesTheRuleItMade() {
        String arn = events.putRule(
                        request -> request.name("r").eventPattern(PATTERN).description("what it is for"))
                .ruleArn();
        DescribeRuleResponse rule = events.describeRule(request -> request.name("r"));

        assertThat(arn).isEqualTo("arn:aws:events:us-east-1:123456789012:rule/r");
        assertThat(rule.arn()).isEqualTo(arn);
        assertThat(rule.eventPattern()).isEqualTo(PATTERN);
        assertThat(rule.description()).isEqualTo("what it is for");
        assertThat(rule.state()).isEqualTo(RuleState.ENABLED);
        assertThat(rule.eventBusName()).isEqualTo("default");
        assertThat(rule.createdBy()).isEqualTo("123456789012");
        assertThat(rule.scheduleExpression()).isNull();
    }

    @Test
    void aPutReplacesTheRuleAndKeepsItsTargets() {
        put("r");
        events.putTargets(request -> request.rule("r").targets(TOPIC));
        events.putRule(
                request -> request.name("r").scheduleExpression("rate(1 day)").state(RuleState.DISABLED));
        DescribeRuleResponse rule = events.describeRule(request -> request.name("r"));

        assertThat(rule.eventPattern()).isNull();
        assertThat(rule.scheduleExpression()).isEqualTo("rate(1 day)");
        assertThat(rule.state()).isEqualTo(RuleState.DISABLED);
        assertThat(events.listTargetsByRule(request -> request.rule("r")).targets())
                .containsExactly(TOPIC);
    }

    @Test
    void listsRulesInPagesAndByPrefix() {
        IntStream.range(0, 7).forEach(i -> put("a" + i));
        put("b");
        List<String> names = new ArrayList<>();
        String token = null;
        do {
            String next = token;
            ListRulesResponse page =
                    events.listRules(request -> request.limit(3).namePrefix("a").nextToken(next));
            page.rules().stream().map(Rule::name).forEach(names::add);
            token = page.nextToken();
        } while (token != null);

        assertThat(names).containsExactly("a0", "a1", "a2", "a3", "a4", "a5", "a6");
        assertThat(events.listRules(request -> {}).rules())
                .hasSize(8)
                .allMatch(rule -> rule.eventPattern().equals(PATTERN));
        assertThat(codeOf(() -> events.listRules(request -> request.nextToken("x"))))
                .isEqualTo("ValidationException");
    }

    @Test
    void keepsRegionsApart() {
        put("r");
        try (EventBridgeClient elsewhere = client("eu-west-1")) {
            assertThat(elsewhere.listRules(request -> {}).rules()).isEmpty();
        }
    }

    @Test
    void disablesAndEnables() {
        put("r");
        events.disableRule(request -> request.name("r"));
        assertThat(events.describeRule(request -> request.name("r")).state()).isEqualTo(RuleState.DISABLED);
        events.enableRule(request -> request.name("r"));
        assertThat(events.describeRule(request -> request.name("r")).state()).isEqualTo(RuleState.ENABLED);
        assertThat(refusalOf(() -> events.enableRule(request -> request.name("s"))))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Rule s does not exist on EventBus default.");
    }

    @Test
    void deletesARuleOnlyWhenItsTargetsAreGone() {
        put("r");
        events.putTargets(request -> request.rule("r").targets(TOPIC));
        assertThat(refusalOf(() -> events.deleteRule(request -> request.name("r"))))
                .hasMessageContaining("Rule can't be deleted since it has targets.")
                .matches(refusal -> refusal.awsErrorDetails().errorCode().equals("ValidationException"));

        assertThat(events.removeTargets(request -> request.rule("r").ids("notices"))
                        .failedEntryCount())
                .isZero();
        events.deleteRule(request -> request.name("r"));
        events.deleteRule(request -> request.name("r"));
        assertThat(events.listRules(request -> {}).rules()).isEmpty();
    }

    @Test
    void givesTargetsBackAsTheyWerePut() {
        put("r");
        Target whole = Target.builder()
                .id("1")
                .arn(Doorstep.TOPIC)
                .inputTransformer(transformer ->
                        transformer.inputPathsMap(Map.of("a", "$.detail.a")).inputTemplate("\"<a>\""))
                .deadLetterConfig(config -> config.arn(Doorstep.DEAD_LETTERS))
                .retryPolicy(policy -> policy.maximumRetryAttempts(3).maximumEventAgeInSeconds(60))
                .build();
        events.putTargets(request -> request.rule("r").targets(whole, TOPIC));

        assertThat(events.listTargetsByRule(request -> request.rule("r")).targets())
                .containsExactly(whole, TOPIC);
        put("s");
        events.putTargets(request -> request.rule("s").targets(TOPIC));
        assertThat(events.listRuleNamesByTarget(request -> request.targetArn(Doorstep.TOPIC))
                        .ruleNames())
                .containsExactly("r", "s");
        assertThat(events.listRuleNamesByTarget(request -> request.targetArn(Doorstep.QUEUE))
                        .ruleNames())
                .isEmpty();
    }

    @Test
    void aRuleHasFiveTargetsAtMost() {
        put("r");
        events.putTargets(request -> request.rule("r").targets(targets(5)));
        events.putTargets(request -> request.rule("r").targets(targets(5)));
        assertThat(refusalOf(
                        () -> events.putTargets(request -> request.rule("r").targets(TOPIC))))
                .isInstanceOf(LimitExceededException.class);
        assertThat(events.listTargetsByRule(request -> request.rule("r")).targets())
                .hasSize(5);
        assertThat(refusalOf(
                        () -> events.putTargets(request -> request.rule("s").targets(TOPIC))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"source\":\"aws.ssm\"}                                | \"source\" must be an object or an array",
                "{\"source\":[]}                                         | Empty arrays are not allowed",
                "{\"detail\":{}}                                         | Empty objects are not allowed",
                "{\"source\":[{\"starts\":\"a\"}]}                       | Unrecognized match type starts",
                "not json                                                | Unrecognized token",
                "[1]                                                     | Filter is not an object"
            })
    void refusesAPatternThatIsNone(String pattern, String why) {
        assertThat(refusalOf(() -> events.putRule(request -> request.name("r").eventPattern(pattern))))
                .isInstanceOf(InvalidEventPatternException.class)
                .hasMessageContaining("Event pattern is not valid. Reason: ")
                .hasMessageContaining(why);
        assertThat(events.listRules(request -> {}).rules()).isEmpty();
    }

    @Test
    void refusesARuleOfNothing() {
        assertThat(refusalOf(() -> events.putRule(request -> request.name("r"))))
                .hasMessageContaining("Parameter(s) EventPattern or ScheduleExpression must be specified.");
        assertThat(codeOf(() -> events.putRule(request -> request.name("r").scheduleExpression("rate(1 days)"))))
                .isEqualTo("ValidationException");
        assertThat(codeOf(() ->
                        events.putRule(request -> request.name("no blanks").eventPattern(PATTERN))))
                .isEqualTo("ValidationException");
        assertThat(refusalOf(() -> events.putRule(
                        request -> request.name("r").eventPattern(PATTERN).eventBusName("mine"))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void testsAPattern() {
        String event = "{\"id\":\"1\",\"account\":\"1\",\"source\":\"aws.ssm\",\"time\":\"2026-11-23T00:00:00Z\","
                + "\"region\":\"us-east-1\",\"resources\":[],\"detail-type\":\"x\",\"detail\":{\"name\":\"/a/b\"}}";

        assertThat(matches("{\"detail\":{\"name\":[{\"prefix\":\"/a/\"}]}}", event))
                .isTrue();
        assertThat(matches("{\"detail\":{\"name\":[\"/a/*\"]}}", event)).isFalse();
        assertThat(refusalOf(() -> matches(PATTERN, "{\"id\":\"1\"}"))).hasMessageContaining("account is missing");
        assertThat(refusalOf(() -> matches(PATTERN, "text"))).hasMessageContaining("Parameter Event is not valid.");
    }

    @Test
    void takesEventsAndSaysOfEachWhatIsWrong() {
        PutEventsRequestEntry good = PutEventsRequestEntry.builder()
                .source("my.app")
                .detailType("Something")
                .detail("{\"a\":1}")
                .time(Instant.parse("2026-11-23T01:02:03.456Z"))
                .resources("x")
                .build();
        PutEventsResponse answer = events.putEvents(request -> request.entries(
                good,
                good.toBuilder().source(null).build(),
                good.toBuilder().detailType("").build(),
                good.toBuilder().detail("[1]").build(),
                good.toBuilder().detail("{").build(),
                good.toBuilder().source("aws.ssm").build()));

        assertThat(answer.failedEntryCount()).isEqualTo(5);
        assertThat(answer.entries().get(0).eventId()).hasSize(36);
        assertThat(answer.entries().stream().skip(1).map(PutEventsResultEntry::errorCode))
                .containsExactly(
                        "InvalidArgument",
                        "InvalidArgument",
                        "MalformedDetail",
                        "MalformedDetail",
                        "NotAuthorizedForSourceException");
        assertThat(answer.entries().get(1).errorMessage())
                .isEqualTo("Parameter Source is not valid. Reason: Source is a required argument.");
    }

    @Test
    void takesTenEventsAndAQuarterOfAMegabyteAtMost() {
        PutEventsRequestEntry one = PutEventsRequestEntry.builder()
                .source("my.app")
                .detailType("Something")
                .detail("{}")
                .build();
        assertThat(events.putEvents(request -> request.entries(
                                IntStream.range(0, 10).mapToObj(i -> one).toList()))
                        .failedEntryCount())
                .isZero();
        assertThat(codeOf(() -> events.putEvents(request -> request.entries(
                        IntStream.range(0, 11).mapToObj(i -> one).toList()))))
                .isEqualTo("ValidationException");
        assertThat(refusalOf(() -> events.putEvents(request -> request.entries(one.toBuilder()
                        .detail("{\"a\":\"" + "x".repeat(256 * 1024) + "\"}")
                        .build()))))
                .hasMessageContaining("Total size of the entries in the request is over the limit.");
    }

    private boolean matches(String pattern, String event) {
        return events.testEventPattern(request -> request.eventPattern(pattern).event(event))
                .result();
    }

    private void put(String name) {
        events.putRule(request -> request.name(name).eventPattern(PATTERN));
    }

    private static List<Target> targets(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> TOPIC.toBuilder().id("t" + i).build())
                .toList();
    }

    private EventBridgeClient client(String region) {
        return EventBridgeClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .region(Region.of(region))
                .endpointOverride(aws.endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("operator", "secret")))
                .build();
    }
}
