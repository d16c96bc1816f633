package rekey.sandbox.cloudwatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.sandbox.Effort;
import rekey.sandbox.aws.Principal;

/** The alarms of the CDK app's own templates, whose references are resolved by hand here. */
class TemplateAlarmsTest {
    private static final Map<String, String> LOGS = Map.of("TokenJavaLog378386CC", "token-log");
    private static final Map<String, String> REFERENCES = Map.ofEntries(
            Map.entry("NoticesTopic898AF2CD", CloudWatch.TOPIC),
            Map.entry("NoticesTopic898AF2CD.TopicName", "my-erp-notices"),
            Map.entry("QueuesExpiryEC797D3C.QueueName", "my-erp-expiry"),
            Map.entry("QueuesExpiryFailed1FBA6369.QueueName", "my-erp-expiry-failed"),
            Map.entry("QueuesNewSecret262FF493.QueueName", "my-erp-new-secret"),
            Map.entry("QueuesNewSecretFailedBF267AC9.QueueName", "my-erp-new-secret-failed"),
            Map.entry("RemindersUndelivered29144902.QueueName", "undelivered"),
            Map.entry("RotationJavaFunction25F2BCD0", "my-erp-rotation"),
            Map.entry("TokenJavaFunctionC9B03164", "my-erp-token"),
            Map.entry("TokenJavaLog378386CC", "token-log"),
            Map.entry("WatchJavaFunction08A9DFE4", "my-erp-watch"),
            Map.entry("WatchUndeliveredA615EF52.QueueName", "watch-undelivered"));
    /** It tells only of what has been there. */
    private static final String OF_SILENCE = "my-erp-watch does not run";

    private static final Map<String, String> LIVE =
            Map.of("FunctionName", "my-erp-token", "Resource", "my-erp-token:live");

    @AutoClose
    private final CloudWatch aws = new CloudWatch();

    @ParameterizedTest
    @ValueSource(strings = {"usual", "everything"})
    void allOfThemAreAtRestForAHundredAndFiftyDaysInNoTime(String template) {
        List<String> names = load(template);
        assertThat(names).hasSizeGreaterThanOrEqualTo(5);

        assertThat(Effort.of(() -> aws.clock.advance(Duration.ofDays(150)))).isLessThan(Duration.ofMillis(250));

        assertThat(names)
                .allSatisfy(name -> assertThat(aws.alarms.state(name))
                        .contains(name.equals(OF_SILENCE) ? AlarmState.INSUFFICIENT_DATA : AlarmState.OK));
        assertThat(aws.published).isEmpty();
    }

    @Test
    void whoeverDoesNotRunAnyMoreIsMissedAfterTwoDaysAndOnce() {
        load("usual");
        for (int day = 0; day < 3; day++) {
            aws.metrics.add("AWS/Lambda", "Invocations", Map.of("FunctionName", "my-erp-watch"), 1);
            aws.clock.advance(Duration.ofDays(1));
        }
        assertThat(aws.summaries()).isEmpty();

        aws.clock.advance(Duration.ofDays(30));

        assertThat(aws.summaries()).containsExactly(OF_SILENCE + ": OK -> INSUFFICIENT_DATA");
    }

    @Test
    void fewDaysLeftAndACanaryThatFailsRing() {
        load("usual");
        Map<String, String> application = Map.of("Application", "my-erp");
        aws.metrics.add("Rekey", "DaysLeft", application, 14);
        aws.metrics.add("Rekey", "Canary", application, 1);
        aws.clock.advance(Duration.ofDays(1));
        assertThat(aws.summaries()).isEmpty();

        aws.metrics.add("Rekey", "DaysLeft", application, 13);
        aws.metrics.add("Rekey", "Canary", application, 0);
        aws.minutes(1);

        assertThat(aws.summaries())
                .containsExactlyInAnyOrder(
                        "my-erp client secret expires soon: OK -> ALARM", "my-erp is refused by SP-API: OK -> ALARM");
    }

