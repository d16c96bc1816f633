package rekey.sandbox.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsJsonProtocolTest {
    private static final String SIGNED = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261123/eu-west-1/ssm/aws4_request,"
            + " SignedHeaders=host;x-amz-date, Signature=0123";

    private final ByteArrayOutputStream faults = new ByteArrayOutputStream();
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer server;

    /** Says what it was asked, and breaks when told to. */
    private static final class Echo implements AwsJsonService {
        @Override
        public String targetPrefix() {
            return "AmazonEcho";
        }

        @Override
        public String errorNamespace() {
            return "com.amazonaws.echo#";
        }

        @Override
        public SortedMap<String, Function<AwsRequest, ObjectNode>> operations() {
            return new TreeMap<>(Map.of(
                    "Break", Echo::breakDown, "Overflow", Echo::overflow, "Refuse", Echo::refuse, "Say", Echo::say));
        }

        private static ObjectNode breakDown(AwsRequest request) {
            throw new IllegalStateException("cannot work with " + request.input());
        }

        private static ObjectNode overflow(AwsRequest request) {
            throw new StackOverflowError(request.operation());
        }

        private static ObjectNode refuse(AwsRequest request) {
            throw new AwsError(403, "TooLoud", "AWS.Echo." + request.operation() + "d", "Quiet, please.");
        }

        private static ObjectNode say(AwsRequest request) {
            AwsInput input = request.members();
            return AwsJson.object()
                    .put("Words", input.text("Words", TextRule.length(2, 4).matching("[a-z]*")))
                    .put("Loud", input.flag("Loud"))
                    .put("Times", input.integer("Times", 1, 3, 1))
                    .put("Region", request.region())
                    .put("Caller", request.caller().principal().id());
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                new AwsEndpoint(
                        List.of(new Echo()),
                        List.of(),
                        operation -> {},
                        key -> new Principal.User("123456789012", key),
                        new PrintStream(faults, true, StandardCharsets.UTF_8)));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void takesRegionAndAccessKeyFromTheSignature() throws Exception {
        HttpResponse<String> answer = call("AmazonEcho.Say", SIGNED, "{\"Words\":\"abc\",\"Unknown\":[1]}");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .isEqualTo("{\"Words\":\"abc\",\"Loud\":false,\"Times\":1,\"Region\":\"eu-west-1\","
                        + "\"Caller\":\"arn:aws:iam::123456789012:user/AKIDEXAMPLE\"}");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/x-amz-json-1.1");
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"AmazonEcho.Shout", "AmazonOther.Say", "Say", "''"})
    void saysWhichOperationItDoesNotAnswerAndWhichItDoes(String target) throws Exception {
        HttpResponse<String> answer = call(target, SIGNED, "{}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-ErrorType")).hasValue("UnknownOperationException");
        assertThat(answer.body())
                .isEqualTo("{\"__type\":\"UnknownOperationException\",\"message\":\"The Rekey sandbox does not answer "
                        + target
                        + ". It answers: AmazonEcho.Break, AmazonEcho.Overflow, AmazonEcho.Refuse, AmazonEcho.Say\"}");
    }

    @Test
    void answersInTheVersionOfTheRequest() throws Exception {
        for (String version : List.of("application/x-amz-json-1.0", "application/x-amz-json-1.1")) {
            assertThat(call("AmazonEcho.Say", SIGNED, "{\"Words\":\"abc\"}", version)
                            .headers()
                            .firstValue("Content-Type"))
                    .hasValue(version);
            assertThat(call("AmazonEcho.Say", SIGNED, "{}", version).headers().firstValue("Content-Type"))
                    .hasValue(version);
        }
    }

    @Test
    void saysWhatAnErrorWasCalledInTheQueryProtocol() throws Exception {
        HttpResponse<String> answer = call("AmazonEcho.Refuse", SIGNED, "{}");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body())
                .isEqualTo("{\"__type\":\"com.amazonaws.echo#TooLoud\",\"message\":\"Quiet, please.\"}");
        assertThat(answer.headers().firstValue("x-amzn-query-error")).hasValue("AWS.Echo.Refused;Sender");
    }

    @Test
    void refusesAGet() throws Exception {
        HttpResponse<String> answer =
                http.send(HttpRequest.newBuilder(endpoint()).GET().build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.body()).contains("UnknownOperationException", "answers POST requests");
    }

    @Test
    void refusesACallThatNobodySigned() throws Exception {
        HttpResponse<String> answer = call("AmazonEcho.Say", null, "{}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"__type\":\"MissingAuthenticationTokenException\"");
        assertThat(call("AmazonEcho.Say", "Bearer abc", "{}").body()).contains("IncompleteSignatureException");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Words\":hunter2", "hunter2", "[\"hunter2\"]", "{\"Words\":\"hunter2\"} {}", "null"})
    void refusesABodyThatIsNoJsonObjectWithoutQuotingIt(String body) throws Exception {
        HttpResponse<String> answer = call("AmazonEcho.Say", SIGNED, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"__type\":\"SerializationException\"")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | Value at 'words' failed to satisfy constraint: Member must not be null",
                "{\"Words\":null} | Value at 'words' failed to satisfy constraint: Member must not be null",
                "{\"Words\":17} | Value at 'words' failed to satisfy constraint: Member must be a string",
                "{\"Words\":\"q\"} | Member must have length greater than or equal to 2",
                "{\"Words\":\"qqqqq\"} | Member must have length less than or equal to 4",
                "{\"Words\":\"QQ\"} | Member must satisfy regular expression pattern: [a-z]*",
                "{\"Words\":\"qq\",\"Loud\":\"true\"} | Value at 'loud' failed to satisfy constraint: Member must be a boolean",
                "{\"Words\":\"qq\",\"Times\":1.5} | Value at 'times' failed to satisfy constraint: Member must be an integer",
                "{\"Words\":\"qq\",\"Times\":4} | Member must have value less than or equal to 3",
                "{\"Words\":\"qq\",\"Times\":0} | Member must have value greater than or equal to 1"
            })
    void namesTheMemberAndTheRuleThatItBreaks(String body, String message) throws Exception {
        HttpResponse<String> answer = call("AmazonEcho.Say", SIGNED, body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"__type\":\"ValidationException\"", "1 validation error detected: ", message);
    }

    @Test
    void refusesABodyOfMoreThanSevenMebibytes() throws Exception {
        String body = "{\"Words\":\"" + "x".repeat(7 * 1024 * 1024) + "\"}";
        assertThat(call("AmazonEcho.Say", SIGNED, body).body()).contains("RequestEntityTooLargeException");
    }

    @Test
    void reportsItsOwnFaultWithoutTheRequest() throws Exception {
        HttpResponse<String> answer = call("AmazonEcho.Break", SIGNED, "{\"Words\":\"hunter2\"}");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("\"__type\":\"InternalServerError\"").doesNotContain("hunter2");
        assertThat(faults.toString(StandardCharsets.UTF_8))
                .contains("IllegalStateException", "AwsJsonProtocolTest$Echo.breakDown")
                .doesNotContain("hunter2");
    }

    @Test
    void answersWhenACallOverflowsTheStack() throws Exception {
        assertThat(call("AmazonEcho.Overflow", SIGNED, "{}").body()).contains("InternalServerError");
    }

    @Test
    void aRequestDoesNotPrintItsInput() {
        AwsRequest request = new AwsRequest(
                "Say",
                AwsJson.object().put("Words", "hunter2"),
                "eu-west-1",
                Caller.overNetwork(new Principal.User("123456789012", "AKIDEXAMPLE"), true));
        assertThat(request).hasToString("AwsRequest[Say in eu-west-1 by arn:aws:iam::123456789012:user/AKIDEXAMPLE]");
    }

    private HttpResponse<String> call(String target, String authorization, String body) throws Exception {
        return call(target, authorization, body, "application/x-amz-json-1.1");
    }

    private HttpResponse<String> call(String target, String authorization, String body, String contentType)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint())
                .header("X-Amz-Target", target)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }
}
