package rekey.sandbox.stack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import rekey.sandbox.Sandbox;
import rekey.sandbox.Sandboxes;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;
import rekey.sandbox.lambda.FunctionHost;
import rekey.sandbox.lambda.Invoked;
import rekey.sandbox.lambda.IsolatedFunction;
import rekey.sandbox.lwa.RegisteredApplication;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * The template with the archive that is deployed with it: every function in a JVM that has no classes but the archive's and
 * AWS's runtime client. What is left out of the archive is not needed.
 */
class ArchivedFunctionsIT {
    private static final Path ARCHIVE = Path.of("../lambda/target/rekey-functions.zip");
    private static final String SECRET = "/my-erp/lwa/clientsecret";
    private static final Caller ADMIN = Caller.overNetwork(new Principal.User(AwsAccount.ID, "admin"), true);

    private static Sandbox sandbox;
    private static SsmClient ssm;
    private static DeployedStack stack;
    private static RegisteredApplication application;

    /** The provision function makes the parameters. */
    @BeforeAll
    static void deploy() throws Exception {
        assumeTrue(IsolatedFunction.runsHere(), "AWS's runtime client has no native library for this machine");
        sandbox = Sandbox.start(0, clock -> FunctionHost.archived(ARCHIVE));
        ssm = Sandboxes.at(sandbox, SsmClient.builder().httpClient(UrlConnectionHttpClient.create()))
                .build();
        stack = DeployedStack.deploy(sandbox, Template.usual(), "Rekey-my-erp");
        sandbox.sns().confirm(stack.outputs().get("TopicArn"), "ops@example.com");
        application = sandbox.lwa().register();
        application.enrol(stack.outputs().get("ExpiryQueueArn"), stack.outputs().get("NewSecretQueueArn"));
        store("/my-erp/lwa/clientidentifier", application.clientIdentifier());
        store(SECRET, application.clientSecret());
        store("/my-erp/refreshToken", application.authorize("the default seller"));
    }

    @AfterAll
    static void close() {
        if (sandbox != null) {
            ssm.close();
            sandbox.close();
        }
    }

    @Test
    void givesATokenToASellerAndToAScope() {
        assertThat(invoke("my-erp-token", "{}").payload()).startsWith("{\"access_token\":\"Atza|");
        assertThat(invoke("my-erp-token", "{\"scope\":\"sellingpartnerapi::notifications\"}")
                        .payload())
                .contains("access_token");
    }

    @Test
    void looksAfterTheSecret() {
        Invoked looked = invoke("my-erp-watch", "{}");

        assertThat(looked.error()).as(looked.payload()).isFalse();
        assertThat(sandbox.functions().logs()).anyMatch(line -> line.contains("CloudWatchMetrics"));
    }

    /** All of it: the order, the request to Amazon, its message, the proof at SP-API, the mail by SNS. */
    @Test
    void rotatesTheSecretAndTellsPeople() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        sandbox.inbox().onArrival(mail -> {
            if (mail.subject().orElse("").contains("is in use")) {
                told.countDown();
            }
        });
        String before = current();

        Invoked ordered = invoke("my-erp-rotation", "{\"order\":\"rotate\",\"force\":true,\"by\":\"a test\"}");

        assertThat(ordered.error()).as(ordered.payload()).isFalse();
        assertThat(told.await(2, TimeUnit.MINUTES))
                .as("%s", sandbox.functions().logs())
                .isTrue();
        assertThat(current()).isNotEqualTo(before).isEqualTo(application.clientSecret());
    }

    /** The archive's own list of services is about two of them; both must be in every region where they are elsewhere. */
    @Test
    void knowsTheSameEndpointsAsTheWholeSdk(@TempDir Path directory) throws Exception {
        Path jar = directory.resolve("functions.jar");
        try (FileSystem zip = FileSystems.newFileSystem(ARCHIVE)) {
            Files.copy(zip.getPath("lib/rekey-functions.jar"), jar);
        }
        try (URLClassLoader archived =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Map<String, String> known = Endpoints.by(archived);
            assertThat(known)
                    .hasSizeGreaterThan(80)
                    .containsEntry("ssm us-east-1", "ssm.us-east-1.amazonaws.com us-east-1")
                    .isEqualTo(Endpoints.by(ArchivedFunctionsIT.class.getClassLoader()));
        }
    }

    private static Invoked invoke(String function, String payload) {
        return sandbox.functions()
                .invoke(
                        ADMIN,
                        "arn:aws:lambda:us-east-1:%s:function:%s".formatted(AwsAccount.ID, function),
                        payload.getBytes(UTF_8));
    }

    private static String current() {
        return ssm.getParameter(get -> get.name(SECRET).withDecryption(true))
                .parameter()
                .value();
    }

    private static void store(String name, String value) {
        ssm.putParameter(put -> put.name(name)
                .value(value)
                .type(ParameterType.SECURE_STRING)
                .tier(name.equals(SECRET) ? "Advanced" : "Standard")
                .keyId("alias/my-erp")
                .overwrite(true));
    }
}