    @Test
    void oneFailureForTheOperatorRingsWithinAMinute() {
        load("usual");
        aws.minutes(10);

        log("{\"event\":\"token.failed\",\"failure\":\"SecretRejected\"}");
        aws.minutes(1);

        assertThat(aws.summaries()).containsExactly("my-erp-token needs the operator: OK -> ALARM");
        CloudWatch.Published mail = aws.published.get(0);
        assertThat(mail.subject()).contains("ALARM: \"my-erp-token needs the operator\" in US East (N. Virginia)");
        assertThat(mail.topicArn()).isEqualTo(CloudWatch.TOPIC);
        assertThat(mail.caller().principal()).isEqualTo(new Principal.Service("cloudwatch.amazonaws.com"));
        assertThat(mail.caller().context())
                .containsEntry("aws:SourceAccount", "123456789012")
                .containsEntry(
                        "aws:SourceArn",
                        "arn:aws:cloudwatch:us-east-1:123456789012:alarm:my-erp-token needs the operator");
        ObjectNode message = mail.message().deepCopy();
        assertThat(message.remove("StateChangeTime").asText()).startsWith("2026-11-25T10:11:");
        assertThat(message.remove("AlarmConfigurationUpdatedTimestamp").asText())
                .matches("2026-11-25T10:00:\\d\\d\\.\\d{3}\\+0000");
        assertThat(message.remove("AlarmDescription").asText()).startsWith("A caller got no access token");
        assertThat(message).isEqualTo(CloudWatch.json("""
                        {"AlarmName":"my-erp-token needs the operator","AWSAccountId":"123456789012",
                        "NewStateValue":"ALARM","NewStateReason":"Threshold Crossed: 1 out of the last 1 datapoints \
                        [1.0 (25/11/26 10:06:00)] was greater than or equal to the threshold (1.0) (minimum 1 \
                        datapoint for OK -> ALARM transition).","Region":"US East (N. Virginia)",
                        "AlarmArn":"arn:aws:cloudwatch:us-east-1:123456789012:alarm:my-erp-token needs the operator",
                        "OldStateValue":"OK","OKActions":[],
                        "AlarmActions":["arn:aws:sns:us-east-1:123456789012:my-erp-notices"],
                        "InsufficientDataActions":[],"Trigger":{"MetricName":"my-erp-token-needs-operator",
                        "Namespace":"Rekey","StatisticType":"Statistic","Statistic":"SUM","Unit":null,"Dimensions":[],
                        "Period":300,"EvaluationPeriods":1,"DatapointsToAlarm":1,
                        "ComparisonOperator":"GreaterThanOrEqualToThreshold","Threshold":1.0,
                        "TreatMissingData":"notBreaching","EvaluateLowSampleCountPercentile":""}}"""));
    }

    @Test
    void itRingsAgainOnlyAfterFiveMinutesOfPeace() {
        load("usual");
        log("{\"event\":\"token.failed\",\"failure\":\"NotSetYet\"}");
        aws.minutes(3);
        log("{\"event\":\"token.failed\",\"failure\":\"NotSetYet\"}");
        aws.minutes(4);
        assertThat(aws.alarms.state("my-erp-token needs the operator")).contains(AlarmState.ALARM);
        aws.minutes(3);
        assertThat(aws.alarms.state("my-erp-token needs the operator")).contains(AlarmState.OK);
        log("{\"event\":\"token.failed\",\"failure\":\"NotSetYet\"}");
        aws.minutes(1);

        assertThat(aws.published).hasSize(2);
    }

    @Test
    void whatACallerDidWrongDoesNotRing() {
        load("usual");
        log("{\"event\":\"token.failed\",\"failure\":\"BadRequest\"}");
        log("{\"event\":\"token.served\",\"failure\":\"NotSetYet\"}");
        log("NotSetYet");
        aws.minutes(10);

        assertThat(aws.published).isEmpty();
        assertThat(aws.metrics.sum("Rekey", "my-erp-token-needs-operator", Map.of()))
                .isZero();
    }

    @Test
    void halfOfAllCallsMustFail() {
        load("usual");
        calls(2, 0);
        calls(1, 1);
        aws.minutes(1);
        assertThat(aws.summaries()).as("one of three").isEmpty();
        calls(1, 1);
        aws.minutes(1);

        assertThat(aws.summaries()).as("two of four").containsExactly("my-erp-token fails: OK -> ALARM");
        JsonNode message = aws.published.get(0).message();
        assertThat(message.path("NewStateReason").asText()).contains("[50.0 (");
        JsonNode trigger = message.path("Trigger");
        assertThat(trigger.path("Period").intValue()).isEqualTo(900);
        assertThat(trigger.path("Metrics").get(0).path("Expression").asText())
                .isEqualTo("IF(invocations > 0, 100 * errors / invocations, 0)");
        assertThat(trigger.path("Metrics").get(1).path("MetricStat").path("Metric"))
                .isEqualTo(CloudWatch.json("{'Dimensions':[{'value':'my-erp-token','name':'FunctionName'},"
                        + "{'value':'my-erp-token:live','name':'Resource'}],'MetricName':'Errors',"
                        + "'Namespace':'AWS/Lambda'}"));
        aws.minutes(20);
        assertThat(aws.alarms.state("my-erp-token fails")).contains(AlarmState.OK);
    }

    @Test
    void callsOfTheFunctionItselfAreNotThoseOfTheAlias() {
        load("usual");
        Map<String, String> function = Map.of("FunctionName", "my-erp-token");
        aws.metrics.add("AWS/Lambda", "Errors", function, 1);
        aws.metrics.add("AWS/Lambda", "Invocations", function, 1);
        aws.metrics.add("AWS/Lambda", "Throttles", function, 1);
        aws.minutes(30);

        assertThat(aws.published).isEmpty();
    }

