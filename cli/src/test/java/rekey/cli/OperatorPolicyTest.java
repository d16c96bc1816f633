package rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.cli.demo.OperatorCommand.Said;
import rekey.sandbox.Sandbox;
import rekey.sandbox.lwa.RegisteredApplication;
import rekey.sandbox.stack.DeployedStack;
import rekey.sandbox.stack.Template;

/** The policy that the pages name is what an operator needs for put, status and token, and all of it. */
class OperatorPolicyTest {
    private static final String USER = "arn:aws:iam::123456789012:user/" + People.OPERATOR;

    @Test
    void isEnoughForEveryCommand() throws IOException {
        assertThat(problemsWith(policy())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void hasNoStatementThatIsNotNeeded(int index) throws IOException {
        ObjectNode policy = policy();
        ArrayNode statements = (ArrayNode) policy.get("Statement");
        assertThat(statements).hasSize(6);
        statements.remove(index);

        assertThat(problemsWith(policy)).isNotEmpty();
    }

    private static List<String> problemsWith(ObjectNode policy) throws IOException {
        List<String> problems = new ArrayList<>();
        try (Sandbox sandbox = Sandbox.start(0)) {
            People people = new People(sandbox);
            people.arrive();
            sandbox.iam().attach(USER, People.OPERATOR, policy, "test");
            people.confirm(DeployedStack.deploy(sandbox, Template.usual(), "Rekey-my-erp"));
            RegisteredApplication application = sandbox.lwa().register();
            DemoCommand.Typed operator = new DemoCommand.Typed(sandbox, false);
            note(problems, operator.run(application.clientIdentifier(), "put", "clientidentifier", "-"));
            note(problems, operator.run(application.clientSecret(), "put", "clientsecret", "-"));
            note(problems, operator.run(application.authorize("seller"), "put", "refreshToken", "-"));
            note(problems, operator.run("", "status"));
            note(problems, operator.run("", "token"));
        }
        return problems;
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
