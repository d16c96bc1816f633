package rekey.spapi;

import java.io.IOException;
import java.util.Optional;
import okhttp3.Response;

/**
 * What SP-API said to a request for a new secret.
 *
 * @param detail in our words, such as {@code HTTP 503}; never text that came from outside
 */
public record RotationAnswer(Kind kind, String detail) {
    /** What it means. */
    public enum Kind {
        /** A new secret was issued and is on its way to the queue. */
        ACCEPTED,
        /** No answer, or one that leaves open whether a new secret was issued. */
        UNCLEAR,
        /** None was issued: Amazon does not know where to send it. */
        NOT_ENROLLED,
        /** None was issued: more than one request a minute. */
        THROTTLED,
        /** None was issued, for another reason; or nothing was asked for at all. */
        REFUSED
    }

    /**
     * Goes by the status; the errors of HTTP 4xx only say why. HTTP 408 is a time-out somewhere on the way, and leaves open
     * what lies behind.
     */
    static RotationAnswer of(Response response) {
        int status = response.code();
        String http = "HTTP " + status;
        if (status == 204) {
            return new RotationAnswer(Kind.ACCEPTED, http);
        }
        if (status < 300 || status == 408 || status >= 500) {
            return new RotationAnswer(Kind.UNCLEAR, http);
        }
        if (status < 400) {
            return new RotationAnswer(Kind.REFUSED, http + ", a redirect that was not followed");
        }
        if (status == 429) {
            return new RotationAnswer(Kind.THROTTLED, http);
        }
        return errors(response)
                .map(errors -> refusal(status, errors))
                .orElseGet(() -> new RotationAnswer(Kind.REFUSED, http));
    }

    private static RotationAnswer refusal(int status, ErrorList errors) {
        if (status == 400 && errors.saysThatTheApplicationIsNotEnrolled()) {
            return new RotationAnswer(Kind.NOT_ENROLLED, "HTTP 400, not enrolled");
        }
        if (status == 403 && errors.saysThatTheSecretHasExpired()) {
            return new RotationAnswer(Kind.REFUSED, "HTTP 403, the LWA secret has expired");
        }
        return new RotationAnswer(
                Kind.REFUSED,
                "HTTP " + status + errors.code().map(code -> ", " + code).orElse(""));
    }

    private static Optional<ErrorList> errors(Response response) {
        try {
            return ErrorList.read(response);
        } catch (IOException e) {
            // The status has come, and it is what counts. That the rest broke off says nothing more.
            return Optional.empty();
        }
    }
}
