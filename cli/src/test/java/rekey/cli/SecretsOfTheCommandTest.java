package rekey.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
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
        Set<String> callers = OURS.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().isEquivalentTo(Secret.class))
                .filter(call -> call.getName().equals("reveal"))
                .map(JavaAccess::getOriginOwner)
                .map(JavaClass::getName)
                .collect(Collectors.toSet());

        assertThat(callers).containsExactlyInAnyOrder("rekey.cli.put.Vault", "rekey.cli.TokenCommand");
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
                .filter(type -> type.getMethodCallsFromSelf().stream()
                                .anyMatch(call -> call.getName().equals("printStackTrace"))
                        || type.getFieldAccessesFromSelf().stream()
                                .anyMatch(access -> access.getTargetOwner().isEquivalentTo(System.class)
                                        && Set.of("out", "err").contains(access.getName())))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());

        assertThat(printers).containsExactly("rekey.cli.Session");
    }
}
