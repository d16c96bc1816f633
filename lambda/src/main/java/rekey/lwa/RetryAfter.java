package rekey.lwa;

import java.time.Duration;
import java.util.regex.Pattern;
import okhttp3.Response;

/** The pause that a server asks for by the header {@code Retry-After}, in seconds; its date form is not used here. */
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");

    private RetryAfter() {}

    /** Zero when the server asks for none. */
    static Duration of(Response response) {
        String text = response.header("Retry-After", "");
        return SECONDS.matcher(text).matches() ? Duration.ofSeconds(Long.parseLong(text)) : Duration.ZERO;
    }
}
