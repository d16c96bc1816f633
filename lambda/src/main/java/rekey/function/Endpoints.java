package rekey.function;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which addresses a function may talk to when an endpoint is configured. */
public final class Endpoints {
    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}|\\[(::1|0:0:0:0:0:0:0:1)]");

    private Endpoints() {}

    /** @throws IllegalArgumentException when {@code text} is neither https nor plain http on loopback */
    public static URI httpsOrLoopback(String text) {
        URI endpoint = absolute(text);
        if (!endpoint.getScheme().equals("https") && !isPlainLoopback(endpoint)) {
            throw new IllegalArgumentException("An endpoint is https, or plain http on loopback (127.0.0.1).");
        }
        return endpoint;
    }

    /** Whether this is {@code http://} to {@linkplain #isLoopback this very machine}. */
    public static boolean isPlainLoopback(URI endpoint) {
        return "http".equals(endpoint.getScheme()) && isLoopback(endpoint.getHost());
    }

    /** Whether this is {@code http://} or {@code https://} to {@linkplain #isLoopback this very machine}. */
    public static boolean isWebLoopback(URI endpoint) {
        return isPlainLoopback(endpoint) || ("https".equals(endpoint.getScheme()) && isLoopback(endpoint.getHost()));
    }

    /**
     * Whether this is this very machine: localhost, 127.0.0.0/8 or ::1, by name, not by look-up.
     *
     * @param host a name or an address; one of IPv6 is in brackets
     */
    public static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /**
     * An absolute address without user, query or fragment.
     *
     * @throws IllegalArgumentException when it is anything else; the message does not repeat it
     */
    public static URI absolute(String text) {
        URI endpoint;
        try {
            endpoint = URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            // Not chained: the parser's message repeats the text.
            throw new IllegalArgumentException("An endpoint is an address such as https://host/path.");
        }
        if (endpoint.getScheme() == null
                || endpoint.getHost() == null
                || endpoint.getRawUserInfo() != null
                || endpoint.getRawQuery() != null
                || endpoint.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "An endpoint is an address such as https://host/path, without user, query or fragment.");
        }
        return endpoint;
    }
}
