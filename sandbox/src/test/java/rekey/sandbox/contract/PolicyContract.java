package rekey.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.refusalOf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.model.InvalidPolicyAttributeException;
import software.amazon.awssdk.services.ssm.model.InvalidPolicyTypeException;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterInlinePolicy;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PoliciesLimitExceededException;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/** Parameter policies, which remind of a client secret that is getting old. */
abstract class PolicyContract extends Contract {
    private static final String DAYS_150 =
            "{\"Type\":\"NoChangeNotification\",\"Version\":\"1.0\",\"Attributes\":{\"After\":\"150\",\"Unit\":\"Days\"}}";

    PolicyContract(BackEnd aws) {
        super(aws);
    }

    @Test
    @Needs(Capability.POLICIES_LISTED)
    void listsThePoliciesOfAParameter() throws JsonProcessingException {
        put("[" + DAYS_150 + "]", put -> {});
        assertIsPending(policies());
    }

    @Test
    @Needs(Capability.POLICIES_LISTED)
    void remembersThePoliciesOfEachVersion() throws JsonProcessingException {
        put("[" + DAYS_150 + "]", put -> {});
        ParameterHistory version = aws.ssm()
                .getParameterHistory(request -> request.name(parameter("a")))
                .parameters()
                .get(0);
        assertIsPending(version.policies());
    }

    @Test
    @Needs(Capability.POLICIES_LISTED)
    void keepsThePoliciesThatAPutLeavesOut() throws JsonProcessingException {
        put("[" + DAYS_150 + "]", put -> {});
        put(null, put -> put.overwrite(true).value("other"));
        assertIsPending(policies());
    }

    @Test
    @Needs(Capability.POLICIES_LISTED)
    void anEmptyPolicyClearsThemAll() {
        put("[" + DAYS_150 + "]", put -> {});
        put("[{}]", put -> put.overwrite(true));
        assertThat(policies()).isEmpty();
    }

    @Test
    @Needs(Capability.POLICIES_CHECKED)
    void standardParametersHaveNone() {
        assertThat(codeOf(() -> put("[" + DAYS_150 + "]", put -> put.tier(ParameterTier.STANDARD))))
                .isEqualTo("ValidationException");
    }

    @Test
    @Needs(Capability.POLICIES_CHECKED)
    void refusesPoliciesThatAreNoJson() {
        assertThat(codeOf(() -> put("NoChangeNotification", put -> {}))).isEqualTo("ValidationException");
    }

    @Test
    @Needs(Capability.POLICIES_CHECKED)
    void refusesAPolicyThatItDoesNotKnow() {
        assertThat(refusalOf(() -> put("[" + DAYS_150.replace("NoChange", "Some") + "]", put -> {})))
                .isInstanceOf(InvalidPolicyTypeException.class);
        assertThat(refusalOf(() -> put("[" + DAYS_150.replace("Days", "Years") + "]", put -> {})))
                .isInstanceOf(InvalidPolicyAttributeException.class);
    }

    @Test
    @Needs(Capability.POLICIES_CHECKED)
    void aParameterHasAtMostTen() {
        String eleven = "[" + (DAYS_150 + ",").repeat(10) + DAYS_150 + "]";
        assertThat(refusalOf(() -> put(eleven, put -> {}))).isInstanceOf(PoliciesLimitExceededException.class);
    }

    @Test
    @Needs(Capability.POLICIES_LISTED)
    void intelligentTieringMakesAParameterWithPoliciesAdvanced() {
        put("[" + DAYS_150 + "]", put -> put.tier(ParameterTier.INTELLIGENT_TIERING));
        assertThat(described("a").tier()).isEqualTo(ParameterTier.ADVANCED);
    }

    private static void assertIsPending(List<ParameterInlinePolicy> policies) throws JsonProcessingException {
        assertThat(policies).hasSize(1);
        assertThat(policies.get(0).policyType()).isEqualTo("NoChangeNotification");
        assertThat(policies.get(0).policyStatus()).isEqualTo("Pending");
        assertThat(json(policies.get(0).policyText())).isEqualTo(json(DAYS_150));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }

    private void put(String policies, Consumer<PutParameterRequest.Builder> more) {
        aws.ssm().putParameter(put -> {
            put.name(parameter("a"))
                    .value("hunter2")
                    .type(ParameterType.SECURE_STRING)
                    .tier(ParameterTier.ADVANCED)
                    .policies(policies);
            more.accept(put);
        });
    }

    private List<ParameterInlinePolicy> policies() {
        return described("a").policies();
    }
}
