package rekey.sandbox;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import rekey.sandbox.aws.AwsGate;

/**
 * Counts what was asked of the sandbox: {@code AmazonSSM.GetParameters}, {@code SNS.Subscribe}, {@code LWA.token}, …
 * Operations that it does not have are counted too. Thread-safe.
 */
public final class Calls implements AwsGate {
    public static final String LWA = "LWA.token";
    public static final String INVOKE = "Lambda.Invoke";
    public static final String GET_PARAMETERS = "AmazonSSM.GetParameters";

    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

    /** How often {@code operation} was asked for since the start. */
    public long of(String operation) {
        LongAdder count = counts.get(operation);
        return count == null ? 0 : count.sum();
    }

    /** Every operation that was asked for, with how often. */
    public Map<String, Long> all() {
        Map<String, Long> all = new TreeMap<>();
        counts.forEach((operation, count) -> all.put(operation, count.sum()));
        return all;
    }

    @Override
    public void pass(String operation) {
        count(operation.matches("[A-Za-z0-9_.-]{1,80}") ? operation : "other");
    }

    /** Counts every request of an address that has one operation only. */
    Filter asking(String operation) {
        return new Filter() {
            @Override
            public void doFilter(HttpExchange http, Chain chain) throws IOException {
                count(operation);
                chain.doFilter(http);
            }

            @Override
            public String description() {
                return "counts " + operation;
            }
        };
    }

    private void count(String operation) {
        counts.computeIfAbsent(operation, name -> new LongAdder()).increment();
    }
}
