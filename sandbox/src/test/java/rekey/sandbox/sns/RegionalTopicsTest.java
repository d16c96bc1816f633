package rekey.sandbox.sns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import rekey.sandbox.SandboxClock;

/** Many threads at the same moment, nearer than a network lets them come. */
class RegionalTopicsTest {
    private static final int THREADS = 8;
    private static final int ROUNDS = 500;
    private static final TopicArn TOPIC = new TopicArn("us-east-1", "my-erp-notices");

    @AutoClose("shutdownNow")
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    private final CyclicBarrier start = new CyclicBarrier(THREADS);
    private final RegionalTopics topics = new RegionalTopics(new SandboxClock());

    @Test
    void onlyOneOfManySubscribesAnEndpoint() throws Exception {
        topics.create(TOPIC, Map.of());
        for (int round = 0; round < ROUNDS; round++) {
            String number = "+1555" + (1000 + round);
            List<String> arns =
                    atOnce(() -> topics.subscribe(TOPIC, Channel.SMS, number).arn());
            assertThat(arns).containsOnly(arns.get(0));
        }
        assertThat(topics.subscriptions()).hasSize(ROUNDS);
    }

    private List<String> atOnce(Callable<String> call) throws Exception {
        Callable<String> together = () -> {
            start.await();
            return call.call();
        };
        List<Future<String>> answers = threads.invokeAll(Collections.nCopies(THREADS, together));
        List<String> arns = new ArrayList<>();
        for (Future<String> answer : answers) {
            arns.add(answer.get());
        }
        return arns;
    }
}
