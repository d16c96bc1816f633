package rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rekey.credential.Secret;

/** Where the command lets a secret out, and how little it carries one around. */
class SecretsOfTheCommandTest {
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("rekey.cli");

    /** Whoever adds a name here has thought about where the text goes from there. */
    @Test
    void revealsASecretOnlyToTheStoreAndToWhoeverAsksForARawToken() {
        assertThat(whoReveals(OURS)).containsExactlyInAnyOrder("rekey.cli.put.Vault", "rekey.cli.TokenCommand");
    }

    @Test
    void seesWhoeverRevealsASecretByAMethodReference() {
        JavaClasses tests = new ClassFileImporter().importClasses(RevealsByReference.class);

        assertThat(whoReveals(tests)).containsExactly(RevealsByReference.class.getName());
    }

    static final class RevealsByReference {
        static final Function<Secret, String> REVEAL = Secret::reveal;
    }

    private static Set<String> whoReveals(JavaClasses types) {
        return types.stream()
                .flatMap(type -> Stream.<JavaAccess<?>>concat(
                        type.getMethodCallsFromSelf().stream(), type.getMethodReferencesFromSelf().stream()))
                .filter(access -> access.getTargetOwner().isEquivalentTo(Secret.class))
                .filter(access -> access.getName().equals("reveal"))
                .map(JavaAccess::getOriginOwner)
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
    }

    /** A field of a command would be shown by whatever shows the command. */
    @Test
    void keepsNoSecretInAField() {
        Set<String> holders = OURS.stream()
                .filter(type -> type.getFields().stream()
                        .flatMap(field -> field.getAllInvolvedRawTypes().stream())
                        .anyMatch(type2 -> type2.isEquivalentTo(Secret.class)))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());

        assertThat(holders)
                .containsExactlyInAnyOrder("rekey.cli.token.TokenCall$Token", "rekey.cli.demo.Backend$Answer");
    }

    @Test
    void printsNoStackTraceAndWritesToTheSessionAlone() {
        Set<String> printers = OURS.stream()
                .filter(type -> Stream.<JavaAccess<?>>concat(
                                        type.getMethodCallsFromSelf().stream(),
                                        type.getMethodReferencesFromSelf().stream())
                                .anyMatch(access -> access.getName().equals("printStackTrace"))
                        || type.getFieldAccessesFromSelf().stream()
                                .anyMatch(access -> access.getTargetOwner().isEquivalentTo(System.class)
                                        && Set.of("out", "err").contains(access.getName())))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());

        assertThat(printers).containsExactly("rekey.cli.Session");
    }
}
