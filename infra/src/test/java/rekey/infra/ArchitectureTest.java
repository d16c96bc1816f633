package rekey.infra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the CDK app knows of the functions. */
class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .importUrl(RekeyStack.class.getProtectionDomain().getCodeSource().getLocation());

    /** Names, handlers, metrics, and the failures that an alarm is about. Whoever adds one here has thought about what a deployment has to know. */
    @Test
    void knowsOnlyTheContractOfTheFunctions() {
        Set<String> known = OURS.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType())
                .map(JavaClass::getName)
                .filter(name -> name.startsWith("rekey.")
                        && !name.startsWith("rekey.infra.")
                        && !name.startsWith("rekey.failure."))
                .collect(Collectors.toSet());

        assertThat(known)
                .containsExactlyInAnyOrder(
                        "rekey.credential.ApplicationName",
                        "rekey.credential.Grantee$Seller",
                        "rekey.credential.ParameterNames",
                        "rekey.credential.Sellers",
                        "rekey.deployment.DeployedNames",
                        "rekey.provision.ProvisionHandler",
                        "rekey.rotation.RotationHandler",
                        "rekey.rotation.RotationSettings",
                        "rekey.spapi.SpApiEndpoint$Region",
                        "rekey.token.TokenHandler",
                        "rekey.watch.Gauge",
                        "rekey.watch.WatchHandler");
    }

    @Test
    void hasNoHandOnASecret() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("rekey\\.credential\\.Secret")
                .check(OURS);
    }
}
