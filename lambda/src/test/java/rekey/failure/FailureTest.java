package rekey.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FailureTest {

    static Class<?>[] failures() {
        return Failure.class.getPermittedSubclasses();
    }

    @ParameterizedTest
    @MethodSource("failures")
    void isOneFinalPublicTypeForEachThingToDo(Class<?> failure) {
        assertThat(failure).isFinal().isPublic().hasSuperclass(Failure.class);
    }

    @Test
    void hasTheNamesThatCallersBranchOn() {
        assertThat(Arrays.stream(failures()).map(Class::getName))
                .containsExactlyInAnyOrder(
                        "rekey.failure.AccessDenied",
                        "rekey.failure.BadRequest",
                        "rekey.failure.CannotDecrypt",
                        "rekey.failure.LedgerUnreadable",
                        "rekey.failure.LwaRedirected",
                        "rekey.failure.LwaRefused",
                        "rekey.failure.LwaUnreadable",
                        "rekey.failure.LwaUntrusted",
                        "rekey.failure.MessageRefused",
                        "rekey.failure.Misconfigured",
                        "rekey.failure.NotEnrolled",
                        "rekey.failure.NotProvenYet",
                        "rekey.failure.NotSetYet",
                        "rekey.failure.NoticeRefused",
                        "rekey.failure.ParameterMissing",
                        "rekey.failure.ReauthorizeSeller",
                        "rekey.failure.RotationRefused",
                        "rekey.failure.ScopeRefused",
                        "rekey.failure.SecretRejected",
                        "rekey.failure.SpApiRefused",
                        "rekey.failure.SpApiUntrusted",
                        "rekey.failure.StoreRefused",
                        "rekey.failure.TryLater",
                        "rekey.failure.UnknownSeller",
                        "rekey.failure.WatchIncomplete");
    }
}
