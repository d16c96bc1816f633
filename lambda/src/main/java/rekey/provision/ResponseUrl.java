package rekey.provision;

import okhttp3.HttpUrl;
import rekey.function.Endpoints;

/**
 * Where CloudFormation waits for the answer: a pre-signed address in S3. Whoever has it can answer in our place, so that
 * it is a secret: it prints nothing of itself, and only {@link ResponseEndpoint} asks for it.
 *
 * <p>Checked in the form that OkHttp sends, not by another parser, which might see another host in it.
 */
final class ResponseUrl {
    private static final String RULE =
            "it is https on a host that ends in .amazonaws.com or .amazonaws.com.cn, or plain http on loopback.";

    private final HttpUrl url;

    private ResponseUrl(HttpUrl url) {
        this.url = url;
    }

    /** @throws IllegalArgumentException when it is nothing that CloudFormation sends; the message repeats none of it */
    static ResponseUrl parse(String text) {
        HttpUrl url = HttpUrl.parse(text);
        if (url == null
                || !url.username().isEmpty()
                || !url.password().isEmpty()
                || !(isAmazons(url) || isLocal(url))) {
            throw new IllegalArgumentException("The event's ResponseURL is refused: " + RULE);
        }
        return new ResponseUrl(url);
    }

    HttpUrl address() {
        return url;
    }

    @Override
    public String toString() {
        return "ResponseUrl[****]";
    }

    private static boolean isAmazons(HttpUrl url) {
        return url.isHttps()
                && url.port() == 443
                && (url.host().endsWith(".amazonaws.com") || url.host().endsWith(".amazonaws.com.cn"));
    }

    private static boolean isLocal(HttpUrl url) {
        return !url.isHttps() && Endpoints.isLoopback(url.host().contains(":") ? "[" + url.host() + "]" : url.host());
    }
}
