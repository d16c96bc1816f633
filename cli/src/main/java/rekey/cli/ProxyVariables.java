package rekey.cli;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The proxy that {@code HTTPS_PROXY} and {@code NO_PROXY} name, as for the AWS CLI: the one in small letters comes first. Java
 * knows system properties instead, which the AWS SDK's client and OkHttp both follow; those that are set already stay.
 *
 * <p>{@code HTTP_PROXY} counts for nothing: plain http goes to this machine alone, and Java calls that directly whatever
 * is set. A range of addresses in {@code NO_PROXY} has no counterpart in Java and is passed over; AWS is called by names.
 *
 * @param environment the process's variables
 */
record ProxyVariables(Map<String, String> environment) {
    private static final String HOST = "https.proxyHost";
    private static final String PORT = "https.proxyPort";
    private static final String DIRECT = "http.nonProxyHosts"; // For https as well.
    private static final int DEFAULT_PORT = 80;
    private static final Pattern NAME = Pattern.compile("\\*|[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");

    /**
     * Sets the properties.
     *
     * @throws IllegalArgumentException when the proxy's address cannot be used; the message does not repeat it
     */
    void applyTo(Properties properties) {
        if (properties.containsKey(HOST)) {
            return;
        }
        variable("HTTPS_PROXY").ifPresent(text -> {
            URI proxy = address(text);
            properties.setProperty(HOST, proxy.getHost());
            properties.setProperty(PORT, String.valueOf(proxy.getPort() < 0 ? DEFAULT_PORT : proxy.getPort()));
            variable("NO_PROXY")
                    .map(ProxyVariables::direct)
                    .filter(hosts -> !hosts.isEmpty())
                    .ifPresent(hosts -> properties.putIfAbsent(DIRECT, hosts));
        });
    }

    private Optional<String> variable(String name) {
        return Stream.of(name.toLowerCase(Locale.ROOT), name)
                .map(environment::get)
                .filter(value -> value != null && !value.isBlank())
                .map(String::strip)
                .findFirst();
    }

    private static URI address(String text) {
        URI proxy;
        try {
            proxy = URI.create(text.contains("://") ? text : "http://" + text);
        } catch (IllegalArgumentException e) {
            // Not chained: the parser's message repeats the text, and a password in it.
            throw unreadable();
        }
        if (proxy.getRawAuthority() != null && proxy.getRawAuthority().contains("@")) {
            throw new IllegalArgumentException(
                    "A proxy with user and password is not supported. Name one without, such as"
                            + " http://host:port.");
        }
        if (!"http".equalsIgnoreCase(proxy.getScheme()) || proxy.getHost() == null || !isBare(proxy)) {
            throw unreadable();
        }
        return proxy;
    }

    private static boolean isBare(URI proxy) {
        return proxy.getRawPath().matches("/?") && proxy.getRawQuery() == null && proxy.getRawFragment() == null;
    }

    private static IllegalArgumentException unreadable() {
        return new IllegalArgumentException(
                "A proxy is http://host:port. One that is itself called by https or SOCKS is not supported.");
    }

    /** A name stands for the names under it, too: in Java these are written out. */
    private static String direct(String noProxy) {
        return Stream.of(noProxy.split("[,\\s]+"))
                .map(entry -> entry.replaceFirst("(?<=[^:]):[0-9]+$", "").replaceFirst("^\\*?\\.", ""))
                .filter(entry -> NAME.matcher(entry).matches())
                .flatMap(entry ->
                        entry.equals("*") || entry.startsWith("[") ? Stream.of(entry) : Stream.of(entry, "*." + entry))
                .collect(Collectors.joining("|"));
    }
}
