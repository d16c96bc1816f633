package rekey.sandbox.aws;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What holds for a string member: its length in UTF-16 characters, a pattern that the whole of it matches, or the values
 * it may take. Patterns and values are null when there are none.
 */
public record TextRule(int min, int max, Pattern pattern, List<String> values) {
    /** Any string. */
    public static final TextRule ANY = length(0, Integer.MAX_VALUE);

    public static TextRule length(int min, int max) {
        return new TextRule(min, max, null, null);
    }

    public static TextRule oneOf(String... values) {
        return new TextRule(0, Integer.MAX_VALUE, null, List.of(values));
    }

    public TextRule matching(String regex) {
        return new TextRule(min, max, Pattern.compile(regex), values);
    }

    String check(String member, String text) {
        if (text.length() < min) {
            throw AwsError.constraint(member, "Member must have length greater than or equal to " + min);
        }
        if (text.length() > max) {
            throw AwsError.constraint(member, "Member must have length less than or equal to " + max);
        }
        if (pattern != null && !pattern.matcher(text).matches()) {
            throw AwsError.constraint(member, "Member must satisfy regular expression pattern: " + pattern);
        }
        if (values != null && !values.contains(text)) {
            throw AwsError.constraint(
                    member, "Member must satisfy enum value set: [" + String.join(", ", values) + "]");
        }
        return text;
    }
}
