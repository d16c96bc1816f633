package rekey.sandbox.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.codeOf;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.sandbox.LoopbackAws;
import software.amazon.awssdk.services.ssm.model.ParameterInlinePolicy;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterResponse;

class ParameterPolicyTest {
    private static final String NO_CHANGE =
            "{\"Type\":\"NoChangeNotification\",\"Version\":\"1.0\",\"Attributes\":{\"After\":\"150\",\"Unit\":\"Days\"}}";
    private static final String NOTICE =
            "{\"Type\":\"ExpirationNotification\",\"Version\":\"1.0\",\"Attributes\":{\"Before\":\"12\",\"Unit\":\"Hours\"}}";
    private static final String EXPIRATION =
            "{\"Type\":\"Expiration\",\"Version\":\"1.0\",\"Attributes\":{\"Timestamp\":\"2099-01-01T00:00:00.000Z\"}}";

    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    @Test
    void showsEveryPolicyAsPending() {
        put(ParameterTier.ADVANCED, "[" + NO_CHANGE + "," + NOTICE + "," + EXPIRATION + "]");
        assertThat(described())
                .containsExactly(
                        pending("NoChangeNotification", NO_CHANGE),
                        pending("ExpirationNotification", NOTICE),
                        pending("Expiration", EXPIRATION));
        assertThat(aws.ssm
                        .getParameterHistory(request -> request.name("/a"))
                        .parameters()
                        .get(0)
                        .policies())
                .isEqualTo(described());
    }

    @Test
    void areKeptUntilOthersAreSentAndClearedByAnEmptyOne() {
        put(ParameterTier.ADVANCED, "[" + NO_CHANGE + "]");
        put(ParameterTier.ADVANCED, null);
        assertThat(described()).containsExactly(pending("NoChangeNotification", NO_CHANGE));
        put(ParameterTier.ADVANCED, "[" + EXPIRATION + "]");
        assertThat(described()).containsExactly(pending("Expiration", EXPIRATION));
        put(ParameterTier.ADVANCED, "[{}]");
        assertThat(described()).isEmpty();
    }

    @Test
    void needTheAdvancedTier() {
        assertThat(codeOf(() -> put(ParameterTier.STANDARD, "[" + NO_CHANGE + "]")))
                .isEqualTo("ValidationException");
        assertThat(codeOf(() -> put(null, "[" + NO_CHANGE + "]"))).isEqualTo("ValidationException");
        assertThat(put(ParameterTier.INTELLIGENT_TIERING, "[" + NO_CHANGE + "]").tier())
                .isEqualTo(ParameterTier.ADVANCED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "no json | ValidationException",
                "{} | ValidationException",
                "[17] | InvalidPolicyTypeException",
                "[{\"Type\":\"Reminder\",\"Version\":\"1.0\",\"Attributes\":{}}] | InvalidPolicyTypeException",
                "[{\"Version\":\"1.0\"}] | InvalidPolicyTypeException",
                "[{\"Type\":\"NoChangeNotification\",\"Version\":\"2.0\",\"Attributes\":{\"After\":\"1\",\"Unit\":\"Days\"}}] | InvalidPolicyAttributeException",
                "[{\"Type\":\"NoChangeNotification\",\"Version\":\"1.0\",\"Attributes\":{\"After\":1,\"Unit\":\"Days\"}}] | InvalidPolicyAttributeException",
                "[{\"Type\":\"NoChangeNotification\",\"Version\":\"1.0\",\"Attributes\":{\"After\":\"0\",\"Unit\":\"Days\"}}] | InvalidPolicyAttributeException",
                "[{\"Type\":\"NoChangeNotification\",\"Version\":\"1.0\",\"Attributes\":{\"After\":\"1\",\"Unit\":\"Weeks\"}}] | InvalidPolicyAttributeException",
                "[{\"Type\":\"NoChangeNotification\",\"Version\":\"1.0\",\"Attributes\":{\"Before\":\"1\",\"Unit\":\"Days\"}}] | InvalidPolicyAttributeException",
                "[{\"Type\":\"NoChangeNotification\",\"Version\":\"1.0\"}] | InvalidPolicyAttributeException",
                "[{\"Type\":\"Expiration\",\"Version\":\"1.0\",\"Attributes\":{\"Timestamp\":\"tomorrow\"}}] | InvalidPolicyAttributeException"
            })
    void areRefusedByName(String policies, String code) {
        assertThat(codeOf(() -> put(ParameterTier.ADVANCED, policies))).isEqualTo(code);
    }

    @Test
    void areAtMostTenWithOneExpiration() {
        String ten = String.join(",", Collections.nCopies(10, NO_CHANGE));
        put(ParameterTier.ADVANCED, "[" + ten + "]");
        assertThat(codeOf(() -> put(ParameterTier.ADVANCED, "[" + ten + "," + NO_CHANGE + "]")))
                .isEqualTo("PoliciesLimitExceededException");
        assertThat(codeOf(() -> put(ParameterTier.ADVANCED, "[" + EXPIRATION + "," + EXPIRATION + "]")))
                .isEqualTo("IncompatiblePolicyException");
        assertThat(codeOf(() -> put(ParameterTier.ADVANCED, " ".repeat(4097)))).isEqualTo("ValidationException");
    }

    private PutParameterResponse put(ParameterTier tier, String policies) {
        return aws.ssm.putParameter(request -> request.name("/a")
                .value("value")
                .type(ParameterType.STRING)
                .tier(tier)
                .policies(policies)
                .overwrite(true));
    }

    private List<ParameterInlinePolicy> described() {
        return aws.ssm.describeParameters().parameters().get(0).policies();
    }

    private static ParameterInlinePolicy pending(String type, String text) {
        return ParameterInlinePolicy.builder()
                .policyType(type)
                .policyText(text)
                .policyStatus("Pending")
                .build();
    }
}
