package rekey.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    @Test
    void areNobodyElsesForNamesThatDifferInOneCharacter() {
        Set<String> stacks = new HashSet<>();
        Set<String> functions = new HashSet<>();
        for (String name : List.of("my-erp", "my_erp", "my.erp", "my.erp-")) {
            DeployedNames names = new DeployedNames(new ApplicationName(name));
            stacks.add(names.stack());
            functions.add(names.tokenFunction());
        }

        assertThat(stacks).hasSize(4).contains("Rekey-my-erp");
        assertThat(functions).hasSize(4).contains("my-erp-token", "my_erp-token");
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

    @Test
    void tellsWhatTheProvisionFunctionPutFromWhatAnybodyElseDid() {
        DeployedNames names = new DeployedNames(new ApplicationName("my-erp"));

        assertThat(names.isByProvision("arn:aws:sts::123456789012:assumed-role/Rekey-my-erp-Role1/my-erp-provision"))
                .isTrue();
        assertThat(names.isByProvision("arn:aws:sts::123456789012:assumed-role/Operator/jane"))
                .isFalse();
        assertThat(names.isByProvision("arn:aws:sts::123456789012:assumed-role/Role/not-my-erp-provision"))
                .isFalse();
        assertThat(names.isByProvision(null)).isFalse();
    }
}
