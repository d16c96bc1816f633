package rekey.sandbox.sts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import rekey.sandbox.LoopbackAws;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.Principal;
import rekey.sandbox.iam.Policies;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Who a caller is. */
class StsServiceTest {
    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    @Test
    void aKeyThatNobodyIssuedIsAUserOfItsName() {
        GetCallerIdentityResponse who = identity("operator");

        assertThat(who.arn()).isEqualTo("arn:aws:iam::123456789012:user/operator");
        assertThat(who.account()).isEqualTo("123456789012");
        assertThat(who.userId())
                .matches("AIDA[0-9A-Z]{17}")
                .isEqualTo(identity("operator").userId());
        assertThat(identity("other").userId()).isNotEqualTo(who.userId());
    }

    @Test
    void aSessionOfARoleSaysWhichAndNeedsNoRightForIt() {
        Principal session = new Principal.RoleSession(AwsAccount.ID, "app", "my-erp-token");
        aws.iam()
                .attach(
                        "arn:aws:iam::123456789012:role/app",
                        "p",
                        Policies.of("{'Effect':'Deny','Action':'*','Resource':'*'}"),
                        "Deny");
        GetCallerIdentityResponse who = identity(aws.iam().issueKey(session));

        assertThat(who.arn()).isEqualTo("arn:aws:sts::123456789012:assumed-role/app/my-erp-token");
        assertThat(who.account()).isEqualTo("123456789012");
        assertThat(who.userId()).matches("AROA[0-9A-Z]{17}:my-erp-token");
    }

    private GetCallerIdentityResponse identity(String accessKeyId) {
        try (StsClient sts = aws.as(accessKeyId, StsClient.builder().httpClient(UrlConnectionHttpClient.create()))) {
            return sts.getCallerIdentity();
        }
    }
}
