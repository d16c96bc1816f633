package rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import rekey.cli.aws.Aws;
import rekey.cli.demo.OperatorCommand.Said;
import rekey.sandbox.Sandbox;
import rekey.sandbox.lwa.RegisteredApplication;
import rekey.sandbox.stack.DeployedStack;
import rekey.sandbox.stack.Template;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The policy that the pages name is what an operator needs for every command, and all of it. */
class OperatorPolicyTest {
    private static final String USER = "arn:aws:iam::123456789012:user/" + People.OPERATOR;

    @Test
    void isEnoughForEveryCommand() throws IOException {
        assertThat(problemsWith(policy())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pieces")
    void hasNothingThatIsNotNeeded(String statement, String element, String piece) throws IOException {
        ObjectNode policy = policy();
        without(policy, statement, element, piece);

        assertThat(problemsWith(policy)).isNotEmpty();
    }

    /** Every action, and every resource where a statement has several. */
    static Stream<Arguments> pieces() throws IOException {
        List<Arguments> pieces = new ArrayList<>();
        for (JsonNode statement : policy().get("Statement")) {
            String sid = statement.get("Sid").asText();
            texts(statement.get("Action")).forEach(action -> pieces.add(Arguments.of(sid, "Action", action)));
            if (statement.get("Resource").isArray()) {
                texts(statement.get("Resource"))
                        .forEach(resource -> pieces.add(Arguments.of(sid, "Resource", resource)));
            }
        }
        return pieces.stream();
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        (node.isArray() ? node : new ObjectMapper().createArrayNode().add(node))
                .forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static void without(ObjectNode policy, String sid, String element, String piece) {
        ArrayNode statements = (ArrayNode) policy.get("Statement");
        for (int i = 0; i < statements.size(); i++) {
            ObjectNode statement = (ObjectNode) statements.get(i);
            if (statement.get("Sid").asText().equals(sid)) {
                List<String> left = texts(statement.get(element));
                left.remove(piece);
                ArrayNode list = statement.putArray(element);
                left.forEach(list::add);
                if (left.isEmpty()) {
                    statements.remove(i);
                }
                return;
            }
        }
        throw new AssertionError(sid);
    }

    private static List<String> problemsWith(ObjectNode policy) throws IOException {
        List<String> problems = new ArrayList<>();
        try (Sandbox sandbox = Sandbox.start(0)) {
            People people = new People(sandbox);
            people.arrive();
            sandbox.iam().attach(USER, People.OPERATOR, policy, "test");
            people.confirm(DeployedStack.deploy(sandbox, Template.usual(), "Rekey-my-erp"));
            Aws aws = new Aws(
                    Region.of(Sandbox.REGION),
                    Sandbox.credentials(),
                    Optional.empty(),
                    Optional.of(sandbox.endpoint()));
            try (SqsClient sqs = aws.sqs();
                    KmsClient kms = aws.kms()) {
                Queues.make(sqs, kms);
            }
            RotationStandIn.deploy(sandbox, "AT_ONCE", "yes");
            run(problems, sandbox);
        }
        return problems;
    }

    private static void run(List<String> problems, Sandbox sandbox) {
        RegisteredApplication application = sandbox.lwa().register();
        DemoCommand.Typed operator = new DemoCommand.Typed(sandbox, false);
        String today =
                LocalDate.ofInstant(sandbox.clock().instant(), ZoneOffset.UTC).toString();
        note(problems, operator.run(application.clientIdentifier(), "put", "clientidentifier", "-"));
        note(problems, operator.run(application.clientSecret(), "put", "clientsecret", "-", "--issued", today));
        note(problems, operator.run(application.authorize("seller"), "put", "refreshToken", "-"));
        note(problems, operator.run("", "status"));
        note(problems, operator.run("", "token"));
        note(problems, operator.run("", "enrol", "--done", "--timeout", "0"));
        note(problems, operator.run("", "rotate", "--dry-run"));
        note(problems, operator.run("", "rotate", "--timeout", "0"));
        note(problems, operator.run("", "rollback", "--yes"));
        note(problems, operator.run("", "history"));
    }

    private static void note(List<String> problems, Said said) {
        if (said.code() != 0) {
            problems.addAll(said.lines());
        }
    }

    private static ObjectNode policy() throws IOException {
        return (ObjectNode) new ObjectMapper()
                .readTree(Path.of("..", "docs", "operator-policy.json").toFile());
    }
}
