package rekey.sandbox.ssm;

import java.util.Arrays;
import rekey.sandbox.aws.TextRule;

enum ParameterType {
    STRING("String"),
    STRING_LIST("StringList"),
    SECURE_STRING("SecureString");

    static final TextRule RULE = TextRule.oneOf("SecureString", "StringList", "String");

    final String wireName;

    ParameterType(String wireName) {
        this.wireName = wireName;
    }

    /** For a name that {@link #RULE} has let through. */
    static ParameterType of(String wireName) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst()
                .orElseThrow();
    }
}
