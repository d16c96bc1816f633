package rekey.bench.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import rekey.bench.standin.StandInProcess;

/** Starts functions the way a scenario wants. Thread-safe. */
public record Launch(Cpus cpus, StandInProcess standIns) {
    /** What an answer with a token holds. */
    public static final String TOKEN = "access_token";

    private static final String CALL = "{}";

    /** {@code many} times the call for the default seller. */
    public static List<byte[]> calls(int many) {
        return Collections.nCopies(many, CALL.getBytes(UTF_8));
    }

    /** On a CPU of its own, at full speed. */
    public RunningFunction start(Function function) throws IOException {
        return start(function, CALL);
    }

    /** The same, with a first call that is not the usual one. */
    public RunningFunction start(Function function, String firstCall) throws IOException {
        return RunningFunction.start(function, cpus.one(), CpuQuota.NONE, standIns::drop, firstCall);
    }

    /** On a CPU of its own, which is held to a share from the first call on. */
    public RunningFunction start(Function function, CpuQuota quota) throws IOException {
        quota.free();
        return RunningFunction.start(function, cpus.one(), quota, standIns::drop, CALL);
    }

    /** On two CPUs, one of them shared with the benchmark and the stand-ins where there are no more. */
    public RunningFunction startOnTwo(Function function) throws IOException {
        return RunningFunction.start(function, cpus.two(), CpuQuota.NONE, standIns::drop, CALL);
    }
}
