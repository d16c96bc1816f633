package rekey.sandbox.lambda;

/** A started handler. Safe for use by several threads. */
interface RunningFunction extends AutoCloseable {
    /** Runs the handler; what it throws becomes an outcome, and what it logs goes to the invocation's log. */
    RuntimeApi.Outcome invoke(Invocation invocation, byte[] payload);

    /** Whether it can be invoked again; it is started anew otherwise. */
    boolean lives();

    @Override
    void close();
}
