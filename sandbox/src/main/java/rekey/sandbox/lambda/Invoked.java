package rekey.sandbox.lambda;

/**
 * What came of an invocation.
 *
 * @param payload what the function answered, or the description of what it threw
 * @param error whether it threw
 * @param log all that it logged, whether anybody was allowed to keep it or not
 * @param version which version ran, {@code $LATEST} or a number
 */
public record Invoked(String payload, boolean error, String log, String version) {
    /** Without the payload and the log: they may hold a token. */
    @Override
    public String toString() {
        return "Invoked[version=" + version + ", error=" + error + "]";
    }
}
