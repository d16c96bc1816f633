package rekey.sandbox.ssm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.TextRule;

/**
 * One of a parameter's <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-policies.html">policies</a>. They
 * arrive as a string that holds a JSON array of at most ten; the values of their attributes are strings, also where they
 * mean numbers. See {@link PolicyTimes} for when one acts.
 *
 * @param text the policy's own JSON
 */
record ParameterPolicy(String type, Map<String, String> attributes, String text) {
    static final TextRule RULE = TextRule.length(1, 4096);

    static final String NO_CHANGE = "NoChangeNotification";
    static final String AFTER = "After";
    static final String EXPIRATION_NOTICE = "ExpirationNotification";
    static final String BEFORE = "Before";
    static final String UNIT = "Unit";
    private static final String EXPIRATION = "Expiration";
    private static final String TIMESTAMP = "Timestamp";

    private static final int MAX_POLICIES = 10;
    private static final Map<String, Set<String>> ATTRIBUTES = Map.of(
            NO_CHANGE, Set.of(AFTER, UNIT),
            EXPIRATION_NOTICE, Set.of(BEFORE, UNIT),
            EXPIRATION, Set.of(TIMESTAMP));

    /** Whether it deletes the parameter when its time comes. */
    boolean deletes() {
        return type.equals(EXPIRATION);
    }

    /** When it does. */
    Instant timestamp() {
        return OffsetDateTime.parse(attributes.get(TIMESTAMP)).toInstant();
    }

    /** Reads what a put sent. {@code [{}]} means none. */
    static List<ParameterPolicy> read(String json) {
        JsonNode array = parsed(json);
        if (array.isEmpty()
                || (array.size() == 1 && array.get(0).isObject() && array.get(0).isEmpty())) {
            return List.of();
        }
        if (array.size() > MAX_POLICIES) {
            throw AwsError.refused(
                    "PoliciesLimitExceededException",
                    "A parameter can have at most " + MAX_POLICIES + " policies, these are " + array.size() + ".");
        }
        List<ParameterPolicy> policies = new ArrayList<>();
        array.forEach(policy -> policies.add(read(policy)));
        if (policies.stream().filter(ParameterPolicy::deletes).count() > 1) {
            throw AwsError.refused("IncompatiblePolicyException", "A parameter can have one Expiration policy.");
        }
        return List.copyOf(policies);
    }

    private static JsonNode parsed(String json) {
        try {
            JsonNode array = AwsJson.read(json);
            if (array.isArray()) {
                return array;
            }
        } catch (JsonProcessingException e) {
            // Falls through: a policy that is no JSON and one that is no array are refused alike.
        }
        throw AwsError.invalid("Invalid policies input: the string must hold a JSON array of policies.");
    }

    private static ParameterPolicy read(JsonNode policy) {
        String type = policy.path("Type").asText();
        Set<String> names = ATTRIBUTES.get(type);
        if (names == null) {
            throw AwsError.refused(
                    "InvalidPolicyTypeException",
                    "The policy type isn't supported. Parameter Store supports the following policy types: Expiration,"
                            + " ExpirationNotification, and NoChangeNotification.");
        }
        if (!policy.path("Version").asText().equals("1.0")) {
            throw invalidAttribute(type, "Version", "must be \"1.0\"");
        }
        Map<String, String> attributes = new TreeMap<>();
        for (Map.Entry<String, JsonNode> attribute : policy.path("Attributes").properties()) {
            if (!names.contains(attribute.getKey()) || !attribute.getValue().isTextual()) {
                throw invalidAttribute(type, attribute.getKey(), "is unknown or not a string");
            }
            attributes.put(attribute.getKey(), attribute.getValue().textValue());
        }
        for (String name : names) {
            checkAttribute(type, name, attributes.get(name));
        }
        return new ParameterPolicy(type, Map.copyOf(attributes), policy.toString());
    }

    private static void checkAttribute(String type, String name, String value) {
        if (value == null) {
            throw invalidAttribute(type, name, "is missing");
        }
        switch (name) {
            case UNIT -> {
                if (!value.equals("Days") && !value.equals("Hours")) {
                    throw invalidAttribute(type, name, "must be Days or Hours");
                }
            }
            case TIMESTAMP -> {
                try {
                    OffsetDateTime.parse(value);
                } catch (DateTimeParseException e) {
                    throw invalidAttribute(type, name, "must be a time such as 2026-11-23T21:00:00.000Z");
                }
            }
            default -> {
                if (!value.matches("[1-9]\\d{0,8}")) {
                    throw invalidAttribute(type, name, "must be a whole number greater than zero");
                }
            }
        }
    }

    private static AwsError invalidAttribute(String type, String name, String rule) {
        return AwsError.refused(
                "InvalidPolicyAttributeException", "Attribute " + name + " of a " + type + " policy " + rule + ".");
    }
}
