package rekey.sandbox.contract.shape;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.http.SdkHttpResponse;

/** For an SDK client: has every answer that it gets looked at before the client reads it. */
public final class CheckedAnswers implements ExecutionInterceptor {
    private final Consumer<Answer> look;

    CheckedAnswers(Consumer<Answer> look) {
        this.look = look;
    }

    /** Fails the test when an answer is not of the shape that the Java SDK knows. */
    public static ExecutionInterceptor againstTheSdk() {
        AnswerCheck check = new AnswerCheck(SdkModel.INSTANCE);
        return new CheckedAnswers(answer -> {
            List<String> problems = check.problems(answer).stream()
                    .filter(problem -> !KnownDifferences.knows(answer, problem))
                    .toList();
            if (!problems.isEmpty()) {
                throw new AssertionError(answer + " is not as AWS would answer: " + problems);
            }
        });
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        byte[] body = context.responseBody().map(CheckedAnswers::read).orElse(new byte[0]);
        SdkHttpResponse response = context.httpResponse();
        Service.ofSdk(attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME))
                .ifPresent(service -> look.accept(new Answer(
                        service,
                        attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME),
                        response.statusCode(),
                        response.headers(),
                        new String(body, StandardCharsets.UTF_8))));
        return Optional.of(new ByteArrayInputStream(body));
    }

    private static byte[] read(InputStream body) {
        try {
            return body.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
