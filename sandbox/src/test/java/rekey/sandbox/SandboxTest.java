package rekey.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rekey.sandbox.iam.Policies;
import rekey.sandbox.lambda.EchoHandler;
import rekey.sandbox.lambda.FunctionDefinition;

/** The server itself: its port, Lambda's Invoke over it, and its controls. */
class SandboxTest {
    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=operator/20261125/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0";
    private static final String INVOKE = "/2015-03-31/functions/%s/invocations";

    private final HttpClient client = HttpClient.newHttpClient();
    private Sandbox sandbox;

    @BeforeEach
    void start() throws IOException {
        sandbox = Sandbox.start(0);
        sandbox.deployTokenFunction("my-erp");
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void saysWhenAPortIsTaken() {
        int taken = sandbox.endpoint().getPort();

        assertThatThrownBy(() -> Sandbox.start(taken))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Port " + taken)
                .hasMessageContaining("choose another");
    }

    @Test
    void listensOnLoopbackOnly() {
        assertThat(sandbox.endpoint().getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void describesWhatAFunctionThrewAsLambdaDoes() throws Exception {
        HttpResponse<String> reply = post(INVOKE.formatted("my-erp-token"), "{\"x\":1}", "X-Amz-Log-Type", "Tail");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(reply.headers().firstValue("X-Amz-Function-Error")).contains("Unhandled");
        assertThat(reply.body())
                .contains("\"errorType\":\"rekey.failure.BadRequest\"")
                .contains("\"stackTrace\":[\"");
        String log = reply.headers().firstValue("X-Amz-Log-Result").orElseThrow();
        assertThat(new String(Base64.getDecoder().decode(log), UTF_8)).contains("rekey.failure.BadRequest");
    }

    @Test
    void passesAnEmptyObjectOnWhenThereIsNoPayload() throws Exception {
        assertThat(post(INVOKE.formatted("my-erp-token"), "").body()).contains("rekey.failure.ParameterMissing");
    }

    @Test
    void findsAFunctionByItsArnAndAlias() throws Exception {
        String arn = "arn:aws:lambda:us-east-1:123456789012:function:my-erp-token:live";

        assertThat(post(INVOKE.formatted(arn.replace(":", "%3A")), "{}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesByNameWhatItDoesNotDo() throws Exception {
        assertError(post(INVOKE.formatted("other"), "{}"), 404, "ResourceNotFoundException");
        assertError(post(INVOKE.formatted("my-erp-token"), "{\"x\":"), 400, "InvalidRequestContentException");
        assertError(
                post(INVOKE.formatted("my-erp-token"), "{}", "X-Amz-Invocation-Type", "Later"),
                400,
                "ValidationException");
        assertError(post("/2015-03-31/functions/my-erp-token", "{}"), 400, "UnknownOperationException");
        assertThat(post(INVOKE.formatted("my-erp-token"), "{}", "X-Amz-Invocation-Type", "DryRun")
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void tellsItsFunctionsWhereAmazonAnswers() throws Exception {
        sandbox.iam().putRole("echo-role", Policies.of("""
                        {'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'Service':'lambda.amazonaws.com'}}"""));
        String handler = EchoHandler.class.getName() + "::handleRequest";
        Map<String, String> elsewhere = Map.of("REKEY_SPAPI_ENDPOINT", "eu");
        sandbox.functions()
                .create(new FunctionDefinition(
                        "echo",
                        handler,
                        "arn:aws:iam::123456789012:role/echo-role",
                        elsewhere,
                        Duration.ofSeconds(5),
                        256,
                        Optional.empty()));

        assertThat(post(INVOKE.formatted("echo"), "{}").body())
                .contains("\"REKEY_SPAPI_ENDPOINT\":\"" + sandbox.endpoint() + "\"")
                .contains("\"REKEY_LWA_ENDPOINT\":\"" + sandbox.endpoint() + "/auth/o2/token\"");
        assertThat(sandbox.variables("my-erp"))
                .containsEntry("REKEY_SPAPI_ENDPOINT", sandbox.endpoint().toString());
    }

    @Test
    void movesItsClockOnRequest() throws Exception {
        Instant before = sandbox.clock().instant();

        HttpResponse<String> reply = post("/_sandbox/clock", "{\"advance\":\"P150D\"}");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(Duration.between(before, sandbox.clock().instant()))
                .isBetween(Duration.ofDays(150), Duration.ofDays(150).plusMinutes(1));
        assertThat(post("/_sandbox/clock", "{\"advance\":\"-P1D\"}").statusCode())
                .isEqualTo(400);
        assertThat(post("/_sandbox/clock", "tomorrow").statusCode()).isEqualTo(400);
    }

    @Test
    void livesThroughAHundredAndFiftyDaysInUnderASecond() throws Exception {
        String policy = "[{\\\"Type\\\":\\\"NoChangeNotification\\\",\\\"Version\\\":\\\"1.0\\\",\\\"Attributes\\\":"
                + "{\\\"After\\\":\\\"150\\\",\\\"Unit\\\":\\\"Days\\\"}}]";
        ssm(
                "PutParameter",
                "{\"Name\":\"/a\",\"Value\":\"v\",\"Type\":\"String\",\"Tier\":\"Advanced\",\"Policies\":\"" + policy
                        + "\"}");
        assertThat(ssm("DescribeParameters", "{}")).contains("\"PolicyStatus\":\"Pending\"");

        long start = System.nanoTime();
        HttpResponse<String> reply = post("/_sandbox/clock", "{\"advance\":\"P150D\"}");

        assertThat(reply.statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
        assertThat(ssm("DescribeParameters", "{}")).contains("\"PolicyStatus\":\"Finished\"");
    }

    @Test
    void saysWhatNoCallHasNeededYet() throws Exception {
        sandbox.iam()
                .attach(
                        "arn:aws:iam::123456789012:role/reader",
                        "Reads",
                        new ObjectMapper()
                                .readTree("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                                        + "\"Action\":\"ssm:GetParameter\",\"Resource\":\"*\"}}"),
                        "Reads");

        assertThat(client.send(
                                HttpRequest.newBuilder(URI.create(sandbox.endpoint() + "/_sandbox/grants"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString())
                        .body())
                .isEqualTo("[\"Reads, statement 1: ssm:GetParameter on *\"]\n");
    }

    @Test
    void saysWhoCalledWhat() throws Exception {
        post(INVOKE.formatted("my-erp-token"), "{}");

        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox.endpoint() + "/_sandbox/calls"))
                .build();
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .isEqualTo("""
                        [{"caller":"arn:aws:iam::123456789012:user/operator","operation":"Lambda.Invoke",\
                        "times":1,"refused":{}},\
                        {"caller":"arn:aws:iam::123456789012:user/sandbox","operation":"AmazonSSM.GetParameters",\
                        "times":1,"refused":{}}]
                        """);
    }

    private String ssm(String operation, String body) throws Exception {
        return post(
                        "/",
                        body,
                        "X-Amz-Target",
                        "AmazonSSM." + operation,
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=operator/20261125/us-east-1/ssm/aws4_request")
                .body();
    }

    private static void assertError(HttpResponse<String> reply, int status, String type) {
        assertThat(reply.statusCode()).isEqualTo(status);
        assertThat(reply.headers().firstValue("x-amzn-ErrorType")).contains(type);
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(sandbox.endpoint() + path))
                .header("Authorization", AUTHORIZATION)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
