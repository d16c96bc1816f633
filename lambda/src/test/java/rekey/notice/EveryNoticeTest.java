package rekey.notice;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static rekey.SampleCredentials.assertHoldsNoSecret;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rekey.SampleCredentials;
import rekey.credential.ApplicationName;
import rekey.credential.Grantee.Seller;
import rekey.credential.ParameterNames;
import rekey.ledger.KnownSecret;
import rekey.ledger.RotationRequest;
import rekey.ledger.RotationRequest.Outcome;

/**
 * What holds for all notices. They are found by reflection, and made with every combination of the samples of their
 * parameters' types, so that a new one need not be named here.
 */
class EveryNoticeTest {
    private static final String LONGEST_APPLICATION = "m".repeat(47) + "9";
    private static final Pattern COMMAND =
            Pattern.compile("rekey [a-z]+( (clientsecret|clientidentifier|refreshToken))?");
    private static final Set<String> COMMANDS = Set.of(
            "rekey enrol",
            "rekey history",
            "rekey put clientidentifier",
            "rekey put clientsecret",
            "rekey put refreshToken",
            "rekey rollback",
            "rekey rotate",
            "rekey status");
    private static final String NOTHING = "Nothing is to be done.";

    /** Words that should be ours, and are anything but. */
    private static final List<String> WORDS = List.of(
            "HTTP 503",
            "",
            "x".repeat(9_000),
            "{app} %s <b>\r\n\tBcc: all@example.com\u0000 \u00e9\ud83d\ude00 ".repeat(40),
            "client_secret=%s, %s and %s"
                    .formatted(
                            SampleCredentials.CLIENT_SECRET,
                            SampleCredentials.REFRESH_TOKEN,
                            SampleCredentials.ACCESS_TOKEN));

    static Stream<Method> notices() {
        return Arrays.stream(RotationNotices.class.getDeclaredMethods())
                .filter(method -> method.getReturnType() == Notice.class);
    }

    @ParameterizedTest
    @MethodSource("notices")
    void isOneShortMessageWithTheLongestNames(Method notice) {
        for (Notice made : all(notice)) {
            assertThat((Notice.SENDER + made.sms()).getBytes(UTF_8).length).isLessThanOrEqualTo(140);
            assertThat(US_ASCII.newEncoder().canEncode(made.sms())).isTrue();
            // Not cut off: some wording is short enough for any name.
            assertThat(made.sms()).doesNotEndWith("..");
        }
    }

    @ParameterizedTest
    @MethodSource("notices")
    void hasASubjectThatSnsTakesAndThatNamesTheApplication(Method notice) {
        for (String application : List.of("my-erp", LONGEST_APPLICATION)) {
            assertThat(all(notice, application))
                    .allSatisfy(made -> assertThat(made.subject())
                            .startsWith(application + ": ")
                            .matches("[ -~]{1,99}")
                            .doesNotContain("!"));
        }
    }

    @ParameterizedTest
    @MethodSource("notices")
    void hasAMailThatNamesTheApplicationAndEndsWithWhoSendsItAndHowToSeeMore(Method notice) {
        assertThat(all(notice, LONGEST_APPLICATION))
                .allSatisfy(made -> assertThat(made.mail())
                        .endsWith("\nSent by Rekey for %1$s.\nHow it stands: rekey status --app %1$s\n"
                                .formatted(LONGEST_APPLICATION)));
        assertThat(all(notice, "my-erp"))
                .allSatisfy(made -> assertThat(made.mail())
                        .contains("docs/rotate.md")
                        .doesNotContain("!")
                        .endsWith("\nSent by Rekey for my-erp. How it stands: rekey status --app my-erp\n"));
    }

    @ParameterizedTest
    @MethodSource("notices")
    void saysWhatToDoByACommandThatExistsOrThatNothingIsToBeDone(Method notice) {
        for (Notice made : all(notice)) {
            String withoutSignature = made.mail().substring(0, made.mail().indexOf("Sent by Rekey"));
            assertThat(commands(withoutSignature)).isSubsetOf(COMMANDS);
            assertThat(commands(made.sms())).isSubsetOf(COMMANDS);

            assertThat(saysWhatToDo(withoutSignature)).as(withoutSignature).isTrue();
            assertThat(saysWhatToDo(made.sms())).as(made.sms()).isTrue();
            assertThat(made.sms().contains(NOTHING)).as(made.sms()).isEqualTo(withoutSignature.contains(NOTHING));
        }
    }

    @ParameterizedTest
    @MethodSource("notices")
    void eachCommandCanBePastedAsItStands(Method notice) {
        for (Notice made : all(notice, "my-erp")) {
            assertThat(made.mail().lines().filter(line -> line.startsWith("    rekey ")))
                    .allMatch(line -> line.endsWith(" --app my-erp"));
            assertThat(made.sms())
                    .satisfiesAnyOf(
                            sms -> assertThat(sms).endsWith(" --app my-erp"),
                            sms -> assertThat(sms).endsWith(NOTHING));
        }
    }

    /** Also when somebody hands in words that hold one. */
    @ParameterizedTest
    @MethodSource("notices")
    void tellsNoSecretAndNothingThatIsNoPlainText(Method notice) {
        for (Notice made : all(notice)) {
            assertHoldsNoSecret(made.toString());
            assertThat(made.mail()).matches("[ -~\n]+");
            assertThat(made.mail().length()).isLessThan(4_000);
        }
    }

