package rekey.sandbox.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;

/** Every operator of a condition, with what a call has for its key: nothing, one value, several. */
class ConditionTest {
    private static final Principal.User ANNA = new Principal.User(AwsAccount.ID, "anna");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        StringEquals              | 'one'                | one       | true
        StringEquals              | 'one'                | One       | false
        StringEquals              | 'o*'                 | one       | false
        StringEquals              | ['two','one']        | one       | true
        StringEquals              | 'one'                |           | false
        StringNotEquals           | 'one'                | two       | true
        StringNotEquals           | ['two','one']        | one       | false
        StringNotEquals           | 'one'                |           | true
        StringEqualsIgnoreCase    | 'ONE'                | one       | true
        StringNotEqualsIgnoreCase | 'ONE'                | one       | false
        StringLike                | 'o?e*'               | one       | true
        StringLike                | 'o?e'                | ones      | false
        StringLike                | 'a.e'                | ace       | false
        StringLike                | 'O*'                 | one       | false
        StringNotLike             | 'o*'                 | one       | false
        StringEquals              | '${aws:username}'    | anna      | true
        StringEquals              | '${aws:username}'    | bert      | false
        StringLike                | '${aws:username}/*'  | anna/x    | true
        StringEquals              | '${aws:nothing}'     | x         | false
        StringLike                | '${*}'               | *         | true
        StringLike                | '${*}'               | x         | false
        ArnEquals                 | 'arn:aws:sns:*:1:t'  | arn:aws:sns:eu-west-1:1:t | true
        ArnLike                   | 'arn:aws:sns:*:t'    | arn:aws:sns:eu-west-1:1:t | false
        ArnLike                   | 'arn:aws:events:*:*:rule/*' | arn:aws:events:us-east-1:1:rule/a:b/c | true
        ArnNotEquals              | 'arn:aws:sns:*:1:t'  | arn:aws:sns:eu-west-1:1:t | false
        ArnNotLike                | 'arn:aws:sns:*:1:u'  | arn:aws:sns:eu-west-1:1:t | true
        Bool                      | 'false'              | false     | true
        Bool                      | false                | FALSE     | true
        Bool                      | 'false'              | true      | false
        Bool                      | 'false'              |           | false
        BoolIfExists              | 'false'              |           | true
        BoolIfExists              | 'false'              | true      | false
        Null                      | 'true'               |           | true
        Null                      | 'true'               | x         | false
        Null                      | 'false'              | x         | true
        Null                      | 'false'              |           | false
        NumericEquals             | 3                    | 3.0       | true
        NumericNotEquals          | '3'                  | 3         | false
        NumericLessThan           | '3'                  | 2         | true
        NumericLessThan           | '3'                  | 3         | false
        NumericLessThanEquals     | '3'                  | 3         | true
        NumericGreaterThan        | '3'                  | 3         | false
        NumericGreaterThanEquals  | '3'                  | 3         | true
        NumericLessThan           | '3'                  | many      | false
        DateLessThan              | '2026-11-23T00:00:00Z' | 2026-11-22T23:59:59Z | true
        DateGreaterThan           | '2026-11-23T00:00:00+01:00' | 2026-11-22T23:00:00Z | false
        DateEquals                | '1970-01-01T00:01:00Z' | 60      | true
        DateNotEquals             | '1970-01-01T00:01:00Z' | 60      | false
        DateLessThanEquals        | 60                   | 61        | false
        DateGreaterThanEquals     | 60                   | 61        | true
        StringEqualsIfExists      | 'one'                |           | true
        StringEqualsIfExists      | 'one'                | two       | false
        """)
    void comparesAValue(String operator, String values, String actual, boolean holds) {
        assertThat(holds(operator, "x:key", values, "x:KEY", actual)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ForAnyValue:StringEquals     | ['a','b'] | b+c | true
        ForAnyValue:StringEquals     | ['a','b'] | c+d | false
        ForAnyValue:StringEquals     | ['a','b'] |     | false
        ForAllValues:StringEquals    | ['a','b'] | b+a | true
        ForAllValues:StringEquals    | ['a','b'] | b+c | false
        ForAllValues:StringEquals    | ['a','b'] |     | true
        ForAnyValue:StringNotEquals  | ['a','b'] | b+c | true
        ForAnyValue:StringNotEquals  | ['a','b'] | a+b | false
        ForAnyValue:StringNotEquals  | ['a','b'] |     | false
        ForAllValues:StringNotEquals | ['a','b'] | c+d | true
        ForAllValues:StringNotEquals | ['a','b'] | b+c | false
        ForAllValues:StringLike      | 'a*'      | a+ab | true
        ForAnyValue:StringEqualsIfExists | 'a'   |     | true
        """)
    void comparesSeveralValues(String operator, String values, String actual, boolean holds) {
        String several = actual == null ? null : actual.replace("+", Iam.NEXT_VALUE);

        assertThat(holds(operator, "kms:EncryptionContextKeys", values, "kms:EncryptionContextKeys", several))
                .isEqualTo(holds);
    }

    private static boolean holds(String operator, String key, String values, String actualKey, String actual) {
        Iam iam = new Iam();
        iam.issueKey("anna", ANNA);
        iam.attach(
                ANNA.id(),
                "p",
                Policies.of("{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'%s':{'%s':%s}}}"
                        .formatted(operator, key, values)),
                "test");
        Map<String, String> context = new HashMap<>();
        if (actual != null) {
            context.put(actualKey, actual);
        }
        return iam.refusal(new Caller(ANNA, Map.of()), "x:Y", "*", context).isEmpty();
    }
}
