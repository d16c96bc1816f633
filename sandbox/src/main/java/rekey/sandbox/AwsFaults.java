package rekey.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Makes operations of AWS fail on demand: throttling, an internal error, denied access. Thread-safe. */
public final class AwsFaults extends Filter {
    private record Fault(int status, String type) {}

    private final Map<String, Fault> faults = new ConcurrentHashMap<>();

    /**
     * From now on {@code operation} fails.
     *
     * @param operation as it is called on the wire, {@code AmazonSSM.GetParameters}
     * @param status the HTTP status, 400 or 500
     * @param type the error's name, {@code ThrottlingException}
     */
    public void fail(String operation, int status, String type) {
        faults.put(operation, new Fault(status, type));
    }

    /** From now on everything works again. */
    public void repair() {
        faults.clear();
    }

    @Override
    public void doFilter(HttpExchange http, Chain chain) throws IOException {
        String target = http.getRequestHeaders().getFirst("X-Amz-Target");
        Fault fault = target == null ? null : faults.get(target);
        if (fault == null) {
            chain.doFilter(http);
            return;
        }
        try (http) {
            http.getRequestBody().readAllBytes();
            byte[] body = "{\"__type\":\"%s\",\"message\":\"The sandbox was told to fail.\"}"
                    .formatted(fault.type())
                    .getBytes(UTF_8);
            http.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            http.getResponseHeaders().set("x-amzn-ErrorType", fault.type());
            http.sendResponseHeaders(fault.status(), body.length);
            http.getResponseBody().write(body);
        }
    }

    @Override
    public String description() {
        return "fails on demand";
    }
}
