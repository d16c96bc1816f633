package rekey.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rekey.SampleCredentials;

/**
 * The notices as somebody last read them, from the first word to the last: one file each in {@code
 * src/test/resources/notices}. Renew them by
 * {@code ./mvnw -pl lambda -am test -Dtest=NoticeTextTest -Dsurefire.failIfNoSpecifiedTests=false -Drekey.notices=write},
 * and read the difference.
 */
class NoticeTextTest {
    private static final Path TEXTS = Path.of("src/test/resources/notices");

    static Set<String> samples() {
        return SampleNotices.ALL.keySet();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void isAsItWasLastRead(String sample) throws IOException {
        Path file = TEXTS.resolve(sample + ".txt");
        String text = text(sample);
        if ("write".equals(System.getProperty("rekey.notices"))) {
            Files.writeString(file, text);
        }

        assertThat(text).isEqualTo(Files.readString(file));
    }

    @Test
    void everyNoticeHasASample() {
        assertThat(samples().stream()
                        .map(sample -> sample.replaceFirst("-.*", ""))
                        .collect(Collectors.toSet()))
                .isEqualTo(NoticeTextTest.notices().collect(Collectors.toSet()));
    }

    @Test
    void noFileIsLeftOfANoticeThatIsNoMore() throws IOException {
        try (Stream<Path> files = Files.list(TEXTS)) {
            assertThat(files)
                    .map(file -> file.getFileName().toString().replace(".txt", ""))
                    .containsExactlyInAnyOrderElementsOf(samples());
        }
    }

    /** Commands may be longer, so that they can be copied; the wrapping itself is tested apart. */
    @ParameterizedTest
    @MethodSource("samples")
    void aMailIsReadWithoutScrolling(String sample) {
        assertThat(notice(sample).mail().lines())
                .allMatch(line -> line.length() <= 72)
                .allMatch(line -> line.equals(line.stripTrailing()));
    }

    private static String text(String sample) {
        Notice notice = notice(sample);
        return """
                Key: %s
                Subject: %s
                SMS: %s%s

                %s""".formatted(notice.key(), notice.subject(), Notice.SENDER, notice.sms(), notice.mail());
    }

    private static Notice notice(String sample) {
        return SampleNotices.ALL.get(sample).apply(new RotationNotices(SampleCredentials.NAMES));
    }

    private static Stream<String> notices() {
        return Arrays.stream(RotationNotices.class.getDeclaredMethods())
                .filter(method -> method.getReturnType() == Notice.class)
                .map(method -> method.getName());
    }
}
