package rekey.sandbox.lambda;

/** Takes what functions log, when their roles may write it. Safe for use by several threads. */
@FunctionalInterface
public interface FunctionLogs {
    /**
     * Writes one entry.
     *
     * @param logGroupArn the definition's
     * @param stream {@code 2026/11/25/[1]0123456789abcdef0123456789abcdef}, one for each environment
     * @param entry what the function logged in one call, or a line that it printed
     */
    void write(String logGroupArn, String stream, String entry);
}
