package rekey.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import rekey.credential.ApplicationName;

class DeployedNamesTest {
    @Test
    void beginWithTheApplicationsName() {
        DeployedNames names = new DeployedNames(new ApplicationName("my-erp"));

        assertThat(names.keyAlias()).isEqualTo("alias/my-erp");
        assertThat(names.tokenFunction()).isEqualTo("my-erp-token");
        assertThat(names.provisionFunction()).isEqualTo("my-erp-provision");
        assertThat(names.topic()).isEqualTo("my-erp-notices");
        assertThat(names.dashboard()).isEqualTo("my-erp-rekey");
        assertThat(names.stack()).isEqualTo("Rekey-my-erp");
    }

    /** Function names have 64 characters at most, the shortest of these limits. */
    @Test
    void areLegalForEveryLegalApplication() {
        DeployedNames names = new DeployedNames(new ApplicationName("9._" + "x".repeat(45)));

        assertThat(names.tokenFunction()).matches("[A-Za-z0-9_-]{1,64}").startsWith("9-_x");
        assertThat(names.provisionFunction()).matches("[A-Za-z0-9_-]{1,64}");
        assertThat(names.topic()).matches("[A-Za-z0-9_-]{1,64}");
        assertThat(names.dashboard()).matches("[A-Za-z0-9_-]{1,64}");
        assertThat(names.keyAlias()).matches("alias/[A-Za-z0-9_-]{1,64}");
        assertThat(names.stack()).matches("[A-Za-z][A-Za-z0-9-]{1,127}");
    }
}
