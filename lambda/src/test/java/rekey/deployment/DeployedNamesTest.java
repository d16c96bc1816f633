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
        assertThat(names.rotationFunction()).isEqualTo("my-erp-rotation");
        assertThat(names.watchFunction()).isEqualTo("my-erp-watch");
        assertThat(names.watchSchedule()).isEqualTo("my-erp-watch");
        assertThat(names.expiryQueue()).isEqualTo("my-erp-expiry");
        assertThat(names.newSecretQueue()).isEqualTo("my-erp-new-secret");
        assertThat(names.failedQueue(names.expiryQueue())).isEqualTo("my-erp-expiry-failed");
        assertThat(names.failedQueue(names.newSecretQueue())).isEqualTo("my-erp-new-secret-failed");
        assertThat(names.queueKeyAlias()).isEqualTo("alias/my-erp-queues");
        assertThat(names.topic()).isEqualTo("my-erp-notices");
        assertThat(names.dashboard()).isEqualTo("my-erp-rekey");
        assertThat(names.stack()).isEqualTo("Rekey-my-erp");
    }

    @Test
    void areNobodyElsesForNamesThatDifferInOneCharacter() {
        Set<String> stacks = new HashSet<>();
        Set<String> functions = new HashSet<>();
        Set<String> queues = new HashSet<>();
        for (String name : List.of("my-erp", "my_erp", "my.erp", "my.erp-")) {
            DeployedNames names = new DeployedNames(new ApplicationName(name));
            stacks.add(names.stack());
            functions.add(names.tokenFunction());
            queues.add(names.newSecretQueue());
        }

        assertThat(stacks).hasSize(4).contains("Rekey-my-erp");
        assertThat(functions).hasSize(4).contains("my-erp-token", "my_erp-token");
        assertThat(queues).hasSize(4).contains("my-erp-new-secret", "my_erp-new-secret");
    }

    @Test
    void differFromEachOther() {
        DeployedNames names = new DeployedNames(new ApplicationName("my-erp"));

        assertThat(List.of(
                        names.expiryQueue(),
                        names.newSecretQueue(),
                        names.failedQueue(names.expiryQueue()),
                        names.failedQueue(names.newSecretQueue())))
                .doesNotHaveDuplicates();
        assertThat(List.of(
                        names.tokenFunction(),
                        names.provisionFunction(),
                        names.rotationFunction(),
                        names.watchFunction()))
                .doesNotHaveDuplicates();
        assertThat(names.queueKeyAlias()).isNotEqualTo(names.keyAlias());
    }

    /** Function and schedule names have 64 characters at most, the shortest of these limits; a queue's has 80. */
    @Test
    void areLegalForEveryLegalApplication() {
        DeployedNames names = new DeployedNames(new ApplicationName("9._" + "x".repeat(45)));

        assertThat(names.tokenFunction()).matches("[A-Za-z0-9_-]{1,64}").startsWith("9-_x");
        assertThat(names.provisionFunction()).matches("[A-Za-z0-9_-]{1,64}");
        assertThat(names.rotationFunction()).matches("[A-Za-z0-9_-]{1,64}");
        assertThat(names.watchFunction()).matches("[A-Za-z0-9_-]{1,64}");
        assertThat(names.watchSchedule()).matches("[A-Za-z0-9_.-]{1,64}");
        assertThat(names.failedQueue(names.expiryQueue())).matches("[A-Za-z0-9_-]{1,80}");
        assertThat(names.failedQueue(names.newSecretQueue())).matches("[A-Za-z0-9_-]{1,80}");
        assertThat(names.queueKeyAlias()).matches("alias/[A-Za-z0-9_-]{1,249}");
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
