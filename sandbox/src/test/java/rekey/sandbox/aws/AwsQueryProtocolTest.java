package rekey.sandbox.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsQueryProtocolTest {
    private static final String SIGNED = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261123/eu-west-1/echo/aws4_request,"
            + " SignedHeaders=host;x-amz-date, Signature=0123";

    private final ByteArrayOutputStream faults = new ByteArrayOutputStream();
    private final List<String> passed = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer server;

    /** Says what it was asked, and breaks when told to. */
    private static final class Echo implements AwsQueryService {
        @Override
        public String name() {
            return "Echo";
        }

        @Override
        public String version() {
            return "2026-11-23";
        }

        @Override
        public String namespace() {
            return "http://echo.example/";
        }

        @Override
        public SortedMap<String, Function<AwsRequest, Consumer<AwsXml>>> operations() {
            return new TreeMap<>(Map.of(
                    "Break", Echo::breakDown, "Forget", request -> NO_RESULT, "Say", Echo::say, "See", Echo::see));
        }

        @Override
        public Map<String, Function<AwsInput, Consumer<AwsXml>>> unsignedOperations() {
            return Map.of("Forget", input -> {
                String key = input.text("Key", TextRule.ANY);
                return result -> result.text("Key", key);
            });
        }

        private static Consumer<AwsXml> breakDown(AwsRequest request) {
            throw new IllegalStateException("cannot work with " + request.input());
        }

        private static Consumer<AwsXml> say(AwsRequest request) {
            String words = request.members().text("Words", TextRule.length(1, 9));
            return result -> result.text("Words", words).text("Region", request.region());
        }

        /** The whole input, as JSON. */
        private static Consumer<AwsXml> see(AwsRequest request) {
            return result -> result.text("Input", request.input().toString())
                    .list("List", List.of("a", "b"), (member, item) -> member.text("Item", item))
                    .map("Map", Map.of("k", "v"));
        }
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        AwsGate gate = operation -> {
            passed.add(operation);
            if (operation.endsWith("Closed")) {
                throw new AwsError(404, "NotFound", "It is closed");
            }
        };
        server.createContext(
                "/",
                new AwsEndpoint(
                        List.of(),
                        List.of(new Echo()),
                        gate,
                        key -> new Principal.User("123456789012", key),
                        new PrintStream(faults, true, UTF_8)));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void answersInTheServicesNamespaceWithTheRegionOfTheSignature() throws Exception {
        HttpResponse<String> answer = call("Say", "&Words=abc");

        String requestId = answer.headers().firstValue("x-amzn-RequestId").orElseThrow();
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/xml");
        assertThat(answer.body())
                .isEqualTo("<SayResponse xmlns=\"http://echo.example/\"><SayResult><Words>abc</Words>"
                        + "<Region>eu-west-1</Region></SayResult><ResponseMetadata><RequestId>" + requestId
                        + "</RequestId></ResponseMetadata></SayResponse>");
    }

    @Test
    void anOperationWithoutResultHasNoElementForIt() throws Exception {
        assertThat(call("Forget", "").body())
                .startsWith("<ForgetResponse xmlns=\"http://echo.example/\"><ResponseMetadata>");
    }

    @Test
    void writesListsAndMapsAsThisProtocolDoes() throws Exception {
        assertThat(call("See", "").body())
                .contains("<List><member><Item>a</Item></member><member><Item>b</Item></member></List>"
                        + "<Map><entry><key>k</key><value>v</value></entry></Map>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Flag=true&Empty=&Bare | {'Flag':'true','Empty':'','Bare':''}",
                "Tags.member.2.Key=b&Tags.member.10.Key=c&Tags.member.1.Key=a | {'Tags':[{'Key':'a'},{'Key':'b'},{'Key':'c'}]}",
                "Names.member.1=a%20b&Names.member.2=c%2Bd+e | {'Names':['a b','c+d e']}",
                "A.entry.1.key=x&A.entry.1.value=1&A.entry.2.key=y&A.entry.2.value=2 | {'A':{'x':'1','y':'2'}}",
                "A.entry.1.Name=x&A.entry.1.Value.B=1 | {'A':{'x':{'B':'1'}}}",
                "A.B.C=1 | {'A':{'B':{'C':'1'}}}",
                "A.member.x=1 | {'A':{'member':{'x':'1'}}}"
            })
    void readsAFormAsTheTreeThatItStandsFor(String form, String tree) throws Exception {
        String input = valueOf("Input", call("See", "&" + form).body());

        assertThat(input.replace('"', '\'')).isEqualTo("{'Action':'See','Version':'2026-11-23'," + tree.substring(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&hunter2=%zz",
                "&hunter2=%",
                "&hunter2=1&hunter2=2",
                "&hunter2=1&hunter2.a=2",
                "&hunter2.a=1&hunter2=2",
                "&hunter2.2.3.4.5.6.7.8.9.10.11=1"
            })
    void refusesABodyThatIsNoFormWithoutQuotingIt(String fields) throws Exception {
        HttpResponse<String> answer = call("Say", fields);
        assertError(answer, 400, "MalformedQueryString");
        assertThat(answer.body()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<&>\"']]>", "\u00e9\u4e2d\ud83d\udd11", " \t\r\n x "})
    void aTextComesBackAsItWasSent(String words) throws Exception {
        String body = call("Say", "&Words=" + URLEncoder.encode(words, UTF_8)).body();
        assertThat(valueOf("Words", body)).isEqualTo(words);
    }

    @Test
    void whatXmlCannotHoldIsReplaced() throws Exception {
        assertThat(valueOf("Words", call("Say", "&Words=a%00%1bb%EF%BF%BF").body()))
                .isEqualTo("a\uFFFD\uFFFDb\uFFFD");
    }

    @Test
    void saysWhichActionItDoesNotAnswerAndWhichItDoes() throws Exception {
        HttpResponse<String> answer = call("Shout", "");

        assertError(answer, 400, "InvalidAction");
        assertThat(valueOf("Type", answer.body())).isEqualTo("Sender");
        assertThat(valueOf("Message", answer.body()))
                .isEqualTo("The Rekey sandbox does not answer Echo.Shout."
                        + " It answers: Echo.Break, Echo.Forget, Echo.Say, Echo.See");
        assertThat(passed).containsExactly("Echo.Shout");
    }

    @Test
    void aServiceThatIsNotHereIsNamedByItsVersion() throws Exception {
        HttpResponse<String> answer = post(SIGNED, "Action=GetCallerIdentity&Version=2011-06-15");

        assertError(answer, 400, "InvalidAction");
        assertThat(answer.body()).contains("does not answer 2011-06-15.GetCallerIdentity. It answers: Echo.Break,");
    }

    @Test
    void refusesAFormThatNamesNoAction() throws Exception {
        assertError(post(SIGNED, "Version=2026-11-23"), 400, "MissingAction");
        assertError(post(SIGNED, ""), 400, "MissingAction");
        assertThat(passed).isEmpty();
    }

    @Test
    void refusesACallThatNobodySigned() throws Exception {
        assertError(post(null, "Action=Say&Version=2026-11-23&Words=a"), 403, "MissingAuthenticationToken");
        assertError(post("Bearer abc", "Action=Say&Version=2026-11-23&Words=a"), 403, "IncompleteSignature");
    }

    @Test
    void aLinkNeedsNeitherSignatureNorVersionWhereTheServiceSaysSo() throws Exception {
        HttpResponse<String> answer = get(null, "/?Action=Forget&Key=a%20b");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith(
                        "<ForgetResponse xmlns=\"http://echo.example/\"><ForgetResult><Key>a b</Key></ForgetResult>");
        assertThat(passed).containsExactly("Echo.Forget");
        assertThat(post(null, "Action=Forget&Version=2026-11-23&Key=c").body()).contains("<Key>c</Key>");
        assertError(get(null, "/?Action=Forget"), 400, "ValidationError");
    }

    @Test
    void aSignedCallOfTheSameOperationIsASignedOne() throws Exception {
        assertThat(call("Forget", "&Key=a").body()).doesNotContain("<Key>");
    }

    @Test
    void aGetIsACallLikeAnyOther() throws Exception {
        String say = "/?Action=Say&Version=2026-11-23&Words=a+b";

        assertThat(valueOf("Words", get(SIGNED, say).body())).isEqualTo("a b");
        assertError(get(null, say), 403, "MissingAuthenticationToken");
        assertError(get(null, "/?Action=Shout"), 400, "InvalidAction");
        assertError(get(null, "/?Action=Say&Words=a"), 400, "InvalidAction");
        assertThat(get(SIGNED, "/?NoAction=Say").body()).contains("UnknownOperationException");
        assertThat(get(SIGNED, "/").body()).contains("UnknownOperationException");
    }

    @Test
    void namesTheMemberAndTheRuleThatItBreaks() throws Exception {
        HttpResponse<String> answer = call("Say", "");
        assertError(answer, 400, "ValidationError");
        assertThat(valueOf("Message", answer.body())).contains("Value at 'words'", "Member must not be null");
    }

    @Test
    void refusesABodyOfMoreThanOneMebibyte() throws Exception {
        assertError(call("Say", "&Words=" + "x".repeat(7 * 1024 * 1024)), 413, "RequestEntityTooLarge");
    }

    @Test
    void theGateRefusesInThisProtocolToo() throws Exception {
        HttpResponse<String> answer = call("Closed", "");

        assertError(answer, 404, "NotFound");
        assertThat(valueOf("Message", answer.body())).isEqualTo("It is closed");
        assertThat(passed).containsExactly("Echo.Closed");
    }

    @Test
    void reportsItsOwnFaultWithoutTheRequest() throws Exception {
        HttpResponse<String> answer = call("Break", "&Words=hunter2");

        assertError(answer, 500, "InternalFailure");
        assertThat(valueOf("Type", answer.body())).isEqualTo("Receiver");
        assertThat(answer.body()).doesNotContain("hunter2");
        assertThat(faults.toString(UTF_8))
                .contains("IllegalStateException", "Echo.breakDown")
                .doesNotContain("hunter2");
    }

    @Test
    void aTargetInTheHeadersMakesItACallOfTheOtherProtocol() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(endpoint())
                .header("X-Amz-Target", "AmazonSSM.GetParameter")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .contains("\"__type\":\"UnknownOperationException\"");
    }

    private HttpResponse<String> call(String action, String fields) throws Exception {
        return post(SIGNED, "Action=" + action + "&Version=2026-11-23" + fields);
    }

    private HttpResponse<String> post(String authorization, String form) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint())
                .header("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String authorization, String path) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint().resolve(path));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void assertError(HttpResponse<String> answer, int status, String code) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(valueOf("Code", answer.body())).isEqualTo(code);
        assertThat(valueOf("RequestId", answer.body()))
                .isEqualTo(answer.headers().firstValue("x-amzn-RequestId").orElseThrow());
    }

    private static String valueOf(String element, String xml) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(UTF_8)))
                .getElementsByTagName(element)
                .item(0)
                .getTextContent();
    }

    private URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }
}
