package rekey.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a command looks, as whom, and what it says when it cannot know. The profiles are those of aws-config. */
class AwsOptionsTest {
    private final Laptop laptop;

    AwsOptionsTest() throws IOException {
        laptop = Laptop.deployed();
    }

    @AfterEach
    void close() {
        laptop.close();
    }

    @Test
    void asksWhichApplication() {
        laptop.variables.remove("REKEY_APP");

        assertThat(laptop.run("status")).isEqualTo(2);
        assertThat(laptop.err()).contains("Which application? Give --app NAME, or set REKEY_APP.");
        laptop.variables.put("REKEY_APP", " ");
        assertThat(laptop.run("status")).isEqualTo(2);
        assertThat(laptop.run("status", "--app", "my-erp")).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/my-erp", "aws-erp", ""})
    void refusesWhatIsNoApplicationsName(String name) {
        assertThat(laptop.run("status", "--app", name)).isEqualTo(2);
        assertThat(laptop.err()).contains("--app: An application's name is");
    }

    @Test
    void looksInTheRegionOfTheOptionThenOfAVariableThenOfTheProfile() {
        assertThat(laptop.run("status")).isEqualTo(3);
        assertThat(laptop.out()).contains("my-erp in us-east-1");
        laptop.variables.put("AWS_DEFAULT_REGION", "eu-central-1");
        assertThat(laptop.run("status")).isEqualTo(3);
        assertThat(laptop.out()).contains("my-erp in eu-central-1");
        laptop.variables.put("AWS_REGION", "eu-west-1");
        assertThat(laptop.run("status")).isEqualTo(3);
        assertThat(laptop.out()).contains("my-erp in eu-west-1");
        assertThat(laptop.run("status", "--region", "ap-southeast-2")).isEqualTo(3);
        assertThat(laptop.out()).contains("my-erp in ap-southeast-2");
    }

    @ParameterizedTest
    @CsvSource({
        "status --profile no-region, Which AWS region? Give --region",
        "status --profile nobody, There is no profile of this name",
        "status --profile empty, The profile gives no usable AWS credentials",
        "status --region us-east-1, No AWS credentials are found",
        "put clientsecret - --region us-east-1, No AWS credentials are found",
        "token --region us-east-1, No AWS credentials are found",
        "status --profile identity-center, 'The AWS login has run out, or never was. Run aws sso login --profile identity-center.'"
    })
    void saysInOneLineWhatALaptopThatIsNotLoggedInHasToDo(String arguments, String said) {
        assertThat(laptop.runAlone(arguments.split(" ", -1))).isEqualTo(1);
        assertThat(laptop.err()).startsWith("rekey: " + said).hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "--region us_east, A region looks like",
        "--region -, A region looks like",
        "--endpoint-url http://192.0.2.1, https",
        "--endpoint-url ftp://127.0.0.1, https",
        "--endpoint-url nonsense, An endpoint is an address"
    })
    void refusesWhatIsNoRegionOrNoEndpoint(String option, String said) {
        assertThat(laptop.runAlone(("status --profile operator " + option).split(" ", -1)))
                .isEqualTo(2);
        assertThat(laptop.err()).contains(said);
    }

