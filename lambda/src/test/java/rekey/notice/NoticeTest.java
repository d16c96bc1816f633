package rekey.notice;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTest {

    static Stream<String> illegalKeys() {
        return Stream.of("", " ", "done 1", "done/\u00e9", "done:1", "k".repeat(49));
    }

    static Stream<String> illegalSubjects() {
        return Stream.of("", " ", " s", "s ", "a\nb", "a\tb", "\u00e9", "s".repeat(100));
    }

    static Stream<String> illegalMails() {
        return Stream.of("", " \n ", "m".repeat(8 * 1024 + 1), "\u00e9".repeat(4 * 1024 + 1));
    }

    static Stream<String> illegalShortMessages() {
        return Stream.of("", " ", " s", "a\nb", "\u00e9", "s".repeat(134));
    }

    @ParameterizedTest
    @MethodSource("illegalKeys")
    void refusesAKeyThatTheLedgerCannotRemember(String key) {
        refuses(() -> new Notice(key, "s", "m", "s"), "key");
    }

    @ParameterizedTest
    @MethodSource("illegalSubjects")
    void refusesASubjectThatSnsRefuses(String subject) {
        refuses(() -> new Notice("k", subject, "m", "s"), "subject");
    }

    @ParameterizedTest
    @MethodSource("illegalMails")
    void refusesAMailThatNobodyReads(String mail) {
        refuses(() -> new Notice("k", "s", mail, "s"), "mail");
    }

    @ParameterizedTest
    @MethodSource("illegalShortMessages")
    void refusesAShortMessageThatIsNotOne(String sms) {
        refuses(() -> new Notice("k", "s", "m", sms), "short message");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void takesTheLongestOfEach(int shorter) {
        assertThatCode(() -> new Notice(
                        "k".repeat(49 - shorter),
                        "s".repeat(100 - shorter),
                        "m".repeat(8 * 1024 + 1 - shorter),
                        "s".repeat(134 - shorter)))
                .doesNotThrowAnyException();
    }

    private static void refuses(Runnable making, String what) {
        assertThatIllegalArgumentException().isThrownBy(making::run).withMessageContaining(what);
    }
}
