package rekey.sandbox;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsGate;
import rekey.sandbox.aws.CredentialScope;
import rekey.sandbox.aws.Principal;

/**
 * Counts what was asked of the sandbox over the network, and by whom: {@code AmazonSSM.GetParameters},
 * {@code SNS.Subscribe}, {@code LWA.token}, {@code SPAPI.rotateApplicationClientSecret}, … Operations that it does not have are counted too. What its services ask of
 * each other is not. Thread-safe.
 */
public final class Calls implements AwsGate {
    /**
     * What one caller asked for.
     *
     * @param caller its ARN; {@link #UNSIGNED} where a request does not say
     * @param times how often it was answered, with an error or without
     * @param refused the errors' types, {@code AccessDeniedException}, with how often
     */
    public record Call(String caller, String operation, long times, Map<String, Long> refused) {}

    public static final String LWA = "LWA.token";
    public static final String INVOKE = "Lambda.Invoke";
    public static final String GET_PARAMETERS = "AmazonSSM.GetParameters";
    public static final String UNSIGNED = AwsGate.UNSIGNED;

    private static final String ERROR_TYPE = "x-amzn-ErrorType";

    private record Asked(String caller, String operation) implements Comparable<Asked> {
        @Override
        public int compareTo(Asked other) {
            int byCaller = caller.compareTo(other.caller);
            return byCaller == 0 ? operation.compareTo(other.operation) : byCaller;
        }
    }

    private record Answered(LongAdder times, Map<String, LongAdder> refused) {
        Answered() {
            this(new LongAdder(), new ConcurrentSkipListMap<>());
        }
    }

    private final Function<String, Principal> principals;
    private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();
    private final Map<Asked, Answered> answers = new ConcurrentSkipListMap<>();

    /** @param principals whose an access key is */
    Calls(Function<String, Principal> principals) {
        this.principals = principals;
    }

    /** How often {@code operation} was asked for since the start. */
    public long of(String operation) {
        LongAdder count = counts.get(operation);
        return count == null ? 0 : count.sum();
    }

    /** Every operation that was asked for, with how often. */
    public Map<String, Long> all() {
        return sums(counts);
    }

    /** Who asked for what, in the order of the callers' names and the operations'. */
    public List<Call> byCaller() {
        return answers.entrySet().stream()
                .map(entry -> new Call(
                        entry.getKey().caller(),
                        entry.getKey().operation(),
                        entry.getValue().times().sum(),
                        sums(entry.getValue().refused())))
                .toList();
    }

    @Override
    public void pass(String operation) {
        count(counts, known(operation));
    }

    @Override
    public void answered(String operation, String caller, Optional<String> errorType) {
        Answered answered = answers(operation, caller);
        answered.times().increment();
        errorType.ifPresent(type -> count(answered.refused(), type));
    }

    private Answered answers(String operation, String caller) {
        return answers.computeIfAbsent(new Asked(caller, known(operation)), asked -> new Answered());
    }

    /** A gate that counts and then lets {@code next} decide. */
    AwsGate before(AwsGate next) {
        return new AwsGate() {
            @Override
            public void pass(String operation) {
                Calls.this.pass(operation);
                next.pass(operation);
            }

            @Override
            public void answered(String operation, String caller, Optional<String> errorType) {
                Calls.this.answered(operation, caller, errorType);
            }
        };
    }

    /** Counts every request of an address that has one operation only. */
    Filter asking(String operation) {
        return asking(http -> operation);
    }

    /** Counts every request of an address. */
    Filter asking(Function<HttpExchange, String> operations) {
        return new Filter() {
            @Override
            public void doFilter(HttpExchange http, Chain chain) throws IOException {
                String operation = operations.apply(http);
                pass(operation);
                // Before the answer is out, so that who has it finds it counted.
                Answered answered = answers(operation, caller(http.getRequestHeaders()));
                answered.times().increment();
                chain.doFilter(http);
                error(http).ifPresent(type -> count(answered.refused(), type));
            }

            @Override
            public String description() {
                return "counts requests";
            }
        };
    }

    private String caller(Headers request) {
        try {
            String key = CredentialScope.of(request.getFirst("Authorization")).accessKeyId();
            return principals.apply(key).id();
        } catch (AwsError e) {
            return UNSIGNED;
        }
    }

    private static Optional<String> error(HttpExchange http) {
        return http.getResponseCode() < 400
                ? Optional.empty()
                : Optional.ofNullable(http.getResponseHeaders().getFirst(ERROR_TYPE))
                        .or(() -> Optional.of("HTTP " + http.getResponseCode()));
    }

    private static String known(String operation) {
        return operation.matches("[A-Za-z0-9_.-]{1,80}") ? operation : "other";
    }

    private static void count(Map<String, LongAdder> counts, String name) {
        counts.computeIfAbsent(name, any -> new LongAdder()).increment();
    }

    private static Map<String, Long> sums(Map<String, LongAdder> counts) {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((name, count) -> sums.put(name, count.sum()));
        return sums;
    }
}
