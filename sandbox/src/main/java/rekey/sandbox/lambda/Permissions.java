package rekey.sandbox.lambda;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.iam.Iam;

/**
 * The policies of functions and of their aliases: each has its own, to which
 * <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html">
 * permissions</a> add a statement each. Thread-safe.
 */
final class Permissions {
    private static final Set<String> KNOWN =
            Set.of("Action", "FunctionName", "Principal", "SourceArn", "SourceAccount", "PrincipalOrgID");

    private record Permission(ObjectNode statement, String origin) {}

    private final Iam iam;
    private final Map<String, List<Permission>> permissions = new TreeMap<>();

    Permissions(Iam iam) {
        this.iam = iam;
    }

    /**
     * @param permission the properties of a permission, or an IAM statement, known by its {@code Effect}
     * @param origin its statement's id where it has none of its own
     */
    synchronized void add(FunctionName name, JsonNode permission, String origin) {
        ObjectNode statement =
                permission.has("Effect") ? permission.deepCopy() : statement(name.arn(), permission, origin);
        permissions.computeIfAbsent(name.arn(), arn -> new ArrayList<>()).add(new Permission(statement, origin));
        tellIam(name.arn());
    }

    synchronized void remove(FunctionName name, String origin) {
        permissions
                .getOrDefault(name.arn(), new ArrayList<>())
                .removeIf(permission -> permission.origin().equals(origin));
        tellIam(name.arn());
    }

    /** Removes those of the function itself and of all its qualifiers. */
    synchronized void removeAll(FunctionName function) {
        String arn = function.unqualified().arn();
        for (String of : List.copyOf(permissions.keySet())) {
            if (of.equals(arn) || of.startsWith(arn + ":")) {
                permissions.remove(of);
                iam.deleteResourcePolicy(of);
            }
        }
    }

    /** Empty when there are none. */
    synchronized Optional<ObjectNode> policy(String arn) {
        List<Permission> of = permissions.getOrDefault(arn, List.of());
        if (of.isEmpty()) {
            return Optional.empty();
        }
        ObjectNode document = AwsJson.object().put("Version", "2012-10-17").put("Id", "default");
        ArrayNode statements = document.putArray("Statement");
        of.forEach(permission -> statements.add(permission.statement()));
        return Optional.of(document);
    }

    private void tellIam(String arn) {
        Set<String> origins = new TreeSet<>();
        permissions.getOrDefault(arn, List.of()).forEach(permission -> origins.add(permission.origin()));
        policy(arn)
                .ifPresentOrElse(
                        document -> iam.putResourcePolicy(arn, document, String.join(", ", origins)),
                        () -> iam.deleteResourcePolicy(arn));
    }

    private static ObjectNode statement(String arn, JsonNode permission, String origin) {
        permission.fieldNames().forEachRemaining(property -> {
            if (!KNOWN.contains(property)) {
                throw AwsError.refused(
                        "InvalidParameterValueException",
                        "The Rekey sandbox does not know a permission's " + property + ". It knows "
                                + String.join(", ", new TreeSet<>(KNOWN)) + ".");
            }
        });
        ObjectNode statement = AwsJson.object().put("Sid", origin).put("Effect", "Allow");
        String principal = permission.path("Principal").asText();
        if (principal.equals("*")) {
            statement.put("Principal", "*");
        } else if (principal.endsWith(".amazonaws.com")) {
            statement.putObject("Principal").put("Service", principal);
        } else if (principal.matches("\\d{12}")) {
            statement.putObject("Principal").put("AWS", "arn:aws:iam::" + principal + ":root");
        } else if (principal.startsWith("arn:aws:")) {
            statement.putObject("Principal").put("AWS", principal);
        } else {
            throw AwsError.refused("InvalidParameterValueException", "The provided principal was invalid.");
        }
        statement.put("Action", permission.path("Action").asText()).put("Resource", arn);
        ObjectNode condition = AwsJson.object();
        if (permission.has("SourceArn")) {
            condition
                    .putObject("ArnLike")
                    .put("aws:SourceArn", permission.path("SourceArn").asText());
        }
        if (permission.has("SourceAccount")) {
            condition
                    .withObjectProperty("StringEquals")
                    .put("aws:SourceAccount", permission.path("SourceAccount").asText());
        }
        if (permission.has("PrincipalOrgID")) {
            condition
                    .withObjectProperty("StringEquals")
                    .put("aws:PrincipalOrgID", permission.path("PrincipalOrgID").asText());
        }
        if (!condition.isEmpty()) {
            statement.set("Condition", condition);
        }
        return statement;
    }
}
