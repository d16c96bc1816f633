package rekey.sandbox.lambda;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Starts functions: in this process, or each in one of its own. Safe for use by several threads. */
public sealed interface FunctionHost permits InProcessHost, IsolatedHost {
    /**
     * Functions in this process, which live by {@code clock}. Their classes are {@link
     * com.amazonaws.services.lambda.runtime.RequestStreamHandler}s with a constructor that takes a {@link
     * rekey.function.FunctionEnvironment}. One that overruns its time is not stopped.
     */
    static FunctionHost inProcess(Clock clock) {
        return new InProcessHost(clock);
    }

    /**
     * Functions each in a JVM of its own with this process's class path, under AWS's own runtime client, with any kind
     * of handler. One that overruns its time, or ends itself, is started anew for its next invocation. Concurrent
     * invocations wait for each other.
     *
     * <p><b>They live by the machine's clock</b>: the sandbox's is out of their reach. Once that was moved ahead, such a
     * function takes a token for valid which the sandbox takes for expired, and an age of 150 days for none at all.
     * Their signatures carry the machine's date, which the sandbox does not check. Move the clock for functions in
     * process.
     *
     * @throws IllegalStateException where AWS's runtime client does not run; the message says where it does
     */
    static FunctionHost isolated() {
        return new IsolatedHost(System.getProperty("java.class.path"), Optional.empty());
    }

    /**
     * As {@link #isolated}, with the classes of {@code archive}, and no others but the runtime client's: it is unpacked to
     * where {@code LAMBDA_TASK_ROOT} points, and found there, as in AWS.
     *
     * @param archive what is deployed, {@code rekey-functions.zip}
     * @throws IllegalStateException also when the runtime client's jars are not on this process's class path one by one
     */
    static FunctionHost archived(Path archive) {
        return new IsolatedHost(IsolatedHost.runtimeClient(), Optional.of(archive));
    }

    /**
     * @param variables all environment variables, Lambda's and the credentials' among them
     * @throws RuntimeException what the function's own start throws
     */
    RunningFunction start(FunctionDefinition definition, Map<String, String> variables);
}
