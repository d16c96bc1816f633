package rekey.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static rekey.cli.Laptop.IDENTIFIER;
import static rekey.cli.Laptop.SECRET;
import static rekey.cli.Laptop.TOKEN;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.cli.put.Kind;
import rekey.cli.put.Put;
import rekey.credential.Grantee.Seller;
import rekey.credential.Placeholder;
import rekey.credential.Secret;
import rekey.lwa.LwaClient;
import rekey.lwa.LwaEndpoint;
import rekey.sandbox.lwa.LwaFault;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/** What is stored, how, and what is tried before. */
class PutCommandTest {
    private static final String OTHER_SECRET = "amzn1.oa2-cs.v1." + "0123456789abcdef".repeat(4);
    private static final String OTHER_IDENTIFIER = "amzn1.application-oa2-client." + "0123456789abcdef".repeat(2);

    private final Laptop laptop;

    PutCommandTest() throws IOException {
        laptop = Laptop.deployed();
    }

    @AfterEach
    void close() {
        laptop.close();
    }

    @Test
    void takesAParametersFullNameForItsApplicationToo() {
        laptop.variables.put("REKEY_APP", "another");
        laptop.store(IDENTIFIER, laptop.registered.clientIdentifier());

        assertThat(laptop.pipe(laptop.registered.clientSecret(), SECRET))
                .as(laptop.err())
                .isZero();
        assertThat(laptop.value(SECRET)).isEqualTo(laptop.registered.clientSecret());
        assertThat(laptop.pipe(laptop.registered.clientSecret(), SECRET, "--app", "my-erp"))
                .isZero();
        assertThat(laptop.pipe(laptop.registered.clientSecret(), SECRET, "--app", "another"))
                .isEqualTo(2);
        assertThat(laptop.err()).contains("--app is of another application");
        assertThat(laptop.pipe(laptop.registered.authorize("x"), TOKEN, "--seller", "A1"))
                .isEqualTo(2);
        assertThat(laptop.err()).contains("leave --seller out");
    }

    @Test
    void storesWhatAnApplicationNeedsAndTriesEachWithWhatIsThere() {
        assertThat(laptop.pipe(laptop.registered.clientIdentifier(), "clientidentifier"))
                .isZero();
        assertThat(laptop.out()).contains("could not be tried at LWA: not set yet is " + SECRET);
        assertThat(laptop.pipe(laptop.registered.clientSecret(), "clientsecret"))
                .isZero();
        assertThat(laptop.out())
                .contains(SECRET + " is stored: version 2, under alias/my-erp, ****")
                .contains("LWA accepts it together with the stored client identifier.")
                .contains("180 days left if it was issued just now")
                .contains("within 5 minutes; nothing has to be deployed")
                .doesNotContain("old secret");
        assertThat(laptop.pipe(laptop.registered.authorize("seller"), "refreshToken"))
                .isZero();
        assertThat(laptop.out()).contains("LWA accepts it together with the stored client identifier and secret.");

        assertThat(laptop.value(SECRET)).isEqualTo(laptop.registered.clientSecret());
        assertThat(laptop.lwaCalls()).isEqualTo(2);
    }

    @Test
    void putsUnderTheApplicationsOwnKeyAndKeepsTierAndPolicies() {
        List<?> policies = laptop.metadata(SECRET).policies();
        laptop.store("clientidentifier", laptop.registered.clientIdentifier());
        laptop.store("clientsecret", laptop.registered.clientSecret());

        ParameterMetadata secret = laptop.metadata(SECRET);
        assertThat(secret.type()).isEqualTo(ParameterType.SECURE_STRING);
        assertThat(secret.keyId()).isEqualTo(laptop.keyArn());
        assertThat(secret.tier()).isEqualTo(ParameterTier.ADVANCED);
        assertThat(secret.policies()).hasSize(3).isEqualTo(policies);
        assertThat(laptop.metadata(IDENTIFIER).tier()).isEqualTo(ParameterTier.STANDARD);
    }

