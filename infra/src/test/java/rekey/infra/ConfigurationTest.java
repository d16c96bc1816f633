package rekey.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.credential.ApplicationName;
import rekey.credential.Sellers;
import rekey.infra.Configuration.OnDelete;
import rekey.infra.Configuration.Rotation;
import rekey.spapi.SpApiEndpoint.Region;

class ConfigurationTest {
    private static final Map<String, String> SMALLEST = Map.of("app", "my-erp", "email", "ops@example.com");

    @Test
    void needsAnApplicationAndAnAddressAndHasTheseDefaults() {
        Configuration configuration = Configuration.from(SMALLEST);

        assertThat(configuration.application()).isEqualTo(new ApplicationName("my-erp"));
        assertThat(configuration.emails()).containsExactly("ops@example.com");
        assertThat(configuration.phones()).isEmpty();
        assertThat(configuration.reminderDays()).containsExactly(150, 165, 173);
        assertThat(configuration.callers()).isEmpty();
        assertThat(configuration.sellers()).isEqualTo(Sellers.NONE);
        assertThat(configuration.region()).isEqualTo(Region.NA);
        assertThat(configuration.rotation()).isEqualTo(Rotation.AUTO);
        assertThat(configuration.rotateDaysBefore()).isEqualTo(40);
        assertThat(configuration.keyArn()).isEmpty();
        assertThat(configuration.onDelete()).isEqualTo(OnDelete.RETAIN);
        assertThat(configuration.tokenImage()).isEmpty();
    }

    @Test
    void takesEveryKey() {
        Configuration configuration = Configuration.from(Synthesis.EVERYTHING);

        assertThat(configuration.emails()).containsExactly("ops@example.com", "night.shift+lwa@example.co.uk");
        assertThat(configuration.phones()).containsExactly("+14155550100", "+4915112345678");
        assertThat(configuration.reminderDays()).containsExactly(30, 120, 179);
        assertThat(configuration.callers())
                .containsExactly("arn:aws:iam::111122223333:role/backend", "arn:aws:iam::444455556666:root");
        assertThat(configuration.sellers()).hasToString("A2EXAMPLE A3EXAMPLE");
        assertThat(configuration.region()).isEqualTo(Region.EU);
        assertThat(configuration.rotation()).isEqualTo(Rotation.MANUAL);
        assertThat(configuration.rotateDaysBefore()).isEqualTo(30);
        assertThat(configuration.keyArn())
                .hasValueSatisfying(arn -> assertThat(arn).endsWith("555555555555"));
        assertThat(configuration.onDelete()).isEqualTo(OnDelete.DELETE);
        assertThat(configuration.repair()).contains("2026-11-25");
        assertThat(Configuration.from(Synthesis.IMAGE).tokenImage()).contains(Synthesis.BASE_IMAGE);
        Set<String> keys = new HashSet<>(Synthesis.EVERYTHING.keySet());
        keys.addAll(Synthesis.IMAGE.keySet());
        assertThat(keys).containsExactlyInAnyOrderElementsOf(Configuration.KEYS);
    }

    @Test
    void isSaidAgainAsTheCommandThatMadeIt() {
        for (Map<String, String> context :
                List.of(SMALLEST, Synthesis.USUAL, Synthesis.EVERYTHING, Synthesis.ANY_SELLER, Synthesis.IMAGE)) {
            Map<String, String> said = new HashMap<>();
            for (String pair : Configuration.from(context)
                    .command()
                    .replaceFirst("npx cdk deploy -c ", "")
                    .split(" -c ", -1)) {
                said.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
            }
            Map<String, String> expected = new HashMap<>(context);
            expected.remove("repair");
            assertThat(said).isEqualTo(expected);
        }
    }

    @Test
    void isSaidAgainSoThatAShellTakesItAsItIs() {
        String command =
                Configuration.from(with("email", "o'hara&sons@example.com")).command();

        assertThat(command).endsWith(" -c 'email=o'\\''hara&sons@example.com'");
    }

    @Test
    void takesListsAndNumbersFromAFileAndEachValueOnce() {
        Configuration configuration = Configuration.from(Map.of(
                "app",
                "my-erp",
                "email",
                List.of("a@example.com", " b@example.com ", "a@example.com"),
                "reminderDays",
                List.of(142, 160),
                "rotateDaysBefore",
                39));

        assertThat(configuration.emails()).containsExactly("a@example.com", "b@example.com");
        assertThat(configuration.reminderDays()).containsExactly(142, 160);
        assertThat(configuration.rotateDaysBefore()).isEqualTo(39);
    }

