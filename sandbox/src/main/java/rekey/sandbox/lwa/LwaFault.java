package rekey.sandbox.lwa;

/** Something that the token endpoint, or whatever answers in its place, can do wrong. */
public enum LwaFault {
    /** A page of text with status 200, which repeats what was sent. */
    NOT_JSON,
    /** The right answer, cut off in the middle, but announced with the length it has. */
    TRUNCATED_JSON,
    /** The right answer, cut off in the middle of the announced length. */
    BROKEN_OFF,
    /** 307, which asks for the same post at another address. */
    REDIRECT,
    /** 1 MB of text with status 200. */
    HUGE,
    /** Status 200 and no body. */
    EMPTY,
    /** The connection is closed without a byte. */
    SILENCE,
    /** 429, with the JSON that goes with it. */
    THROTTLED,
    /** 500, with a page of HTML instead of JSON. */
    SERVER_ERROR,
    /** 503, with the JSON that goes with it. */
    UNAVAILABLE,
    /** A 400 whose description repeats what was sent. */
    TELLTALE
}
