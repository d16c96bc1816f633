package rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rekey.credential.Placeholder;
import rekey.sandbox.iam.Iam;
import rekey.sandbox.lambda.FunctionDefinition;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** The command with the real rotation function, and Amazon as the sandbox plays it. */
class WholeRotationTest {
    private static final String ARN = "arn:aws:sqs:us-east-1:123456789012:";

    private final Laptop laptop = Laptop.running();
    private final SqsClient sqs = laptop.as("somebody").sqs();

    WholeRotationTest() throws IOException {
        if (!Queues.areThere(sqs)) {
            byHand();
        }
    }

    /** What the template has not. */
    private void byHand() throws IOException {
        Queues.make(sqs, laptop.kms);
        laptop.ssm.putParameter(request -> request.name(Laptop.NAMES.pendingClientSecret())
                .value(Placeholder.VALUE)
                .type(ParameterType.SECURE_STRING)
                .keyId(laptop.keyArn()));
        deploy();
        listen("my-erp-expiry");
        listen("my-erp-new-secret");
    }

    @AfterEach
    void close() {
        sqs.close();
        laptop.close();
    }

    @Test
    void enrolsRotatesGoesBackAndForwardAndTellsAllOfIt() {
        String first = laptop.value(Laptop.SECRET);
        assertThat(laptop.run("rotate", "--dry-run")).isEqualTo(3);
        assertThat(laptop.out()).contains("!!  enrolled").contains("Amazon was not asked: 1 of 17 checks");

        laptop.registered.enrol(ARN + "my-erp-expiry", ARN + "my-erp-new-secret");
        assertThat(laptop.run("enrol", "--done"))
                .as(laptop.out() + laptop.err())
                .isZero();
        assertThat(laptop.run("rotate", "--dry-run"))
                .as(laptop.out() + laptop.err())
                .isZero();

        assertThat(laptop.run("rotate")).as(laptop.out() + laptop.err()).isZero();
        assertThat(laptop.out())
                .contains("requested")
                .contains("received")
                .contains("proven")
                .contains("current");
        String second = laptop.value(Laptop.SECRET);
        assertThat(second).isNotEqualTo(first).isEqualTo(laptop.registered.clientSecret());
        laptop.secrets.add(second);

        assertThat(laptop.run("status")).as(laptop.out()).isZero();
        assertThat(laptop.out()).contains("days are left of the client secret; the one before works until");
        assertThat(laptop.run("rotate")).as("inside the overlap").isEqualTo(3);
        assertThat(laptop.out()).contains("!!  overlap");

        assertThat(laptop.run("rollback", "--yes")).as(laptop.err()).isZero();
        assertThat(laptop.value(Laptop.SECRET)).isEqualTo(first);
        assertThat(laptop.run("status")).as("somebody has to go forward again").isEqualTo(3);
        assertThat(laptop.run("rollback", "--yes")).as(laptop.err()).isZero();
        assertThat(laptop.out()).contains("the older secret, is in use already").contains("Nothing was changed.");
        assertThat(laptop.value(Laptop.SECRET)).isEqualTo(first);
        assertThat(laptop.run("rollback", "--forward", "--yes"))
                .as(laptop.err())
                .isZero();
        assertThat(laptop.value(Laptop.SECRET)).isEqualTo(second);
        assertThat(laptop.run("rollback", "--forward", "--yes", "--json")).isZero();
        assertThat(laptop.out()).contains("\"changed\" : false").contains("\"exitCode\" : 0");

        assertThat(laptop.run("history")).as(laptop.err()).isZero();
        assertThat(laptop.out()).contains("for operator").contains("put the client secret");
    }

    @Test
    void knowsThatAMessageHasComeOnceThereWasOne() {
        laptop.registered.enrol(ARN + "my-erp-expiry", ARN + "my-erp-new-secret");
        assertThat(laptop.run("enrol", "--done")).isZero();
        assertThat(laptop.out()).contains("No message has come yet");

        assertThat(laptop.run("rotate")).as(laptop.out() + laptop.err()).isZero();
        assertThat(laptop.run("enrol")).isZero();
        assertThat(laptop.out()).contains("Messages of Amazon's arrive: one came on 2");
    }

    /** With a role that may do everything: which rights it takes is the stack's to say. */
    private void deploy() throws IOException {
        Iam iam = laptop.sandbox.iam();
        iam.putRole(
                "rotation", json("\"Principal\":{\"Service\":\"lambda.amazonaws.com\"},\"Action\":\"sts:AssumeRole\""));
        String role = "arn:aws:iam::123456789012:role/rotation";
        iam.attach(role, "all", json("\"Action\":\"*\",\"Resource\":\"*\""), "test");
        Map<String, String> variables = new TreeMap<>(laptop.sandbox.variables("my-erp"));
        variables.keySet().removeIf(name -> !name.startsWith("REKEY_"));
        variables.put("REKEY_KEY_ARN", laptop.keyArn());
        variables.put("REKEY_TOPIC_ARN", laptop.topicArn());
        laptop.sandbox
                .functions()
                .create(new FunctionDefinition(
                        "my-erp-rotation",
                        "rekey.rotation.RotationHandler::handleRequest",
                        role,
                        variables,
                        Duration.ofSeconds(60),
                        512,
                        Optional.empty()));
    }

    private static JsonNode json(String statement) throws IOException {
        return new ObjectMapper()
                .readTree(
                        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",%s}]}".formatted(statement));
    }

    private void listen(String queue) {
        ObjectNode mapping = JsonNodeFactory.instance.objectNode();
        mapping.put("EventSourceArn", ARN + queue)
                .put("FunctionName", "my-erp-rotation")
                .put("BatchSize", 1);
        mapping.putArray("FunctionResponseTypes").add("ReportBatchItemFailures");
        laptop.sandbox.functions().putEventSource(mapping);
    }
}
