package rekey.sandbox.spapi;

/** Something that SP-API, or whatever answers in its place, can do wrong. */
public enum SpApiFault {
    /** What was asked for is done, and the connection closed without a byte. */
    DONE_THEN_SILENT,
    /** What was asked for is done, and 503 answered. */
    DONE_THEN_503,
    /** What was asked for is done, and 504 answered by something in between, in HTML. */
    DONE_THEN_504,
    /** What was asked for is done, and 200 answered, with an empty object. */
    DONE_THEN_200,
    /** What was asked for is done, and answered only after 30 s of real time, or at {@link SpApiStandIn#behave}. */
    SLOW,
    /** 500, and nothing is done. */
    SERVER_ERROR,
    /** 429, and nothing is done. */
    THROTTLED,
    /** 403 without details, and nothing is done. */
    FORBIDDEN,
    /** 403 that says that the secret has expired, whichever it is, and nothing is done. */
    SECRET_EXPIRED,
    /** 403 that says that the token is revoked, malformed or invalid, and nothing is done. */
    TOKEN_REFUSED,
    /** 200 with a page of HTML, and nothing is done. */
    HTML,
    /** 200 with 1 MB of text, and nothing is done. */
    HUGE,
    /** The connection is closed without a byte, and nothing is done. */
    SILENCE,
    /** 307, which asks for the same at another address, and nothing is done. */
    REDIRECT,
    /** A 400 whose message repeats the token, and nothing is done. */
    TELLTALE;

    /** Whether the right thing happens before the wrong answer. */
    boolean isDone() {
        return name().startsWith("DONE_THEN_") || this == SLOW;
    }
}
