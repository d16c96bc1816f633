package rekey.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.sandbox.aws.AwsError;

/** Functions that get the messages of a queue. */
class EventSourcesTest {
    @AutoClose
    private final LoopbackLambda aws = new LoopbackLambda();

    private void deploy(Map<String, String> variables, Duration timeout) {
        aws.functions.create(new FunctionDefinition(
                "batch",
                BatchHandler.class.getName(),
                LoopbackLambda.ROLE,
                variables,
                timeout,
                128,
                Optional.of(LoopbackLambda.LOG_GROUP)));
        aws.functions.publishVersion("batch");
        aws.functions.putAlias("batch", "live", "1");
    }

    /** Deploys the function with an event source that reports failures. */
    private String map(String... more) {
        deploy(Map.of(), Duration.ofSeconds(30));
        return aws.functions.putEventSource(mapping(more));
    }

    private static ObjectNode mapping(String... more) {
        String properties = """
                "EventSourceArn":"%s","FunctionName":"arn:aws:lambda:us-east-1:123456789012:function:batch:live",\
                "FunctionResponseTypes":["ReportBatchItemFailures"]""".formatted(FakeQueue.ARN);
        List<String> all = new ArrayList<>(List.of(properties));
        all.addAll(Arrays.asList(more));
        return (ObjectNode) LoopbackLambda.json("{" + String.join(",", all) + "}");
    }

    private List<JsonNode> events() {
        return aws.functions.logs().stream()
                .map(log -> log.replaceFirst("(?s)\\}java\\..*", "}"))
                .map(LoopbackLambda::json)
                .toList();
    }

    @Test
    void givesTheFunctionMessagesInLambdasShapeAndDeletesThem() {
        String id = map();
        assertThat(aws.functions.lastProcessingResult(id)).isEqualTo("No records processed");
        aws.queue.send("one", "two");
        aws.pass(Duration.ZERO);

        assertThat(events()).hasSize(1);
        JsonNode first = events().get(0).at("/Records/0");
        assertThat(first).isEqualTo(LoopbackLambda.json("""
                        {"messageId":"id-one-0","receiptHandle":"receipt-1","body":"one",
                         "attributes":{"ApproximateReceiveCount":"1"},"messageAttributes":{},
                         "md5OfBody":"f97c5d29941bfb1b2fdab0874906ab82","eventSource":"aws:sqs",
                         "eventSourceARN":"arn:aws:sqs:us-east-1:123456789012:inbox","awsRegion":"us-east-1"}"""));
        assertThat(events().get(0).get("Records")).hasSize(2);
        assertThat(aws.queue.bodies()).isEmpty();
        assertThat(aws.functions.lastProcessingResult(id)).isEqualTo("OK");
        assertThat(aws.queue.callers)
                .isNotEmpty()
                .allMatch(caller ->
                        caller.principal().id().equals("arn:aws:sts::123456789012:assumed-role/echo-role/batch"));
        assertThat(aws.metrics).containsEntry("Invocations {FunctionName=batch, Resource=batch:live}", 1.0);
    }

    @Test
    void takesWhatWasInTheQueueBefore() {
        aws.queue.send("one");
        map();
        aws.pass(Duration.ZERO);

        assertThat(aws.queue.bodies()).isEmpty();
    }

    @Test
    void keepsTheMessagesThatTheFunctionNames() {
        map();
        aws.queue.send("one", "fail", "two");
        aws.pass(Duration.ZERO);

        assertThat(aws.queue.bodies()).containsExactly("fail");
        assertThat(events()).hasSize(1);
        aws.pass(FakeQueue.VISIBILITY.plusSeconds(1));
        assertThat(events()).hasSize(2);
        assertThat(events().get(1)
                        .at("/Records/0/attributes/ApproximateReceiveCount")
                        .asText())
                .isEqualTo("2");
        assertThat(aws.queue.bodies()).containsExactly("fail");
    }

    @Test
    void keepsAllMessagesWhenTheFunctionThrows() {
        String id = map();
        aws.queue.send("one", "throw");
        aws.pass(Duration.ZERO);

        assertThat(aws.queue.bodies()).containsExactly("one", "throw");
        assertThat(aws.functions.lastProcessingResult(id)).isEqualTo("PROBLEM: Function call failed");
        aws.pass(FakeQueue.VISIBILITY.plusSeconds(1));
        assertThat(aws.functions.logs()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | 0",
                "null | 0",
                "{} | 0",
                "{\"batchItemFailures\":null} | 0",
                "{\"batchItemFailures\":[]} | 0",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"id-one-0\"}]} | 1",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"id-one-0\"},{\"itemIdentifier\":\"other\"}]} | 2",
                "{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]} | 2",
                "{\"batchItemFailures\":[{\"itemIdentifier\":null}]} | 2",
                "{\"batchItemFailures\":[{\"messageId\":\"id-one-0\"}]} | 2",
                "{\"batchItemFailures\":[\"id-one-0\"]} | 2",
                "{\"batchItemFailures\":\"id-one-0\"} | 2",
                "{\"batchItemFailures\": | 2",
                "\"ok\" | 2"
            })
    void countsAnAnswerThatCannotBeUnderstoodAsAFailureOfAll(String answer, int kept) {
        deploy(Map.of("ANSWER", answer), Duration.ofSeconds(30));
        aws.functions.putEventSource(mapping());
        aws.queue.send("one", "two");
        aws.pass(Duration.ZERO);

        assertThat(aws.queue.bodies()).hasSize(kept);
    }

