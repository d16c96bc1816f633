package rekey.sandbox.ssm;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.TextRule;

/**
 * The <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/API_ParameterStringFilter.html">filters</a>
 * of list operations: a parameter passes one filter when any of its values fits, and must pass all. Options are Equals,
 * the default, and BeginsWith, for names also Contains; for paths OneLevel, the default, and Recursive.
 */
final class ParameterFilter {
    private static final TextRule KEY =
            TextRule.length(1, 132).matching("tag:.+|Name|Type|KeyId|Path|Label|Tier|DataType");
    private static final TextRule VALUE = TextRule.length(1, 1024);
    private static final int MAX_VALUES = 50;
    private static final String TAG = "tag:";
    private static final Pattern LEGAL_PATH = Pattern.compile("/|(/[a-zA-Z0-9_.-]+)+/?");

    private ParameterFilter() {}

    static Predicate<Parameter> forDescribe(AwsInput input) {
        return all(input, Set.of("Name", "Type", "KeyId", "Path", "Tier", "DataType", TAG));
    }

    static Predicate<Parameter> forPath(AwsInput input) {
        return all(input, Set.of("Type", "KeyId", "Label"));
    }

    /** The filters that DescribeParameters had first: names by how they begin, the others by their whole value. */
    static Predicate<Parameter> legacy(AwsInput input) {
        Predicate<Parameter> all = parameter -> true;
        for (AwsInput filter : input.structures("Filters", 0, Integer.MAX_VALUE)) {
            String key = filter.text("Key", TextRule.oneOf("Name", "Type", "KeyId"));
            List<String> values = filter.texts("Values", 1, MAX_VALUES, VALUE);
            all = all.and(matching(key, key.equals("Name") ? String::startsWith : String::equals, values));
        }
        return all;
    }

    /** What is directly below a path, or anywhere below it. */
    static Predicate<Parameter> under(String path, boolean recursive) {
        if (!LEGAL_PATH.matcher(path).matches()) {
            throw AwsError.invalid("The parameter doesn't meet the parameter name requirements. The parameter name must"
                    + " begin with a forward slash \"/\". It must use only letters, numbers, or the following symbols:"
                    + " . (period), - (hyphen), _ (underscore).");
        }
        String prefix = path.endsWith("/") ? path : path + "/";
        return parameter -> {
            String name = "/" + ParameterName.path(parameter.name());
            return name.startsWith(prefix) && (recursive || name.indexOf('/', prefix.length()) < 0);
        };
    }

    private static Predicate<Parameter> all(AwsInput input, Set<String> keys) {
        Predicate<Parameter> all = parameter -> true;
        Set<String> seen = new HashSet<>();
        for (AwsInput filter : input.structures("ParameterFilters", 0, Integer.MAX_VALUE)) {
            String key = filter.text("Key", KEY);
            if (!keys.contains(key.startsWith(TAG) ? TAG : key)) {
                throw AwsError.refused("InvalidFilterKey", "The following filter key is not valid: " + key);
            }
            if (!seen.add(key)) {
                throw AwsError.refused(
                        "InvalidFilterKey",
                        "The following filter is duplicated in the request: " + key
                                + ". A request can contain only one occurrence of a specific filter.");
            }
            all = all.and(one(filter, key));
        }
        return all;
    }

    private static Predicate<Parameter> one(AwsInput filter, String key) {
        String option = filter.optionalText("Option", TextRule.length(1, 10))
                .orElse(key.equals("Path") ? "OneLevel" : "Equals");
        List<String> values =
                filter.optionalTexts("Values", 1, MAX_VALUES, VALUE).orElse(List.of());
        if (values.isEmpty()) {
            if (key.startsWith(TAG)) {
                return parameter -> parameter.tags().containsKey(key.substring(TAG.length()));
            }
            throw AwsError.refused(
                    "InvalidFilterValue", "The following filter values are missing : null for filter key " + key);
        }
        if (key.equals("Path")) {
            require(option, "OneLevel", "Recursive");
            return values.stream()
                    .map(path -> under(path, option.equals("Recursive")))
                    .reduce(parameter -> false, Predicate::or);
        }
        if (key.equals("Name")) {
            require(option, "Equals", "BeginsWith", "Contains");
        } else if (key.equals("Label")) {
            require(option, "Equals");
        } else {
            require(option, "Equals", "BeginsWith");
        }
        return matching(
                key,
                switch (option) {
                    case "Equals" -> String::equals;
                    case "BeginsWith" -> String::startsWith;
                    default -> String::contains;
                },
                values);
    }

    private static void require(String option, String... allowed) {
        if (!List.of(allowed).contains(option)) {
            throw AwsError.refused(
                    "InvalidFilterOption",
                    "The following filter option is not valid: " + option + ". Valid options include: ["
                            + String.join(", ", allowed) + "].");
        }
    }

    private static Predicate<Parameter> matching(String key, BiPredicate<String, String> match, List<String> values) {
        return parameter ->
                traits(parameter, key).anyMatch(trait -> values.stream().anyMatch(value -> match.test(trait, value)));
    }

    private static Stream<String> traits(Parameter parameter, String key) {
        ParameterVersion latest = parameter.latest();
        return switch (key) {
            case "Name" -> Stream.of(parameter.name());
            case "Type" -> Stream.of(latest.type().wireName);
            case "Tier" -> Stream.of(latest.tier().wireName);
            case "DataType" -> Stream.of(latest.dataType());
            case "KeyId" -> Stream.ofNullable(latest.keyId());
            case "Label" -> latest.labels().stream();
            default -> Stream.ofNullable(parameter.tags().get(key.substring(TAG.length())));
        };
    }
}