    @Test
    void sendsNothingOverPlainHttpWhateverConfiguresIt() {
        assertThat(laptop.runAlone("status", "--profile", "unencrypted")).isEqualTo(1);

        assertThat(laptop.err())
                .startsWith("rekey: The endpoint_url in the profile cannot be used.")
                .contains("https, or plain http on loopback")
                .contains("Nothing was sent there.")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "AWS_ENDPOINT_URL, http://192.0.2.1, https",
        "AWS_ENDPOINT_URL_SSO_OIDC, http://192.0.2.1, https",
        "AWS_ENDPOINT_URL_STS, nonsense, An endpoint is an address",
        "HTTPS_PROXY, socks5://proxy.example:1080, A proxy is http://host:port",
        "https_proxy, http://ops:0123456789@proxy.example:3128, A proxy with user and password is not supported"
    })
    void refusesAVariableThatLeadsWhereNothingMayGo(String variable, String value, String said) {
        laptop.variables.put(variable, value);

        assertThat(laptop.run("status")).isEqualTo(2);
        assertThat(laptop.err())
                .startsWith("rekey: " + variable.replace("https_proxy", "HTTPS_PROXY") + ": ")
                .contains(said)
                .doesNotContain("0123456789");
    }

    @ParameterizedTest
    @CsvSource({
        "with-mfa, mfa_serial, with-mfa",
        "behind-mfa, mfa_serial, behind-mfa",
        "with-login, login_session, with-login"
    })
    void namesTheWayRoundALoginThatTheSdkCannotDo(String profile, String property, String named) throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        System.setProperty("aws.endpointUrlSts", "http://127.0.0.1:" + port);
        try {
            assertThat(laptop.runAlone("status", "--profile", profile)).isEqualTo(1);
        } finally {
            System.clearProperty("aws.endpointUrlSts");
        }
        assertThat(laptop.err())
                .contains("(" + property + ")")
                .contains("eval \"$(aws configure export-credentials --profile %s --format env)\"".formatted(named))
                .contains("call again with --region instead of --profile")
                .hasLineCount(1);
    }

    @Test
    void saysThatAwsDoesNotAnswer() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        assertThat(laptop.runAlone("token", "--profile", "operator", "--endpoint-url", "http://127.0.0.1:" + port))
                .isEqualTo(1);
        assertThat(laptop.err())
                .contains("Cannot invoke my-erp-token: AWS does not answer. Check the network")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "ExpiredTokenException, 400, have run out. Log in anew",
        "UnrecognizedClientException, 400, AWS does not know these credentials (UnrecognizedClientException)",
        "ThrottlingException, 400, AWS is busy (ThrottlingException). Try again in a minute.",
        "InternalServerError, 500, AWS is busy",
        "ValidationException, 400, 'AWS refuses (ValidationException, HTTP 400)'"
    })
    void saysInOneLineWhatAwsRefuses(String error, int status, String said) {
        laptop.sandbox.faults().fail("AmazonSSM.DescribeParameters", status, error);

        assertThat(laptop.run("status")).as("somebody has not confirmed").isEqualTo(3);
        assertThat(laptop.out().replaceAll("\\s+", " "))
                .contains("Cannot list the parameters of /my-erp/: ")
                .contains(said);
    }

    @Test
    void worksWithAProfileThatAssumesARole() throws Exception {
        AtomicReference<String> asked = new AtomicReference<>("");
        HttpServer sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sts.createContext("/", http -> {
            asked.set(new String(http.getRequestBody().readAllBytes(), UTF_8));
            byte[] answer = """
                    <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
                    <AccessKeyId>assumed</AccessKeyId><SecretAccessKey>sandbox</SecretAccessKey>
                    <SessionToken>session</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
                    </Credentials></AssumeRoleResult></AssumeRoleResponse>""".getBytes(UTF_8);
            http.getResponseHeaders().set("Content-Type", "text/xml");
            http.sendResponseHeaders(200, answer.length);
            http.getResponseBody().write(answer);
            http.close();
        });
        sts.start();
        System.setProperty(
                "aws.endpointUrlSts", "http://127.0.0.1:" + sts.getAddress().getPort());
        try {
            assertThat(laptop.runAlone(
                            "status",
                            "--profile",
                            "assumed",
                            "--endpoint-url",
                            laptop.sandbox.endpoint().toString()))
                    .as(laptop.err())
                    .isEqualTo(3);
        } finally {
            System.clearProperty("aws.endpointUrlSts");
            sts.stop(0);
        }
        assertThat(asked.get()).contains("Action=AssumeRole").contains("operator");
    }
}
