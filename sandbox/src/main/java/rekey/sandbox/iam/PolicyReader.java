package rekey.sandbox.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import rekey.sandbox.aws.AwsError;

/**
 * Reads policies of AWS's
 * <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">language</a>. What it does not
 * know it refuses, rather than to let a policy say less than it does.
 */
final class PolicyReader {
    /** Whose policy it is, which decides what belongs into it. */
    enum Kind {
        /** Attached to a role or a user. */
        IDENTITY,
        /** Of a topic, a queue, a key, a function. */
        RESOURCE,
        /** Of a role: who may assume it. */
        TRUST
    }

    private static final String CURRENT = "2012-10-17";
    private static final Set<String> VERSIONS = Set.of(CURRENT, "2008-10-17");
    private static final Set<String> IN_DOCUMENT = Set.of("Version", "Id", "Statement");
    private static final Set<String> IN_STATEMENT = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final Pattern ACTION = Pattern.compile("\\*|[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+");
    private static final Pattern RESOURCE = Pattern.compile("\\*|arn:[^:]+:.+", Pattern.DOTALL);

    private final Kind kind;
    private final String origin;
    private final boolean withVariables;
    private String place;

    private PolicyReader(Kind kind, String origin, boolean withVariables) {
        this.kind = kind;
        this.origin = origin;
        this.withVariables = withVariables;
        this.place = origin;
    }

    /** @throws AwsError {@code MalformedPolicyDocument}, which says where and what */
    static Policy read(Kind kind, JsonNode document, String origin) {
        // AWS reads variables in its newer language only.
        String version = document.path("Version").asText(CURRENT);
        return new PolicyReader(kind, origin, version.equals(CURRENT) && document.has("Version")).policy(document);
    }

    private Policy policy(JsonNode document) {
        require(document.isObject(), "a policy is a JSON object");
        knownOnly(document, IN_DOCUMENT);
        require(
                !document.has("Version")
                        || VERSIONS.contains(document.path("Version").textValue()),
                "Version is one of " + VERSIONS);
        JsonNode given = document.path("Statement");
        List<JsonNode> nodes = new ArrayList<>();
        (given.isObject() ? List.of(given) : given).forEach(nodes::add);
        require(!nodes.isEmpty(), "Statement is an object or a list of one or more");
        List<Statement> statements = new ArrayList<>();
        Set<String> sids = new HashSet<>();
        for (JsonNode node : nodes) {
            place = origin + ", statement " + (statements.size() + 1);
            require(node.isObject(), "a statement is a JSON object");
            knownOnly(node, IN_STATEMENT);
            String sid = node.has("Sid") ? text(node.get("Sid"), "Sid") : "";
            require(sid.isEmpty() || sids.add(sid), "no two statements have the same Sid, " + sid);
            require(
                    kind != Kind.IDENTITY || sid.matches("[0-9A-Za-z]*"),
                    "in a policy of a role or a user, Sid has letters and digits only");
            statements.add(statement(node, sid.isEmpty() ? String.valueOf(statements.size() + 1) : sid));
        }
        return new Policy(origin, document.deepCopy(), statements);
    }

    private Statement statement(JsonNode node, String name) {
        String effect = text(node.path("Effect"), "Effect");
        require(effect.equals("Allow") || effect.equals("Deny"), "Effect is Allow or Deny, not " + effect);
        boolean allows = effect.equals("Allow");
        Optional<Principals> principals = principals(node, allows);
        Choice actions = choice(node, "Action", ACTION, PolicyText.Kind.ACTION, "* or of the form ssm:GetParameter")
                .orElseThrow(() -> malformed("a statement has Action or NotAction"));
        Optional<Choice> resources = choice(
                node, "Resource", RESOURCE, PolicyText.Kind.ARN, "* or an ARN, of which the end may be left out");
        require(resources.isEmpty() || kind != Kind.TRUST, "a trust policy is about its role and has no Resource");
        require(resources.isPresent() || kind == Kind.TRUST, "a statement has Resource or NotResource");
        return new Statement(origin, name, allows, principals, actions, resources, conditions(node));
    }