    @Test
    void leavesTheCdksOwnKeysAlone() {
        Map<String, Object> context = new HashMap<>(SMALLEST);
        context.put("@aws-cdk/core:checkSecretUsage", true);
        context.put("aws:cdk:enable-path-metadata", true);
        context.put("availability-zones:account=123456789012:region=us-east-1", List.of("us-east-1a"));
        context.put("acknowledged-issue-numbers", List.of(1));
        context.put("cli-telemetry", false);

        assertThat(Configuration.from(context).application()).hasToString("my-erp");
    }

    @Test
    void listsEveryProblemInOneMessage() {
        Misconfiguration thrown = refusal(Map.ofEntries(
                Map.entry("emial", "ops@example.com"),
                Map.entry("phone", "4155550100"),
                Map.entry("reminderDays", "-1,150,200"),
                Map.entry("callers", "backend"),
                Map.entry("sellers", "A/1"),
                Map.entry("region", "us"),
                Map.entry("rotation", "never"),
                Map.entry("rotateDaysBefore", "7"),
                Map.entry("key", "alias/my-erp"),
                Map.entry("onDelete", "keep"),
                Map.entry("tokenImage", "public.ecr.aws/lambda/java:25")));

        assertThat(thrown.problems())
                .extracting(problem -> problem.replaceFirst(":.*", ""))
                .containsExactly(
                        "\"emial\"",
                        "app",
                        "email",
                        "phone",
                        "reminderDays",
                        "reminderDays",
                        "callers",
                        "sellers",
                        "region",
                        "rotation",
                        "rotateDaysBefore",
                        "key",
                        "onDelete",
                        "tokenImage");
        assertThat(thrown).hasMessageContainingAll(thrown.problems().toArray(String[]::new));
        assertThat(thrown).hasMessageContaining("npx cdk deploy -c app=");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "app          |                                  | It is not set.",
                "app          | -my-erp                          | An application's name is 1 to 48",
                "app          | my/erp                           | An application's name is 1 to 48",
                "app          | aws-erp                          | An application's name is 1 to 48",
                "app          | a,b                              | takes one value, not 2",
                "email        |                                  | It is not set.",
                "email        | ops                              | An address looks like",
                "email        | ops@example                      | An address looks like",
                "email        | Ops <ops@example.com>            | An address looks like",
                "email        | ops@example.com;me@example.com   | An address looks like",
                "phone        | 14155550100                      | A number is in E.164",
                "phone        | +1 415 555 0100                  | A number is in E.164",
                "phone        | +0155550100                      | A number is in E.164",
                "phone        | +12345                           | A number is in E.164",
                "phone        | +1234567890123456                | A number is in E.164",
                "reminderDays | -1                               | after 1 to 179 days",
                "reminderDays | 0                                | after 1 to 179 days",
                "reminderDays | 180                              | after 1 to 179 days",
                "reminderDays | 99999999999                      | a whole number",
                "reminderDays | 1.5                              | a whole number",
                "reminderDays | 165,150                          | rising order",
                "reminderDays | 1,2,3,4,5,6,7,8                  | There are 7 at most",
                "callers      | *                                | A caller is the ARN",
                "callers      | arn:aws:iam::1234:role/x         | A caller is the ARN",
                "callers      | arn:aws:sts::123456789012:assumed-role/x/y | A caller is the ARN",
                "callers      | arn:aws:iam::111122223333:role/* | A caller is the ARN",
                "callers      | arn:aws:iam::*:root              | A caller is the ARN",
                "sellers      | any,A1                           | stand alone",
                "sellers      | A/1                              | A seller's id",
                "region       | us                               | na, eu or fe",
                "region       | NA                               | na, eu or fe",
                "region       | na,eu                            | takes one value, not 2",
                "rotation     | off                              | auto or manual",
                "rotateDaysBefore | 7                            | 8 to 170 days before its end",
                "rotateDaysBefore | 171                          | 8 to 170 days before its end",
                "rotateDaysBefore | -40                          | 8 to 170 days before its end",
                "rotateDaysBefore | soon                         | a whole number",
                "rotateDaysBefore | 30                           | With rotation=auto it is more than 30,",
                "key          | 1234abcd-12ab-34cd-56ef-1234567890ab | A key is the ARN",
                "key          | arn:aws:kms:us-east-1:123456789012:alias/x | A key is the ARN",
                "onDelete     | destroy                          | retain or delete",
                "tokenImage   | public.ecr.aws/lambda/java:25    | docker buildx imagetools inspect",
                "tokenImage   | public.ecr.aws/lambda/java@sha256:0123456789abcdef | with its digest",
                "tokenImage   | java@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0 | with its digest",
                "tokenImage   | java@sha256:0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef | with its digest",
                "tokenImage   | --network=host x@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef | with its digest",
                "repair       | a new one                        | It is a text such as"
            })
    void refuses(String key, String value, String rule) {
        Map<String, String> context = new HashMap<>(SMALLEST);
        context.put(key, value == null ? "" : value);

        assertThat(refusal(context).problems())
                .singleElement()
                .asString()
                .contains(key + ": ")
                .contains(rule);
    }

    /** One day before the first reminder is early enough; on its day it is not. */
    @Test
    void rotatesByItselfBeforeAnybodyIsReminded() {
        Map<String, String> context = with("reminderDays", "141,170");
        assertThat(Configuration.from(context).rotateDaysBefore()).isEqualTo(40);

        context.put("reminderDays", "140,170");
        assertThat(refusal(context).problems())
                .containsExactly(
                        "rotateDaysBefore: 40 days before its end a secret is 140 days old, and people would have been"
                                + " reminded after 140 to rotate what rotates by itself. With rotation=auto it is more than 40, or"
                                + " the first of reminderDays comes after day 140.");

        context.put("rotation", "manual");
        assertThat(Configuration.from(context).reminderDays()).containsExactly(140, 170);
    }

    @Test
    void refusesMoreSellersThanThePolicyHolds() {
        String sellers = IntStream.range(0, 21).mapToObj(i -> "A" + i).collect(Collectors.joining(","));

        assertThat(refusal(with("sellers", sellers)).problems())
                .singleElement()
                .asString()
                .contains("20 at most");
    }

    @Test
    void showsLittleOfAVeryLongValue() {
        Misconfiguration thrown = refusal(with("app", "x".repeat(2_000)));

        assertThat(thrown).hasMessageContaining("(2,000 characters)");
        assertThat(thrown.getMessage()).hasSizeLessThan(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "amzn1.oa2-cs.v1.0123456789abcdef",
                "Atzr|IwEBIExampleRefreshToken",
                "0123456789abcdef0123456789ABCDEF01234567",
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void refusesACredentialAndDoesNotRepeatIt(String credential) {
        for (String key : Configuration.KEYS) {
            assertThat(refusal(with(key, credential)))
                    .hasMessageNotContaining(credential)
                    .hasMessageContaining("rekey put stores it");
        }
        assertThat(refusal(with("clientsecret", credential))).hasMessageNotContaining(credential);
        assertThat(refusal(with(credential, "x"))).hasMessageNotContaining(credential);
    }

    private static Map<String, String> with(String key, String value) {
        Map<String, String> context = new HashMap<>(SMALLEST);
        context.put(key, value);
        return context;
    }

    private static Misconfiguration refusal(Map<String, String> context) {
        return catchThrowableOfType(Misconfiguration.class, () -> Configuration.from(context));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "callers | arn:aws:iam::111122223333:user/team/alice@example.com",
                "callers | arn:aws-cn:iam::111122223333:role/backend",
                "key     | arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/mrk-1234abcd12ab34cd56ef1234567890ab",
                "phone   | +1234567",
                "phone   | +123456789012345",
                "email   | ops@example.technology",
                "tokenImage | public.ecr.aws/lambda/java:25@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                "tokenImage | localhost:5000/java@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void takes(String key, String value) {
        assertThat(Configuration.from(with(key, value)).command()).contains(value);
    }

    @Test
    void showsNoControlCharacters() {
        assertThat(refusal(with("app", "my\u001b[31merp\n  email: x")).problems())
                .singleElement()
                .asString()
                .contains("\"my?[31merp?  email: x\"");
    }
}
