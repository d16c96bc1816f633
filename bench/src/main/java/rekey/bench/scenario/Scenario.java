package rekey.bench.scenario;

import java.io.IOException;
import rekey.bench.result.Measurements;

/** One comparison, repeated round by round; within a round each side is measured once, in turn. */
public interface Scenario extends AutoCloseable {
    void round(Measurements measured) throws IOException, InterruptedException;

    @Override
    default void close() throws IOException {}
}
