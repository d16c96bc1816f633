package rekey.lwa;

import java.time.Duration;
import java.util.regex.Pattern;
import okhttp3.Response;

/** The pause that a server asks for by the header {@code Retry-After}, in seconds; its date form is not used here. */
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("\\d+");
    /** More than any caller has. */
    private static final int MOST_DIGITS = 6;

    private static final Duration FOREVER = Duration.ofDays(365);

    private RetryAfter() {}

    /** Zero when the server asks for none. */
    static Duration of(Response response) {
        String text = response.header("Retry-After", "");
        if (!SECONDS.matcher(text).matches()) {
            return Duration.ZERO;
        }
        return text.length() > MOST_DIGITS ? FOREVER : Duration.ofSeconds(Long.parseLong(text));
    }
}
