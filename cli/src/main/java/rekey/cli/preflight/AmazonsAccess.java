package rekey.cli.preflight;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;
import rekey.sandbox.iam.Iam;

/**
 * What the policy of a queue or a key says about the
 * <a href="https://developer-docs.amazon.com/sp-api/docs/set-up-notifications-amazon-sqs-workflow">account that Amazon's
 * messages come from</a>, a Deny included.
 *
 * <p>A statement may ask for what only Amazon knows, such as its sender's address. So the policy is evaluated twice: as if
 * all of that spoke for Amazon, and as if it spoke against. Where both come to the same, that is so; otherwise it cannot
 * be told from here. Immutable.
 */
final class AmazonsAccess {
    static final String ACCOUNT = "437568002678";

    /** What a policy comes to. */
    enum Verdict {
        ALLOWED,
        /** No statement allows it. */
        NOT_ALLOWED,
        /** A statement denies it. */
        DENIED,
        /** It depends on what is not known here, or is written in a way that is not. */
        UNCERTAIN
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Known of any call that Amazon makes, by value or, as the first two, by being absent from it. */
    private static final Set<String> KNOWN = Set.of(
            "aws:sourcearn",
            "aws:sourceaccount",
            "aws:securetransport",
            "aws:principalaccount",
            "aws:principalisawsservice",
            "aws:resourceaccount",
            "aws:requestedregion",
            "aws:currenttime",
            "aws:epochtime",
            "kms:viaservice",
            "kms:calleraccount",
            "kms:encryptioncontext:aws:sqs:arn",
            "kms:encryptioncontextkeys");

    private static final Caller AMAZON = Caller.overNetwork(new Principal.User(ACCOUNT, "amazon"), true);

    private final String policy;

    /** @param policy as AWS shows it; empty when there is none */
    AmazonsAccess(String policy) {
        this.policy = policy;
    }

    /**
     * @param action {@code sqs:SendMessage}
     * @param context what else a condition may ask for
     */
    Verdict may(String action, String resourceArn, Map<String, String> context) {
        if (policy.isBlank()) {
            return Verdict.NOT_ALLOWED;
        }
        try {
            JsonNode document = JSON.readTree(policy);
            if (!document.isObject()) {
                return Verdict.UNCERTAIN;
            }
            Verdict best = evaluated(document, true, action, resourceArn, context);
            Verdict worst = evaluated(document, false, action, resourceArn, context);
            return best == worst || best != Verdict.ALLOWED ? best : Verdict.UNCERTAIN;
        } catch (JsonProcessingException | AwsError e) {
            return Verdict.UNCERTAIN;
        }
    }

    private static Verdict evaluated(
            JsonNode document, boolean favourable, String action, String resourceArn, Map<String, String> context) {
        ObjectNode certain = document.deepCopy();
        ArrayNode statements = certain.putArray("Statement");
        statements(document).forEach(statement -> certain(statement, favourable).ifPresent(statements::add));
        if (statements.isEmpty()) {
            return Verdict.NOT_ALLOWED;
        }
        Iam iam = new Iam();
        iam.putResourcePolicy(resourceArn, certain, "policy");
        return iam.refusal(AMAZON, action, resourceArn, context)
                .map(reason -> reason.contains("explicit deny") ? Verdict.DENIED : Verdict.NOT_ALLOWED)
                .orElse(Verdict.ALLOWED);
    }

    private static Stream<JsonNode> statements(JsonNode document) {
        JsonNode statement = document.path("Statement");
        List<JsonNode> all = new ArrayList<>();
        if (statement.isArray()) {
            statement.forEach(all::add);
        } else {
            all.add(statement);
        }
        return all.stream();
    }

    /** The statement without what is not known here, or nothing where that decides that it does not speak of Amazon. */
    private static Optional<JsonNode> certain(JsonNode statement, boolean favourable) {
        ObjectNode left = JsonNodeFactory.instance.objectNode();
        boolean uncertain = false;
        for (Map.Entry<String, JsonNode> operator : statement.path("Condition").properties()) {
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                boolean known = KNOWN.contains(key.getKey().toLowerCase(Locale.ROOT))
                        && isReadable(operator.getKey(), key.getKey(), key.getValue());
                if (known) {
                    left.withObjectProperty(operator.getKey()).set(key.getKey(), key.getValue());
                }
                uncertain |= !known;
            }
        }
        if (!uncertain) {
            return Optional.of(statement);
        }
        boolean allows = "Allow".equals(statement.path("Effect").asText());
        if (allows != favourable) {
            return Optional.empty();
        }
        ObjectNode without = statement.deepCopy();
        without.remove("Condition");
        if (!left.isEmpty()) {
            without.set("Condition", left);
        }
        return Optional.of(without);
    }

    private static boolean isReadable(String operator, String key, JsonNode values) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ObjectNode statement = document.putArray("Statement").addObject();
        statement
                .put("Effect", "Allow")
                .put("Principal", "*")
                .put("Action", "*")
                .put("Resource", "*");
        statement.putObject("Condition").putObject(operator).set(key, values);
        try {
            new Iam().putResourcePolicy("arn:aws:sqs:us-east-1:" + ACCOUNT + ":any", document, "condition");
            return true;
        } catch (AwsError e) {
            return false;
        }
    }
}
