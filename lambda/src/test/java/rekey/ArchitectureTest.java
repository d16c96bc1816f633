package rekey;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.credential.Secret;

/** Which package may know which, and what no class may do. */
class ArchitectureTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .importUrl(Secret.class.getProtectionDomain().getCodeSource().getLocation());
    private static final DescribedPredicate<JavaClass> OF_REKEY = resideInAPackage("rekey..");

    @ParameterizedTest
    @CsvSource({
        "failure, rekey.failure",
        "function, rekey.failure rekey.function",
        "credential, rekey.failure rekey.function rekey.credential",
        "lwa, rekey.failure rekey.function rekey.credential rekey.lwa",
        "token, rekey.failure rekey.function rekey.credential rekey.lwa rekey.token",
        "ledger, rekey.failure rekey.function rekey.credential rekey.ledger",
        "spapi, rekey.failure rekey.function rekey.credential rekey.lwa rekey.spapi",
        "notice, rekey.failure rekey.function rekey.credential rekey.ledger rekey.notice",
        "rotation, rekey.failure rekey.function rekey.credential rekey.lwa rekey.spapi rekey.ledger rekey.notice"
                + " rekey.rotation",
        "watch, rekey.failure rekey.function rekey.credential rekey.lwa rekey.spapi rekey.ledger rekey.notice"
                + " rekey.rotation rekey.deployment rekey.watch",
        "deployment, rekey.credential rekey.deployment",
        "provision, rekey.failure rekey.function rekey.credential rekey.provision"
    })
    void eachPackageKnowsOnlyThoseBelowIt(String subject, String known) {
        classes()
                .that()
                .resideInAPackage("rekey." + subject + "..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(known.split(" ")).or(DescribedPredicate.not(OF_REKEY)))
                .check(OURS);
    }

    @Test
    void hasNoPackageThatTheseRulesForget() {
        assertThat(OURS.stream().map(JavaClass::getPackageName).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "rekey.failure",
                        "rekey.function",
                        "rekey.credential",
                        "rekey.lwa",
                        "rekey.token",
                        "rekey.ledger",
                        "rekey.spapi",
                        "rekey.notice",
                        "rekey.rotation",
                        "rekey.watch",
                        "rekey.deployment",
                        "rekey.provision");
    }

    @Test
    void hasNoCycle() {
        slices().matching("rekey.(*)..").should().beFreeOfCycles().check(OURS);
    }

    @Test
    void knowsNothingOfTheModulesThatUseIt() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("rekey.sandbox..", "rekey.cli..", "rekey.infra..", "rekey.testing..")
                .check(OURS);
    }

    /** Whoever adds a name here has thought about where the text goes from there. */
    @Test
    void revealsASecretOnlyWhereItGoesOverTheWire() {
        Set<String> callers = OURS.get(Secret.class).getMethod("reveal").getAccessesToSelf().stream()
                .map(JavaAccess::getOriginOwner)
                .map(JavaClass::getName)
                .collect(Collectors.toSet());

        assertThat(callers)
                .containsExactlyInAnyOrder(
                        "rekey.credential.ClientSecrets",
                        "rekey.lwa.Grant",
                        "rekey.provision.ParameterStore",
                        "rekey.spapi.SpApiClient",
                        "rekey.token.TokenResponse");
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.util.logging..", "org.slf4j..", "org.apache.logging..", "java.lang.management.."})
    void knowsNoLogBesidesTheJournal(String logging) {
        noClasses().should().dependOnClassesThat().resideInAPackage(logging).check(OURS);
    }

    /** The archive that is deployed has no asynchronous client in it, nor an HTTP client for one. */
    @Test
    void knowsNoAsynchronousClient() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("software\\.amazon\\.awssdk\\.services\\.(.*\\.)?[^.]*(Async|Publisher)[^.]*")
                .check(OURS);
    }

    @Test
    void printsNothing() {
        noClasses()
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethodWhere(DescribedPredicate.describe(
                        "printStackTrace", call -> call.getTarget().getName().equals("printStackTrace")))
                .check(OURS);
    }
}
