package rekey.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * The SDK's way to the network in a rehearsal: asks, throws away what it is told, and passes on an answer of its own. Keeps
 * no connection. When nobody answers, it says so in the journal and goes on. Thread-safe.
 */
final class RehearsalHttp implements SdkHttpClient {
    private final SdkHttpClient network;
    private final String answer;
    private final Journal journal;

    RehearsalHttp(SdkHttpClient network, String answer, Journal journal) {
        this.network = network;
        this.answer = answer;
        this.journal = journal;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        // The JDK keeps connections where nobody can close them, but never one of a request that asks for its end.
        SdkHttpRequest last = request.httpRequest().copy(copied -> copied.putHeader("Connection", "close"));
        HttpExecuteRequest.Builder asked = HttpExecuteRequest.builder().request(last);
        request.contentStreamProvider().ifPresent(asked::contentStreamProvider);
        ExecutableHttpRequest prepared = network.prepareRequest(asked.build());
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                ask(prepared);
                return answer();
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    private void ask(ExecutableHttpRequest prepared) {
        try {
            Optional<AbortableInputStream> said = prepared.call().responseBody();
            if (said.isPresent()) {
                try (InputStream body = said.get()) {
                    body.transferTo(OutputStream.nullOutputStream());
                }
            }
        } catch (IOException e) {
            journal.warn(
                    "priming.unanswered", "by", "AWS", "failure", e.getClass().getSimpleName());
        }
    }

    private HttpExecuteResponse answer() {
        return HttpExecuteResponse.builder()
                .response(SdkHttpFullResponse.builder().statusCode(200).build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.getBytes(UTF_8))))
                .build();
    }

    @Override
    public void close() {
        network.close();
    }
}