    @Test
    void asksForNoReportWhereNoneIsAgreedOn() {
        deploy(Map.of(), Duration.ofSeconds(30));
        ObjectNode mapping = mapping();
        mapping.remove("FunctionResponseTypes");
        aws.functions.putEventSource(mapping);
        aws.queue.send("fail");
        aws.pass(Duration.ZERO);

        assertThat(aws.queue.bodies()).isEmpty();
    }

    @Test
    void givesNoMoreThanABatch() {
        map("\"BatchSize\":2");
        aws.queue.send("1", "2", "3", "4", "5");
        aws.pass(Duration.ZERO);

        assertThat(events()).extracting(event -> event.get("Records").size()).containsExactly(2, 2, 1);
    }

    @Test
    void gathersMessagesForAWhile() {
        map("\"BatchSize\":20", "\"MaximumBatchingWindowInSeconds\":30");
        aws.pass(Duration.ofSeconds(31));
        aws.queue.send("1", "2");
        aws.pass(Duration.ofSeconds(29));
        assertThat(aws.functions.logs()).isEmpty();
        aws.queue.send("3");
        aws.pass(Duration.ofSeconds(2));
        assertThat(events()).extracting(event -> event.get("Records").size()).containsExactly(3);

        aws.queue.send(IntStream.range(0, 20).mapToObj(Integer::toString).toArray(String[]::new));
        aws.pass(Duration.ZERO);
        assertThat(events().get(1).get("Records")).as("a full batch").hasSize(20);
    }

    @Test
    void aMessageThatMayNotBeDeletedComesBack() {
        String id = map();
        aws.queue.refusesDeletion = true;
        aws.queue.send("one");
        aws.pass(FakeQueue.VISIBILITY.plusSeconds(1));

        assertThat(events()).hasSize(2);
        assertThat(aws.functions.lastProcessingResult(id)).startsWith("PROBLEM: AccessDeniedException: ");
    }

    @Test
    void keepsMessagesWhileTheFunctionIsThrottled() {
        map();
        aws.functions.limitConcurrency("batch", 0);
        aws.queue.send("one");
        aws.pass(Duration.ZERO);
        assertThat(aws.queue.bodies()).containsExactly("one");
        aws.functions.limitConcurrency("batch", 1);
        aws.pass(FakeQueue.VISIBILITY.plusSeconds(1));
        assertThat(aws.queue.bodies()).isEmpty();
    }

    @Test
    void readsNothingWhileDisabledAndAfterItsEnd() {
        map("\"Enabled\":false");
        aws.queue.send("one");
        aws.pass(Duration.ofMinutes(5));
        assertThat(aws.queue.callers).isEmpty();

        aws.functions.delete("batch");
        String id = map();
        aws.functions.deleteEventSource(id);
        aws.queue.send("two");
        aws.pass(Duration.ofMinutes(5));
        assertThat(aws.queue.callers).isEmpty();
    }

    @Test
    void refusesAFunctionThatMayTakeLongerThanItsMessagesAreHidden() {
        deploy(Map.of(), FakeQueue.VISIBILITY.plusSeconds(1));

        assertThatThrownBy(() -> aws.functions.putEventSource(mapping()))
                .isInstanceOf(AwsError.class)
                .hasMessage("Queue visibility timeout: 60 seconds is less than Function timeout: 61 seconds");
    }

    @Test
    void refusesASecondMappingOfTheSame() {
        map();

        assertThatThrownBy(() -> aws.functions.putEventSource(mapping()))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining("already");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"FilterCriteria\":{} | FilterCriteria",
                "\"BatchSize\":11 | MaximumBatchingWindowInSeconds",
                "\"BatchSize\":0 | BatchSize",
                "\"FunctionResponseTypes\":[\"Some\"] | ReportBatchItemFailures",
                "\"EventSourceArn\":\"arn:aws:kinesis:us-east-1:123456789012:stream/x\" | arn:aws:kinesis"
            })
    void refusesWhatItDoesNotKnowByName(String property, String named) {
        deploy(Map.of(), Duration.ofSeconds(30));

        assertThatThrownBy(() -> aws.functions.putEventSource(mapping(property)))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining(named);
    }
}
