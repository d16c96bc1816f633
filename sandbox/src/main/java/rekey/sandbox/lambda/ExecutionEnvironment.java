package rekey.sandbox.lambda;

import java.util.Optional;
import rekey.sandbox.aws.Caller;

/**
 * Where one version of a function runs, from its start until it ends or is replaced.
 *
 * @param role what it calls AWS as; empty for a function that was deployed with an environment of its own
 * @param logStream where in its log group it writes
 */
record ExecutionEnvironment(RunningFunction running, Optional<Caller> role, String logStream) implements AutoCloseable {
    @Override
    public void close() {
        running.close();
    }
}
