package rekey.sandbox.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A policy, read and checked.
 *
 * @param origin what made it, a logical id
 * @param document as it was given
 */
record Policy(String origin, JsonNode document, List<Statement> statements) {
    Policy {
        statements = List.copyOf(statements);
    }

    /** The first statement that denies it. */
    Optional<Statement.Match> denial(Access access) {
        return matches(access, false).findFirst();
    }

    /** Every statement that allows it, in their order. */
    Stream<Statement.Match> allowances(Access access) {
        return matches(access, true);
    }

    private Stream<Statement.Match> matches(Access access, boolean allowing) {
        return statements.stream()
                .filter(statement -> statement.allows() == allowing)
                .flatMap(statement -> statement.match(access).stream());
    }
}
