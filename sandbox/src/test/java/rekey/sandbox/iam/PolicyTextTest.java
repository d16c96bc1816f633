package rekey.sandbox.iam;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;

/** What actions and resources a statement's texts fit. */
class PolicyTextTest {
    private static final Principal.User ANNA = new Principal.User(AwsAccount.ID, "anna");

    @ParameterizedTest
    @CsvSource({
        "ssm:GetParameter, ssm:GetParameter, true",
        "SSM:getparameter, ssm:GetParameter, true",
        "ssm:GetParameter, ssm:GetParameters, false",
        "ssm:GetParameter?, ssm:GetParameters, true",
        "ssm:GetParameter?, ssm:GetParameter, false",
        "kms:GenerateDataKey*, kms:GenerateDataKey, true",
        "ssm:*, kms:Decrypt, false",
        "*, kms:Decrypt, true",
    })
    void fitsActions(String pattern, String action, boolean fits) {
        assertThat(allows("'Action':'" + pattern + "','Resource':'*'", action, "arn:aws:ssm:us-east-1:1:x"))
                .isEqualTo(fits);
        assertThat(allows("'NotAction':'" + pattern + "','Resource':'*'", action, "arn:aws:ssm:us-east-1:1:x"))
                .isNotEqualTo(fits);
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:ssm:us-east-1:123456789012:parameter/x, true",
        "arn:aws:ssm:us-east-1:123456789012:parameter/X, false",
        "arn:aws:ssm:us-east-1:123456789012:parameter/*, true",
        "arn:aws:ssm:us-east-1:123456789012:parameter/??, false",
        "arn:aws:ssm:*:*:parameter/x, true",
        "arn:aws:ssm:*:parameter/x, false",
        "arn:aws:ssm:us-east-1:123456789012:*, true",
        "arn:aws:ssm:*, true",
        "arn:aws:ssm, true",
        "arn:aws:kms, false",
        "arn:aws:ssm:eu-*, false",
        "'arn:aws:ssm:${aws:RequestedRegion}:*:*', true",
        "'arn:aws:ssm:${aws:PrincipalTag/region}:*:*', false",
    })
    void fitsResources(String pattern, boolean fits) {
        String resource = "arn:aws:ssm:us-east-1:123456789012:parameter/x";

        assertThat(allows("'Action':'*','Resource':'" + pattern + "'", "a:B", resource))
                .isEqualTo(fits);
        assertThat(allows("'Action':'*','NotResource':'" + pattern + "'", "a:B", resource))
                .isNotEqualTo(fits);
    }

    @Test
    void aVariableTakesItsDefaultWhenTheCallHasNoValue() {
        PolicyText text = new PolicyText("${x:y, 'nobody'}/*", PolicyText.Kind.WILD, true);

        assertThat(text.matches("nobody/1", access(Map.of()))).isTrue();
        assertThat(text.matches("anna/1", access(Map.of("x:y", List.of("anna")))))
                .isTrue();
        assertThat(text.matches("nobody/1", access(Map.of("x:y", List.of("anna")))))
                .isFalse();
    }

    @Test
    void aVariablesValueIsNoPattern() {
        PolicyText text = new PolicyText("${x:y}", PolicyText.Kind.WILD, true);

        assertThat(text.matches("anna", access(Map.of("x:y", List.of("*"))))).isFalse();
    }

    @Test
    void theOlderLanguageHasNoVariables() {
        Iam iam = iam();
        iam.attach(
                ANNA.id(),
                "p",
                Policies.json("{'Statement':{'Effect':'Allow','Action':'*','Resource':'arn:aws:x:::${aws:username}'}}"),
                "test");

        assertThat(refused(iam, "a:B", "arn:aws:x:::anna")).isTrue();
        assertThat(refused(iam, "a:B", "arn:aws:x:::${aws:username}")).isFalse();
    }

    private static Access access(Map<String, List<String>> context) {
        return new Access(ANNA, "a:B", "*", context);
    }

    private static boolean allows(String statement, String action, String resource) {
        Iam iam = iam();
        iam.attach(ANNA.id(), "p", Policies.of("{'Effect':'Allow'," + statement + "}"), "test");
        // An ARN of this account, or a resource policy would have to allow it as well.
        return !refused(iam, action, resource.replace(":1:", ":123456789012:"));
    }

    private static Iam iam() {
        Iam iam = new Iam();
        iam.issueKey("anna", ANNA);
        return iam;
    }

    private static boolean refused(Iam iam, String action, String resource) {
        return iam.refusal(new Caller(ANNA, Map.of()), action, resource, Map.of())
                .isPresent();
    }
}
