package rekey.cli.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.cli.preflight.AmazonsAccess.Verdict;

/** What a queue's policy comes to for Amazon. */
class AmazonsAccessTest {
    private static final String QUEUE = "arn:aws:sqs:eu-west-1:210987654321:my-erp-expiry";
    private static final String ALLOW = """
            {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::437568002678:root"},
             "Action":["sqs:SendMessage","sqs:GetQueueAttributes"],"Resource":"%s"%s}""";
    private static final String DENY = """
            {"Effect":"Deny","Principal":"*","Action":"sqs:*","Resource":"%s","Condition":%s}""";

    @Test
    void isAllowedByTheStatementThatAmazonsPagesHave() {
        assertThat(verdict(allow(""))).isEqualTo(Verdict.ALLOWED);
        assertThat(verdict(allow("").replace("arn:aws:iam::437568002678:root", "437568002678")))
                .isEqualTo(Verdict.ALLOWED);
        assertThat(access("{\"Version\":\"2012-10-17\",\"Statement\":%s}".formatted(allow(""))))
                .as("a statement without a list around it")
                .isEqualTo(Verdict.ALLOWED);
    }

    @Test
    void isNotAllowedWithoutAStatementThatFits() {
        assertThat(access("")).isEqualTo(Verdict.NOT_ALLOWED);
        assertThat(verdict(allow("").replace("437568002678", "437568002679"))).isEqualTo(Verdict.NOT_ALLOWED);
        assertThat(verdict(allow("").replace("my-erp-expiry", "my-erp-new-secret")))
                .isEqualTo(Verdict.NOT_ALLOWED);
        assertThat(verdict(allow("").replace("sqs:SendMessage", "sqs:ReceiveMessage")))
                .isEqualTo(Verdict.NOT_ALLOWED);
    }

    @Test
    void isNotHinderedByTheDenyOfWhatIsNotEncrypted() {
        assertThat(verdict(allow(""), deny("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}")))
                .isEqualTo(Verdict.ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"StringNotEquals\":{\"aws:PrincipalAccount\":\"210987654321\"}}",
                "{\"StringNotEquals\":{\"AWS:SourceAccount\":\"210987654321\"}}",
                "{\"Bool\":{\"aws:SecureTransport\":\"true\"}}"
            })
    void isDeniedByADenyThatFits(String condition) {
        assertThat(verdict(allow(""), deny(condition))).isEqualTo(Verdict.DENIED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"NotIpAddress\":{\"aws:SourceIp\":\"203.0.113.0/24\"}}",
                "{\"StringNotEquals\":{\"aws:PrincipalOrgID\":\"o-a1b2c3d4e5\"}}",
                "{\"StringEquals\":{\"aws:SourceVpce\":\"vpce-1a2b3c4d\"}}",
                "{\"ArnNotLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::210987654321:role/*\"}}"
            })
    void isUncertainWhereItDependsOnWhatOnlyAmazonKnows(String condition) {
        assertThat(verdict(allow(""), deny(condition))).isEqualTo(Verdict.UNCERTAIN);
        assertThat(verdict(allow(",\"Condition\":" + condition))).isEqualTo(Verdict.UNCERTAIN);
        assertThat(verdict(allow(",\"Condition\":" + condition), allow("")))
                .as("another statement allows it whatever is true")
                .isEqualTo(Verdict.ALLOWED);
        assertThat(verdict(deny(condition))).as("nothing allows it anyway").isEqualTo(Verdict.NOT_ALLOWED);
    }

    @Test
    void isCertainWhereTheRestOfAConditionDecides() {
        assertThat(verdict(allow(""), deny("""
                                {"Bool":{"aws:SecureTransport":"false"},"StringEquals":{"aws:SourceVpc":"vpc-1"}}"""))).isEqualTo(Verdict.ALLOWED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "{\"Statement\":[{\"Effect\":\"Maybe\"}]}", "{\"Statement\":[{\"Some\":1}]}"})
    void isUncertainWhereThePolicyCannotBeRead(String policy) {
        assertThat(access(policy)).isIn(Verdict.UNCERTAIN, Verdict.NOT_ALLOWED);
    }

    private static Verdict verdict(String... statements) {
        return access("{\"Version\":\"2012-10-17\",\"Statement\":[%s]}".formatted(String.join(",", statements)));
    }

    private static Verdict access(String policy) {
        return new AmazonsAccess(policy).may("sqs:SendMessage", QUEUE, Map.of());
    }

    private static String allow(String more) {
        return ALLOW.formatted(QUEUE, more);
    }

    private static String deny(String condition) {
        return DENY.formatted(QUEUE, condition);
    }
}