    @Test
    void aThrottledCallRings() {
        load("usual");
        aws.metrics.add("AWS/Lambda", "Throttles", LIVE, 1);
        aws.minutes(1);

        assertThat(aws.summaries()).containsExactly("my-erp-token is throttled: INSUFFICIENT_DATA -> ALARM");
    }

    @Test
    void aReminderInTheDeadLetterQueueRingsUntilItIsTaken() {
        load("usual");
        AtomicLong visible = new AtomicLong();
        Runnable risen = aws.metrics.gauge(
                "AWS/SQS", "ApproximateNumberOfMessagesVisible", Map.of("QueueName", "undelivered"), visible::get);
        aws.clock.advance(Duration.ofDays(150));
        assertThat(aws.published).isEmpty();
        visible.set(1);
        risen.run();
        aws.minutes(1);
        String alarm = "/my-erp/lwa/clientsecret reminder not delivered";
        assertThat(aws.summaries()).containsExactly(alarm + ": OK -> ALARM");

        aws.clock.advance(Duration.ofDays(14));
        assertThat(aws.alarms.state(alarm)).contains(AlarmState.ALARM);
        visible.set(0);
        aws.minutes(11);

        assertThat(aws.alarms.state(alarm)).contains(AlarmState.OK);
        assertThat(aws.published).hasSize(1);
        assertThat(Effort.of(() -> aws.clock.advance(Duration.ofDays(10_000))))
                .as("at rest")
                .isLessThan(Duration.ofMillis(50));
    }

    @Test
    void aMailThatWasNotDeliveredRingsForADay() {
        load("usual");
        aws.minutes(1);
        aws.metrics.add("AWS/SNS", "NumberOfNotificationsFailed", Map.of("TopicName", "my-erp-notices"), 1);
        aws.minutes(1);
        assertThat(aws.summaries()).containsExactly("my-erp-notices not delivered: OK -> ALARM");
        aws.clock.advance(Duration.ofHours(23));
        assertThat(aws.alarms.state("my-erp-notices not delivered")).contains(AlarmState.ALARM);
        aws.clock.advance(Duration.ofHours(2));

        assertThat(aws.alarms.state("my-erp-notices not delivered")).contains(AlarmState.OK);
    }

    private void calls(int invocations, int errors) {
        for (int i = 0; i < invocations; i++) {
            aws.metrics.add("AWS/Lambda", "Invocations", LIVE, 1);
            aws.metrics.add("AWS/Lambda", "Errors", LIVE, i < errors ? 1 : 0);
        }
    }

    private void log(String line) {
        aws.logs.write("arn:aws:logs:us-east-1:123456789012:log-group:token-log:*", "live", line + "\n");
    }

    /** Loads a template's log groups, metric filters and alarms, and returns the names of the alarms. */
    private List<String> load(String template) {
        JsonNode resources = read(template).path("Resources");
        of(resources, "AWS::Logs::LogGroup")
                .forEach((id, properties) -> aws.logs.create(LOGS.getOrDefault(id, id), properties));
        of(resources, "AWS::Logs::MetricFilter").forEach((id, properties) -> aws.logs.putMetricFilter(properties));
        Map<String, JsonNode> alarms = of(resources, "AWS::CloudWatch::Alarm");
        alarms.forEach(aws.alarms::put);
        return alarms.values().stream()
                .map(alarm -> alarm.path("AlarmName").asText())
                .toList();
    }

    private static Map<String, JsonNode> of(JsonNode resources, String type) {
        return resources.properties().stream()
                .filter(resource -> resource.getValue().path("Type").asText().equals(type))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        resource -> resolved(resource.getValue().path("Properties"))));
    }

    private static JsonNode read(String template) {
        try {
            return new ObjectMapper()
                    .readTree(Path.of("../infra/src/test/resources/template-" + template + ".json")
                            .toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode resolved(JsonNode node) {
        if (node.has("Ref")) {
            return reference(node.path("Ref").asText());
        }
        if (node.has("Fn::GetAtt")) {
            JsonNode attribute = node.path("Fn::GetAtt");
            return reference(attribute.get(0).asText() + "." + attribute.get(1).asText());
        }
        if (node.has("Fn::Join")) {
            StringBuilder joined = new StringBuilder();
            node.path("Fn::Join")
                    .get(1)
                    .forEach(part -> joined.append(resolved(part).asText()));
            return new TextNode(joined.toString());
        }
        if (node.isArray()) {
            ArrayNode array = new ObjectMapper().createArrayNode();
            node.forEach(item -> array.add(resolved(item)));
            return array;
        }
        if (node.isObject()) {
            ObjectNode object = new ObjectMapper().createObjectNode();
            node.properties().forEach(member -> object.set(member.getKey(), resolved(member.getValue())));
            return object;
        }
        return node;
    }

    private static JsonNode reference(String name) {
        assertThat(REFERENCES).as("what the template refers to").containsKey(name);
        return new TextNode(REFERENCES.get(name));
    }
}
