package rekey.sandbox;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import rekey.sandbox.lambda.LambdaEndpoint;
import rekey.sandbox.lwa.LwaStandIn;

/** Counts what was asked of the sandbox: {@code AmazonSSM.GetParameters}, {@code LWA.token}, … Thread-safe. */
public final class Calls extends Filter {
    public static final String LWA = "LWA.token";
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
    public void doFilter(HttpExchange http, Chain chain) throws IOException {
        counts.computeIfAbsent(operation(http), name -> new LongAdder()).increment();
        chain.doFilter(http);
    }

    @Override
    public String description() {
        return "counts calls";
    }

    private static String operation(HttpExchange http) {
        String path = http.getHttpContext().getPath();
        if (path.equals(LwaStandIn.PATH)) {
            return LWA;
        }
        if (path.equals(LambdaEndpoint.PATH)) {
            return "Lambda.Invoke";
        }
        String target = http.getRequestHeaders().getFirst("X-Amz-Target");
        return target == null || !target.matches("[A-Za-z0-9_.]{1,80}") ? "other" : target;
    }
}
