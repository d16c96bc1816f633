package rekey.sandbox.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.codeOf;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import rekey.sandbox.LoopbackAws;
import software.amazon.awssdk.services.ssm.model.ParameterAlreadyExistsException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

class ConcurrentPutsTest {
    private static final int CALLS = 64;

    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    @AutoClose("shutdownNow")
    private final ExecutorService callers = Executors.newFixedThreadPool(8);

    @Test
    void everyPutGetsAVersionOfItsOwn() throws Exception {
        List<Long> versions = inParallel(() -> put(true));
        assertThat(versions)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, CALLS).boxed().toList());
        assertThat(aws.ssm
                        .getParameter(request -> request.name("/a").withDecryption(true))
                        .parameter()
                        .value())
                .isEqualTo("value");
    }

    @Test
    void onlyOneOfManyCreatesTheParameter() throws Exception {
        List<Long> versions = inParallel(() -> {
            try {
                return put(false);
            } catch (ParameterAlreadyExistsException e) {
                return 0L;
            }
        });
        assertThat(versions).containsOnlyOnce(1L).containsOnly(0L, 1L);
        assertThat(codeOf(() -> put(false))).isEqualTo("ParameterAlreadyExists");
    }

    private long put(boolean overwrite) {
        return aws.ssm
                .putParameter(request -> request.name("/a")
                        .value("value")
                        .type(ParameterType.SECURE_STRING)
                        .overwrite(overwrite))
                .version();
    }

    private List<Long> inParallel(Callable<Long> call) throws Exception {
        List<Callable<Long>> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            calls.add(call);
        }
        List<Long> answers = new ArrayList<>();
        for (Future<Long> answer : callers.invokeAll(calls)) {
            answers.add(answer.get());
        }
        return answers;
    }
}
