package rekey.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** STS: who calls. */
abstract class CallerContract extends Contract {
    CallerContract(BackEnd aws) {
        super(aws);
    }

    @Test
    @Needs(Capability.CALLER_IDENTITY)
    void saysWhoCalls() {
        GetCallerIdentityResponse caller = aws.sts().getCallerIdentity();
        assertThat(caller.account()).matches("\\d{12}");
        assertThat(caller.arn()).matches("arn:aws:(iam|sts)::" + caller.account() + ":.+");
        assertThat(caller.userId()).isNotBlank();
    }
}
