package rekey.provision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import rekey.failure.Misconfigured;
import rekey.function.FakeContext;
import rekey.function.FunctionEnvironment;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** The handler between a Parameter Store that knows no parameter and an endpoint that takes every answer. */
class ProvisionHandlerTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AwsBasicCredentials CREDENTIALS = AwsBasicCredentials.create("AKIAEXAMPLE", "example");

    private final MockWebServer endpoint = new MockWebServer();
    private final MockWebServer parameters = new MockWebServer();
    private final List<JsonNode> answers = new CopyOnWriteArrayList<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    ProvisionHandlerTest() throws IOException {
        endpoint.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                try {
                    answers.add(JSON.readTree(request.getBody().string(UTF_8)));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                return new MockResponse.Builder().code(200).build();
            }
        });
        parameters.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                String operation = request.getHeaders().get("X-Amz-Target");
                calls.add(operation);
                return operation.endsWith("GetParameterHistory")
                        ? json(400, "{\"__type\":\"ParameterNotFound\"}")
                        : json(200, "{\"Version\":1}");
            }
        });
        endpoint.start(InetAddress.getLoopbackAddress(), 0);
        parameters.start(InetAddress.getLoopbackAddress(), 0);
    }

    @AfterEach
    void close() {
        endpoint.close();
        parameters.close();
    }

    @Test
    void answersACreateAndWritesNothingElse() throws IOException {
        FakeContext context = new FakeContext(30_000);
        ByteArrayOutputStream output = new ByteArrayOutputStream();

        handler(StaticCredentialsProvider.create(CREDENTIALS)).handleRequest(input(event()), output, context);

        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).get("Status").asText()).isEqualTo("SUCCESS");
        assertThat(output.size()).isZero();
        assertThat(context.log())
                .containsExactly("{\"level\":\"INFO\",\"event\":\"parameter.created\",\"parameter\":\""
                        + ProvisionEvent.NAME + "\"}\n");
    }

    /** Hangs where the SDK's own time-out does not reach, and comes to itself when the invocation is over. */
    @Test
    void answersOnceWhenTheWorkHangsAndBeginsNothingLater() throws Exception {
        CountDownLatch released = new CountDownLatch(1);
        Semaphore asked = new Semaphore(0);
        Semaphore gone = new Semaphore(0);
        AwsCredentialsProvider hanging = () -> {
            asked.release();
            while (true) {
                try {
                    released.await();
                    gone.release();
                    return CREDENTIALS;
                } catch (InterruptedException e) {
                    // As a look-up in native code: nothing ends it.
                }
            }
        };
        FakeContext context = new FakeContext(1_500);

        handler(hanging).handleRequest(input(event()), new ByteArrayOutputStream(), context);
        asked.acquire();
        assertThat(answers).hasSize(1);
        released.countDown();
        gone.acquire();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("provision")) {
                thread.join(10_000);
            }
        }

        assertThat(answers).hasSize(1);
        assertThat(answers.get(0).get("Status").asText()).isEqualTo("FAILED");
        assertThat(answers.get(0).get("Reason").asText()).contains("did not end within the function's time");
        assertThat(calls).doesNotContain("AmazonSSM.PutParameter");
        assertThat(context.log()).hasSize(1).allMatch(line -> line.contains("provision.failed"));
    }

    @Test
    void doesNotStartWithoutARegion() {
        FunctionEnvironment environment =
                new FunctionEnvironment(Map.of(), Clock.systemUTC(), StaticCredentialsProvider.create(CREDENTIALS));

        assertThatThrownBy(() -> new ProvisionHandler(environment))
                .isInstanceOf(Misconfigured.class)
                .hasMessageContaining("AWS_REGION is not set");
    }

    /** Whatever comes in: one answer, or one clear error, and no word of what came in. Seeded: each run is the same. */
    @Test
    void answersOnceOrThrowsWhateverTheEventIs() throws IOException {
        ProvisionHandler handler = handler(StaticCredentialsProvider.create(CREDENTIALS));
        Random random = new Random(20261126);
        int answered = 0;
        int refused = 0;
        for (int i = 0; i < 300; i++) {
            byte[] bytes = event().getBytes(UTF_8);
            // Not in the host and port, where a change could find somebody else's server: that is ResponseUrlTest's.
            int afterPort = event().indexOf("/stack%7C");
            for (int change = random.nextInt(4); change > 0; change--) {
                int at = random.nextInt(5) > 0
                        ? afterPort + random.nextInt(bytes.length - afterPort)
                        : random.nextInt(30);
                bytes[at] = (byte) random.nextInt(i % 2 == 0 ? 128 : 256);
            }
            if (i % 10 == 0) {
                bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            }
            FakeContext context = new FakeContext(5_000);
            int before = answers.size();
            try {
                handler.handleRequest(new ByteArrayInputStream(bytes), new ByteArrayOutputStream(), context);
                assertThat(answers).hasSize(before + 1);
                assertThat(answers.get(before).get("Status").asText()).isIn("SUCCESS", "FAILED");
                answered++;
            } catch (Unanswered e) {
                assertThat(answers).hasSize(before);
                assertThat(e).hasNoCause().hasMessageNotContaining(ProvisionEvent.SIGNATURE);
                refused++;
            }
            assertThat(context.log()).noneMatch(line -> line.contains(ProvisionEvent.SIGNATURE));
        }
        assertThat(answered).isGreaterThan(80);
        assertThat(refused).isGreaterThan(80);
    }

    private String event() {
        return ProvisionEvent.create(endpoint.getPort()).toString();
    }

    private ProvisionHandler handler(AwsCredentialsProvider credentials) {
        return new ProvisionHandler(new FunctionEnvironment(
                Map.of("AWS_REGION", "us-east-1", "AWS_ENDPOINT_URL_SSM", "http://127.0.0.1:" + parameters.getPort()),
                Clock.systemUTC(),
                credentials));
    }

    private static ByteArrayInputStream input(String event) {
        return new ByteArrayInputStream(event.getBytes(UTF_8));
    }

    private static MockResponse json(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/x-amz-json-1.1")
                .body(body)
                .build();
    }
}
