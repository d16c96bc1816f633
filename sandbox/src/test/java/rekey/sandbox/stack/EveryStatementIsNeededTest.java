package rekey.sandbox.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The template's policies allow what a {@link Life} takes, each of their statements is needed for it, and nothing is granted
 * that it does not use.
 */
class EveryStatementIsNeededTest {
    private static final Template TEMPLATE = Life.template();

    static List<PolicyStatement> statements() {
        return PolicyStatement.of(TEMPLATE);
    }

    @Test
    void withAllOfThemLifeGoesWell() {
        assertThat(Life.problems(TEMPLATE)).isEmpty();
        assertThat(statements()).hasSizeGreaterThan(50);
    }

    @Test
    void oneThatNothingNeedsIsSeen() {
        Template more = Account.changed(TEMPLATE, json -> {
            ArrayNode statements = (ArrayNode) json.findValue("Resources").properties().stream()
                    .filter(resource -> resource.getKey().startsWith("TokenJavaRoleDefaultPolicy"))
                    .findFirst()
                    .orElseThrow()
                    .getValue()
                    .at("/Properties/PolicyDocument/Statement");
            statements
                    .addObject()
                    .put("Effect", "Allow")
                    .put("Action", "ssm:DeleteParameter")
                    .put("Resource", "arn:aws:ssm:us-east-1:123456789012:parameter" + Life.SECRET);
        });

        assertThat(Life.problems(more))
                .singleElement()
                .asString()
                .startsWith(Life.UNNEEDED)
                .contains("TokenJavaRole");
    }

    @ParameterizedTest
    @MethodSource("statements")
    void withoutOneItDoesNot(PolicyStatement statement) {
        assertThat(Life.problems(statement.deletedFrom(TEMPLATE)))
                .isNotEmpty()
                .noneMatch(problem -> problem.startsWith(Life.UNNEEDED))
                .noneMatch(problem -> problem.contains("Malformed"));
    }
}
