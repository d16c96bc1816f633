package rekey.sandbox.ledger;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import rekey.credential.ApplicationName;
import rekey.credential.ParameterNames;
import rekey.function.Deadline;
import rekey.ledger.LedgerStore;
import rekey.sandbox.Sandbox;
import rekey.sandbox.Sandboxes;
import rekey.sandbox.provision.MeddlingProxy;
import software.amazon.awssdk.services.ssm.SsmClient;

/** What an application has in the sandbox's Parameter Store: one client goes there, the functions' through a proxy. */
final class StoredApplication implements AutoCloseable {
    static final ParameterNames NAMES = new ParameterNames(new ApplicationName("my-erp"));
    static final Instant NOW = Instant.parse("2026-11-23T15:04:05Z");

    final Sandbox sandbox = Sandboxes.start();
    final MeddlingProxy proxy = new MeddlingProxy(sandbox.endpoint());
    final SsmClient ssm = client(sandbox.endpoint());
    final SsmClient meddledWith = client(proxy.endpoint());
    /** Through the proxy. */
    final LedgerStore ledgers = new LedgerStore(meddledWith, NAMES, sandbox.clock());

    private SsmClient client(URI endpoint) {
        return sandbox.environment(Map.of("AWS_REGION", Sandbox.REGION, "AWS_ENDPOINT_URL", endpoint.toString()))
                .ssm();
    }

    static Deadline ample() {
        return Deadline.in(Duration.ofSeconds(60));
    }

    String stored(String name) {
        return ssm.getParameter(get -> get.name(name).withDecryption(true))
                .parameter()
                .value();
    }

    long puts() {
        return sandbox.calls().of("AmazonSSM.PutParameter");
    }

    /** What each of so many gives, all at once. */
    static <T> List<T> atOnce(int many, Numbered<T> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(many);
        try {
            List<Callable<T>> calls = IntStream.range(0, many)
                    .<Callable<T>>mapToObj(number -> () -> task.call(number))
                    .toList();
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    /** One of many. */
    interface Numbered<T> {
        T call(int number);
    }

    @Override
    public void close() {
        ssm.close();
        meddledWith.close();
        proxy.close();
        sandbox.close();
    }
}