    @Test
    void keepsAParameterAdvancedThatNeedNotBe() {
        laptop.ssm.putParameter(request -> request.name(TOKEN)
                .value(Placeholder.VALUE)
                .overwrite(true)
                .keyId("alias/my-erp")
                .tier(ParameterTier.ADVANCED));
        laptop.store("refreshToken", "Atzr|IwEBIZu8Qxk7pLmV");

        assertThat(laptop.metadata(TOKEN).tier()).isEqualTo(ParameterTier.ADVANCED);
    }

    @Test
    void storesANewSecretAndSaysThatTheOldOneLivesForAWeek() {
        laptop.store("clientidentifier", laptop.registered.clientIdentifier());
        laptop.store("clientsecret", laptop.registered.clientSecret());
        laptop.store("clientsecret", laptop.registered.issueSecret());

        assertThat(laptop.out()).contains("version 3").contains("accepts the old secret for 7 more days");
    }

    @Test
    void asksForTheValueWhenThereIsATerminal() {
        assertThat(laptop.type("  %s\n".formatted(laptop.registered.clientIdentifier()), "ClientIdentifier"))
                .isZero();

        assertThat(laptop.value(IDENTIFIER)).isEqualTo(laptop.registered.clientIdentifier());
    }

    @Test
    void saysWhatToDoWhenThereIsNoTerminalToAskAt() {
        assertThat(laptop.run("put", "clientsecret")).isEqualTo(2);
        assertThat(laptop.err()).contains("There is no terminal").contains("write -");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "put clientsecret %s",
                "put clientsecret -- %s",
                "put clientsecret - %s",
                "put clientsecret --value=%s",
                "put %s",
                "put clientsecret --value %s",
                "%s",
                "put clientsecret %s -",
                "token %s",
                "status %s",
                "completion %s",
                "put clientsecret @%s",
                "put refreshToken --seller %s/x",
                "token --scope %s",
                "status --region %s",
                "status --profile %s",
                "status --endpoint-url %s",
                "put clientsecret - --lwa-endpoint %s",
                "status --app %s",
                "put clientsecret --unverified=%s",
                "put clientsecret --app=x --app=%s",
                "put --seller",
                "status --json=%s",
                "token --raw=%s",
                "token --force-refresh=%s",
                "token --scope=%1$s --scope=%1$s",
                "token --seller=%1$s --scope=%1$s",
                "token --seller --scope=%s",
                "--version=%s",
                "status --help=%s",
                "sandbox --port %s",
                "sandbox --port=%s",
                "sandbox --port --app=%s",
                "sandbox --app=%s"
            })
    void neverTakesAValueFromAnArgumentNorRepeatsOne(String arguments) {
        laptop.secrets.add(OTHER_SECRET);
        laptop.variables.remove("REKEY_APP");
        List<String> all =
                new ArrayList<>(List.of(arguments.formatted(OTHER_SECRET).split(" ", -1)));
        if (!arguments.contains("--app") && !arguments.matches("sandbox.*|--version.*")) {
            all.addAll(List.of("--app", "my-erp"));
        }

        assertThat(laptop.runAlone(all.toArray(String[]::new))).isEqualTo(arguments.contains("--profile") ? 1 : 2);
        assertThat(laptop.err()).startsWith("rekey: ").doesNotContain("0123456789abcdef");
        assertThat(laptop.value(SECRET)).isEqualTo(Placeholder.VALUE);
    }

    @Test
    void storesNothingWhenTheSameValueIsThere() {
        laptop.store("clientidentifier", laptop.registered.clientIdentifier());
        laptop.store("clientsecret", laptop.registered.clientSecret());
        long calls = laptop.lwaCalls();

        assertThat(laptop.pipe(laptop.registered.clientSecret() + "\n", "clientsecret"))
                .isZero();
        assertThat(laptop.out()).contains("holds this value already, as version 2: nothing was stored");
        assertThat(laptop.metadata(SECRET).version()).isEqualTo(2);
        assertThat(laptop.lwaCalls()).isEqualTo(calls);
    }

    @Test
    void movesTheSameValueBackUnderTheRightKeyWhereNoDaysAreCounted() {
        String identifier = laptop.registered.clientIdentifier();
        laptop.ssm.putParameter(
                request -> request.name(IDENTIFIER).value(identifier).overwrite(true));
        assertThat(laptop.metadata(IDENTIFIER).keyId()).isEqualTo("alias/aws/ssm");

        assertThat(laptop.pipe(identifier, "clientidentifier")).isZero();
        assertThat(laptop.metadata(IDENTIFIER).keyId()).isEqualTo(laptop.keyArn());
    }

    @Test
    void leavesTheSameSecretUnderAWrongKeyAndSaysThatItMustBeRotated() {
        String secret = laptop.registered.clientSecret();
        laptop.ssm.putParameter(
                request -> request.name(SECRET).value(secret).overwrite(true).tier(ParameterTier.ADVANCED));

        assertThat(laptop.pipe(secret, "clientsecret")).isEqualTo(1);
        assertThat(laptop.err())
                .contains("under alias/aws/ssm instead of alias/my-erp")
                .contains("Rotate it");
        assertThat(laptop.metadata(SECRET).version()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"clientidentifier", "clientsecret", "refreshToken"})
    void storesNothingThatLwaRejects(String parameter) {
        laptop.store("clientidentifier", laptop.registered.clientIdentifier());
        laptop.store("clientsecret", laptop.registered.clientSecret());
        String wrong = switch (parameter) {
            case "clientidentifier" -> OTHER_IDENTIFIER;
            case "clientsecret" -> OTHER_SECRET;
            default -> "Atzr|IwEBIZu8Qxk7pLmV-never-given";
        };

        assertThat(laptop.pipe(wrong, parameter)).isEqualTo(1);
        assertThat(laptop.err())
                .contains(parameter.equals("refreshToken") ? "invalid_grant" : "invalid_client")
                .contains("Nothing was stored");
        assertThat(laptop.value(IDENTIFIER)).isEqualTo(laptop.registered.clientIdentifier());
        assertThat(laptop.value(SECRET)).isEqualTo(laptop.registered.clientSecret());
        assertThat(laptop.value(TOKEN)).isEqualTo(Placeholder.VALUE);
    }

    @Test
    void doesNotBlameARefreshTokenWhenTheStoredCredentialsAreRejected() {
        laptop.store("clientidentifier", laptop.registered.clientIdentifier());
        assertThat(laptop.pipe(OTHER_SECRET, "clientsecret", "--unverified")).isZero();

        assertThat(laptop.pipe(laptop.registered.authorize("seller"), "refreshToken"))
                .isEqualTo(1);
        assertThat(laptop.err()).contains(SECRET).contains("could not be tried").contains("--unverified");
        assertThat(laptop.value(TOKEN)).isEqualTo(Placeholder.VALUE);
    }

    @Test
    void storesUnverifiedWhatLwaWouldRejectWithoutAskingIt() {
        laptop.store("clientidentifier", laptop.registered.clientIdentifier());

        assertThat(laptop.pipe(OTHER_SECRET, "clientsecret", "--unverified")).isZero();
        assertThat(laptop.out()).contains("It was not tried at LWA.");
        assertThat(laptop.lwaCalls()).isZero();
        assertThat(laptop.value(SECRET)).isEqualTo(OTHER_SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "UNAVAILABLE, cannot be asked",
        "NOT_JSON, cannot be read",
        "REDIRECT, a redirect",
        "TELLTALE, invalid_request"
    })
    void storesNothingWhenLwaCannotTell(LwaFault fault, String why) {
        laptop.store("clientidentifier", laptop.registered.clientIdentifier());
        laptop.sandbox.lwa().failNext(fault, fault, fault);

        assertThat(laptop.pipe(laptop.registered.clientSecret(), "clientsecret"))
                .isEqualTo(1);
        assertThat(laptop.err()).contains(why).contains("Try again later, or store it with --unverified");
        assertThat(laptop.value(SECRET)).isEqualTo(Placeholder.VALUE);
    }

    @Test
    void triesAtTheEndpointThatIsNamedAndAtNoOtherThanAmazonsOrLoopback() {
        laptop.store("clientidentifier", laptop.registered.clientIdentifier());
        laptop.variables.put("REKEY_LWA_ENDPOINT", "http://127.0.0.1:1/auth/o2/token");
        String secret = laptop.registered.clientSecret();

        assertThat(laptop.pipe(secret, "clientsecret")).isEqualTo(1);
        assertThat(laptop.pipe(secret, "clientsecret", "--lwa-endpoint", "https://evil.example/"))
                .isEqualTo(2);
        assertThat(laptop.err())
                .contains("--lwa-endpoint: LWA's endpoint is https on")
                .doesNotContain("evil");
        assertThat(laptop.pipe(secret, "clientsecret", "--lwa-endpoint", laptop.sandbox.endpoint() + "/auth/o2/token"))
                .isZero();
    }

    @Test
    void storesAnotherSellersTokenInAParameterOfItsOwn() {
        laptop.store("clientidentifier", laptop.registered.clientIdentifier());
        laptop.store("clientsecret", laptop.registered.clientSecret());
        String name = Laptop.NAMES.refreshToken(Seller.named("A2EXAMPLE"));
        String first = laptop.registered.authorize("A2EXAMPLE");
        String second = laptop.registered.authorize("A2EXAMPLE");

        assertThat(laptop.pipe(first, "refreshToken", "--seller", "A2EXAMPLE")).isZero();
        assertThat(laptop.out()).contains(name + " is stored: version 1").contains("-c sellers=");
        ParameterMetadata made = laptop.metadata(name);
        assertThat(made.keyId()).isEqualTo(laptop.keyArn());
        assertThat(made.type()).isEqualTo(ParameterType.SECURE_STRING);
        assertThat(made.description()).isEqualTo("Refresh token of seller A2EXAMPLE");
        assertThat(laptop.pipe(second, "refreshToken", "--seller", "A2EXAMPLE")).isZero();
        assertThat(laptop.value(name)).isEqualTo(second);
        assertThat(laptop.value(TOKEN)).isEqualTo(Placeholder.VALUE);
    }

    @Test
    void hasSellersForRefreshTokensOnly() {
        assertThat(laptop.pipe(OTHER_SECRET, "clientsecret", "--seller", "A2EXAMPLE"))
                .isEqualTo(2);
        assertThat(laptop.err()).contains("--seller goes with refreshToken");
        assertThat(laptop.pipe("Atzr|IwEBIZu8Qxk7pLmV", "refreshToken", "--seller", "../lwa"))
                .isEqualTo(2);
    }

    @Test
    void saysThatTheStackIsMissingAndMakesNothingInItsPlace() {
        assertThat(laptop.pipe(OTHER_SECRET, "clientsecret", "--app", "other")).isEqualTo(1);
        assertThat(laptop.err())
                .contains("There is no parameter /other/lwa/clientsecret")
                .contains("npx cdk deploy -c app=other");
        assertThat(laptop.pipe("Atzr|IwEBIZu8Qxk7pLmV", "refreshToken", "--app", "other", "--seller", "A2"))
                .isEqualTo(1);
        assertThat(laptop.err()).contains("There is no KMS key alias/other").contains("Nothing was stored.");
        assertThat(laptop.ssm.describeParameters(request -> {}).parameters())
                .allMatch(parameter -> parameter.name().startsWith("/my-erp/"));
    }

    @Test
    void doesNotPutASecretIntoAParameterThatIsNotEncrypted() {
        laptop.ssm.deleteParameter(request -> request.name(SECRET));
        laptop.ssm.putParameter(
                request -> request.name(SECRET).type(ParameterType.STRING).value("x"));

        assertThat(laptop.pipe(OTHER_SECRET, "clientsecret")).isEqualTo(1);
        assertThat(laptop.err()).contains("is a String, which is not encrypted");
        assertThat(laptop.value(SECRET)).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource({
        "AmazonSSM.DescribeParameters, ssm:DescribeParameters",
        "AmazonSSM.GetParameters, ssm:GetParameters",
        "AmazonSSM.PutParameter, ssm:PutParameter"
    })
    void namesTheRightThatIsMissing(String operation, String right) {
        laptop.sandbox.faults().fail(operation, 400, "AccessDeniedException");

        assertThat(laptop.pipe(OTHER_SECRET, "clientsecret")).isEqualTo(1);
        assertThat(laptop.err()).contains("access denied. Get " + right).hasLineCount(1);
    }

    @Test
    void storesUnverifiedForWhoeverMayWriteButNotRead() {
        laptop.sandbox.faults().fail("AmazonSSM.GetParameters", 400, "AccessDeniedException");

        assertThat(laptop.pipe(OTHER_SECRET, "clientsecret", "--unverified")).isZero();
        assertThat(laptop.value(SECRET)).isEqualTo(OTHER_SECRET);
    }

    @Test
    void countsTheDaysByTheSandboxsClock() {
        laptop.sandbox.clock().advance(Duration.ofDays(1_000));
        laptop.store("clientsecret", OTHER_SECRET);

        Instant end = laptop.sandbox.clock().instant().plus(Duration.ofDays(180));
        assertThat(laptop.out()).contains("Amazon ends it on " + end.toString().substring(0, 10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_scope", "unauthorized_client"})
    void takesARefusedScopeForAProofOfTheSecret(String error) throws IOException {
        laptop.store("clientidentifier", laptop.registered.clientIdentifier());
        HttpServer lwa = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        lwa.createContext("/", http -> {
            http.getRequestBody().readAllBytes();
            byte[] answer = "{\"error\":\"%s\"}".formatted(error).getBytes(UTF_8);
            http.sendResponseHeaders(400, answer.length);
            http.getResponseBody().write(answer);
            http.close();
        });
        lwa.start();
        try {
            assertThat(laptop.pipe(
                            OTHER_SECRET,
                            "clientsecret",
                            "--lwa-endpoint",
                            "http://127.0.0.1:" + lwa.getAddress().getPort()))
                    .isZero();
        } finally {
            lwa.stop(0);
        }
        assertThat(laptop.value(SECRET)).isEqualTo(OTHER_SECRET);
    }

    @Test
    void looksWhetherTheKeyArrivedAsItShould() {
        ExecutionInterceptor forgetful = new ExecutionInterceptor() {
            @Override
            public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
                return context.request() instanceof PutParameterRequest put
                        ? put.toBuilder().keyId(null).build()
                        : context.request();
            }
        };
        LwaClient lwa = new LwaClient(
                LwaEndpoint.parse(laptop.variables.get("REKEY_LWA_ENDPOINT")), Laptop.NAMES, Clock.systemUTC());
        try (SsmClient ssm = laptop.ssmWith(forgetful)) {
            Put put = new Put(ssm, laptop.kms, lwa, Laptop.NAMES, Clock.systemUTC());

            assertThatThrownBy(() ->
                            put.run(Kind.CLIENT_IDENTIFIER, Seller.DEFAULT, Secret.of(OTHER_IDENTIFIER), false, false))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining(
                            IDENTIFIER + " is stored as version 2, but its key is alias/aws/ssm, not alias/my-erp.");
        }
    }

    @ParameterizedTest
    @CsvSource({"AmazonSSM.DescribeParameters, ssm:DescribeParameters", "TrentService.DescribeKey, kms:DescribeKey"})
    void saysThatItIsStoredWhenItCannotBeLookedAtAfterwards(String operation, String right) {
        ExecutionInterceptor shutting = new ExecutionInterceptor() {
            @Override
            public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
                return context.request() instanceof PutParameterRequest put
                        ? put.toBuilder().keyId(null).build()
                        : context.request();
            }

            @Override
            public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
                if (context.request() instanceof PutParameterRequest) {
                    laptop.sandbox.faults().fail(operation, 400, "AccessDeniedException");
                }
            }
        };
        LwaClient lwa = new LwaClient(
                LwaEndpoint.parse(laptop.variables.get("REKEY_LWA_ENDPOINT")), Laptop.NAMES, Clock.systemUTC());
        try (SsmClient ssm = laptop.ssmWith(shutting)) {
            Put put = new Put(ssm, laptop.kms, lwa, Laptop.NAMES, Clock.systemUTC());

            assertThatThrownBy(() ->
                            put.run(Kind.CLIENT_IDENTIFIER, Seller.DEFAULT, Secret.of(OTHER_IDENTIFIER), false, false))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageStartingWith(IDENTIFIER + " is stored as version 2, but ")
                    .hasMessageContaining("access denied. Get " + right);
        }
    }

    @Test
    void namesTheWayOutWhenTheOldKeyIsGoneAndThereIsANewOne() {
        laptop.store("clientidentifier", laptop.registered.clientIdentifier());
        loseTheKey();
        String fresh = laptop.kms.createKey(request -> {}).keyMetadata().keyId();
        laptop.kms.deleteAlias(request -> request.aliasName("alias/my-erp"));
        laptop.kms.createAlias(request -> request.aliasName("alias/my-erp").targetKeyId(fresh));

        assertThat(laptop.pipe(laptop.registered.clientSecret(), "clientsecret"))
                .isEqualTo(1);
        assertThat(laptop.err())
                .contains("Cannot decrypt " + SECRET + ", " + IDENTIFIER)
                .contains("if it is gone, store each value anew with --unverified")
                .contains("Nothing was stored.")
                .hasLineCount(1);
        assertThat(laptop.pipe(laptop.registered.clientSecret(), "clientsecret", "--unverified"))
                .as(laptop.err())
                .isZero();
        assertThat(laptop.value(SECRET)).isEqualTo(laptop.registered.clientSecret());
    }

    @Test
    void namesNoWayOutThatNeedsTheKeyWhichIsGone() {
        loseTheKey();

        assertThat(laptop.pipe(laptop.registered.clientSecret(), "clientsecret"))
                .isEqualTo(1);
        assertThat(laptop.err())
                .contains("alias/my-erp leads to no key that can be used")
                .contains("cancel its deletion")
                .doesNotContain("--unverified");
        assertThat(laptop.pipe(laptop.registered.clientSecret(), "clientsecret", "--unverified"))
                .isEqualTo(1);
    }

    private void loseTheKey() {
        String lost = laptop.kms
                .describeKey(request -> request.keyId("alias/my-erp"))
                .keyMetadata()
                .keyId();
        laptop.kms.scheduleKeyDeletion(request -> request.keyId(lost));
    }

    @Test
    void storesAFormThatIsNotKnownUnverifiedOnlyAndWarns() {
        String value = "amzn2.oa3-cs.v9.0123456789-abcdef-0123456789";

        assertThat(laptop.pipe(value, "clientsecret")).isEqualTo(1);
        assertThat(laptop.err()).contains("store it with --unverified");
        assertThat(laptop.value(SECRET)).isEqualTo(Placeholder.VALUE);
        assertThat(laptop.pipe(value, "clientsecret", "--unverified")).isZero();
        assertThat(laptop.err())
                .startsWith("rekey: Warning: A client secret is amzn1.oa2-cs.v1.")
                .hasLineCount(1);
        assertThat(laptop.value(SECRET)).isEqualTo(value);
        assertThat(laptop.pipe(OTHER_IDENTIFIER, "clientsecret", "--unverified"))
                .isEqualTo(1);
        assertThat(laptop.err()).contains("This is a client identifier");
        assertThat(laptop.pipe(OTHER_SECRET, "clientsecret", "--unverified")).isZero();
        assertThat(laptop.err()).isEmpty();
    }

    @Test
    void refusesWhatIsPipedInAndIsNoText() {
        assertThat(laptop.pipe(new byte[] {'A', (byte) 0xff, 'B'}, "refreshToken"))
                .isEqualTo(1);
        assertThat(laptop.err()).contains("What was piped in is no text.");
        assertThat(laptop.pipe("x".repeat(100_000).getBytes(UTF_8), "refreshToken"))
                .isEqualTo(1);
        assertThat(laptop.err()).contains("longer than the 2,048 bytes");
    }

    @Test
    void showsOnlyTheKindOfAnExceptionThatNobodyExpected() {
        laptop.secrets.add(OTHER_SECRET);
        laptop.broken = new IllegalStateException(OTHER_SECRET);

        assertThat(laptop.run("put", "clientsecret")).isEqualTo(1);
        assertThat(laptop.err())
                .contains("an unexpected java.lang.IllegalStateException in rekey.cli.")
                .hasLineCount(1);
    }

    @Test
    void readsNoFileThatAnArgumentNames(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("arguments"), "--help");

        assertThat(laptop.runAlone("put", "@" + file)).isEqualTo(2);
    }
}