    private Optional<Choice> choice(
            JsonNode node, String element, Pattern rule, PolicyText.Kind comparing, String form) {
        boolean excluded = node.has("Not" + element);
        String name = excluded ? "Not" + element : element;
        require(!excluded || !node.has(element), "a statement has " + element + " or " + name + ", not both");
        if (!node.has(name)) {
            return Optional.empty();
        }
        List<String> given = texts(node.get(name), name);
        for (String text : given) {
            require(rule.matcher(text).matches(), name + " is " + form + ", not " + text);
        }
        boolean isAction = comparing == PolicyText.Kind.ACTION;
        return Optional.of(new Choice(
                given,
                given.stream()
                        .map(text -> new PolicyText(
                                isAction ? text : whole(text),
                                text.equals("*") ? PolicyText.Kind.WILD : comparing,
                                withVariables && !isAction))
                        .toList(),
                excluded));
    }

    /** AWS takes parts of an ARN that are left out at its end as wildcards. */
    private static String whole(String arn) {
        long colons = arn.chars().filter(c -> c == ':').count();
        return arn.equals("*") || arn.contains("${") ? arn : arn + ":*".repeat((int) Math.max(0, 5 - colons));
    }

    private Optional<Principals> principals(JsonNode node, boolean allows) {
        boolean excluded = node.has("NotPrincipal");
        boolean present = excluded || node.has("Principal");
        require(present || kind == Kind.IDENTITY, "a statement of a resource's policy has a Principal");
        require(!present || kind != Kind.IDENTITY, "a policy of a role or a user has no Principal");
        require(!excluded || (!allows && !node.has("Principal")), "NotPrincipal stands alone, and in a Deny only");
        if (!present) {
            return Optional.empty();
        }
        String name = excluded ? "NotPrincipal" : "Principal";
        JsonNode who = node.get(name);
        if (who.isTextual()) {
            require(who.textValue().equals(Principals.EVERYONE) && !excluded, name + " is * or an object");
            return Optional.of(new Principals(List.of(Principals.EVERYONE), false));
        }
        require(who.isObject() && !who.isEmpty(), name + " is * or an object");
        List<String> named = new ArrayList<>();
        for (Map.Entry<String, JsonNode> type : who.properties()) {
            for (String text : texts(type.getValue(), name)) {
                named.add(principal(type.getKey(), text));
            }
        }
        return Optional.of(new Principals(named, excluded));
    }

    private String principal(String type, String text) {
        try {
            return switch (type) {
                case "AWS" -> Principals.aws(text);
                case "Service" -> Principals.service(text);
                default -> throw malformed("the Rekey sandbox knows principals of AWS and Service, not of " + type);
            };
        } catch (IllegalArgumentException e) {
            throw malformed(e.getMessage());
        }
    }

    private List<Condition> conditions(JsonNode statement) {
        JsonNode node = statement.path("Condition");
        require(node.isMissingNode() || node.isObject(), "Condition is an object");
        List<Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, JsonNode> operator : node.properties()) {
            require(operator.getValue().isObject(), "Condition has an object for each operator");
            for (Map.Entry<String, JsonNode> key : operator.getValue().properties()) {
                require(key.getKey().contains(":"), "a condition key has a service before it, aws:SourceArn");
                try {
                    conditions.add(new Condition(
                            operator.getKey(), key.getKey(), texts(key.getValue(), "Condition"), withVariables));
                } catch (IllegalArgumentException e) {
                    throw malformed(e.getMessage());
                }
            }
        }
        return conditions;
    }

    private List<String> texts(JsonNode node, String element) {
        if (!node.isArray()) {
            return List.of(text(node, element));
        }
        List<String> texts = new ArrayList<>();
        node.forEach(item -> texts.add(text(item, element)));
        require(!texts.isEmpty(), element + " has at least one value");
        return texts;
    }

    private String text(JsonNode node, String element) {
        boolean scalar = node.isTextual() || (element.equals("Condition") && (node.isBoolean() || node.isNumber()));
        require(scalar, element + " holds a text, not " + node.getNodeType());
        return node.asText();
    }

    private void knownOnly(JsonNode node, Set<String> known) {
        node.fieldNames().forEachRemaining(name -> require(known.contains(name), "there is no element " + name));
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            throw malformed(rule);
        }
    }

    private AwsError malformed(String rule) {
        return AwsError.refused("MalformedPolicyDocument", place + ": " + rule + ".");
    }
}