    @ParameterizedTest
    @MethodSource("notices")
    void isTheSameEachTime(Method notice) {
        assertThat(all(notice)).isEqualTo(all(notice));
    }

    @Test
    void noTwoThingsHaveTheSameKey() {
        List<String> keys = SampleNotices.ALL.values().stream()
                .map(sample -> sample.apply(new RotationNotices(SampleCredentials.NAMES))
                        .key())
                .toList();

        assertThat(keys).doesNotHaveDuplicates().allMatch(key -> key.matches("[a-z-]+/[A-Za-z0-9/._-]+"));
    }

    @Test
    void anotherSecretSellerDayOrRungHasAnotherKey() {
        RotationNotices notices = new RotationNotices(SampleCredentials.NAMES);
        KnownSecret secret = SampleNotices.CURRENT;
        KnownSecret again = secret.promotedAt(SampleNotices.ENDS, 9);
        Seller seller = Seller.named("A2EXAMPLE12345");
        Seller other = Seller.named("A2EXAMPLE12346");

        assertThat(Stream.of(
                        notices.done(secret),
                        notices.done(again),
                        notices.done(SampleNotices.RETIRING),
                        notices.rolledBack(secret, "jane"),
                        notices.rolledBack(again, "jane"),
                        notices.expiring(secret, 30, true),
                        notices.expiring(secret, 15, true),
                        notices.expiring(SampleNotices.STORED, 15, true),
                        notices.reauthorize(seller, SampleNotices.ENDS, 30),
                        notices.reauthorize(seller, SampleNotices.ENDS, 7),
                        notices.reauthorize(seller, SampleNotices.OLD_ENDS, 7),
                        notices.reauthorize(other, SampleNotices.ENDS, 30),
                        notices.reauthorize(Seller.DEFAULT, SampleNotices.ENDS, 30),
                        notices.messageRefused("q", "1", ""),
                        notices.messageRefused("q", "2", ""),
                        notices.unconfirmed("a@example.com", "1"),
                        notices.unconfirmed("a@example.com", "2")))
                .extracting(Notice::key)
                .doesNotHaveDuplicates();
    }

    private static boolean saysWhatToDo(String text) {
        return text.contains(NOTHING) || !commands(text).isEmpty();
    }

    private static List<String> commands(String text) {
        return COMMAND.matcher(text).results().map(MatchResult::group).toList();
    }

    private static List<Notice> all(Method notice) {
        return Stream.of("my-erp", LONGEST_APPLICATION)
                .flatMap(application -> all(notice, application).stream())
                .toList();
    }

    private static List<Notice> all(Method notice, String application) {
        RotationNotices notices = new RotationNotices(new ParameterNames(new ApplicationName(application)));
        return WORDS.stream()
                .flatMap(word -> combinations(notice.getParameterTypes(), word).stream())
                .distinct()
                .map(arguments -> made(notices, notice, arguments))
                .toList();
    }

    /** @param word for every text among them */
    private static List<List<Object>> combinations(Class<?>[] types, String word) {
        List<List<Object>> combinations = List.of(List.of());
        for (Class<?> type : types) {
            List<?> samples = type == String.class ? List.of(word) : samples(type);
            combinations = combinations.stream()
                    .flatMap(before -> samples.stream().map(sample -> with(before, sample)))
                    .toList();
        }
        return combinations;
    }

    private static Notice made(RotationNotices notices, Method notice, List<Object> arguments) {
        try {
            return (Notice) notice.invoke(notices, arguments.toArray());
        } catch (InvocationTargetException e) {
            throw new AssertionError("%s of %s".formatted(notice, arguments), e.getCause());
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Object> with(List<Object> before, Object more) {
        List<Object> all = new ArrayList<>(before);
        all.add(more);
        return all;
    }

    private static List<?> samples(Class<?> type) {
        if (type == KnownSecret.class) {
            return List.of(
                    SampleNotices.PENDING,
                    SampleNotices.CURRENT,
                    SampleNotices.STORED,
                    SampleNotices.STORED.retiringAt(SampleNotices.OLD_ENDS),
                    SampleNotices.RETIRING);
        } else if (type == RotationRequest.class) {
            return Arrays.stream(Outcome.values())
                    .flatMap(EveryNoticeTest::requests)
                    .toList();
        } else if (type == Seller.class) {
            return List.of(Seller.DEFAULT, Seller.named("A2EXAMPLE12345"), Seller.named("S".repeat(63) + "9"));
        } else if (type == Instant.class) {
            return List.of(SampleNotices.ENDS, SampleNotices.OLD_ENDS);
        } else if (type == long.class) {
            return List.of(-1L, 0L, 1L, 30L, 170L);
        } else if (type == boolean.class) {
            return List.of(true, false);
        }
        throw new AssertionError("No samples of " + type + " yet: add some here.");
    }

    private static Stream<RotationRequest> requests(Outcome outcome) {
        Function<String, RotationRequest> because =
                word -> new RotationRequest("4f6d1c2b", SampleNotices.ASKED, word, outcome, word);
        return Stream.concat(WORDS.stream().map(because), Stream.of(SampleNotices.request(outcome, "HTTP 429")));
    }
}
