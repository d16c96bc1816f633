package rekey.sandbox;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/** What something costs this thread: processor time, which does not depend on what else the machine does. */
public final class Effort {
    private Effort() {}

    public static Duration of(Runnable work) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        work.run();
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before);
    }
}
