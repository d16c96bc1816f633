package rekey.bench.function;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A control group of Linux's whose share of a CPU can be limited. Lambda starts a function at full speed and then gives it
 * CPU time by its memory: 1,769 MB are <a
 * href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html">one CPU</a>, 512 MB are 0.29 of one.
 * Usable by root where control groups may be written; never thread-safe.
 */
public interface CpuQuota extends AutoCloseable {
    double SHARE = 512 / 1769.0;
    int PERIOD_MICROS = 20_000;

    /** Takes nothing from anyone. */
    CpuQuota NONE = new CpuQuota() {
        @Override
        public List<String> entering() {
            return List.of();
        }

        @Override
        public void hold() {}

        @Override
        public void free() {}

        @Override
        public void close() {}
    };

    /** What to put before a command that is to run in the group. */
    List<String> entering();

    /** From now on the group has {@link #SHARE} of a CPU. */
    void hold() throws IOException;

    /** From now on it has all it wants. */
    void free() throws IOException;

    @Override
    void close() throws IOException;

    /** @throws IOException when there can be no such group; the message says why */
    static CpuQuota create() throws IOException {
        String name = "rekey-bench-" + ProcessHandle.current().pid();
        Path first = Path.of("/sys/fs/cgroup/cpu");
        try {
            if (Files.exists(first.resolve("cpu.cfs_quota_us"))) {
                return new Group(Files.createDirectory(first.resolve(name)), false);
            }
            Path second = Path.of("/sys/fs/cgroup");
            Path controllers = second.resolve("cgroup.subtree_control");
            if (!Files.exists(controllers)) {
                throw new IOException("this system has no control groups");
            }
            if (!Files.readString(controllers).contains("cpu")) {
                Files.writeString(controllers, "+cpu");
            }
            return new Group(Files.createDirectory(second.resolve(name)), true);
        } catch (IOException e) {
            throw new IOException("no control group can be made (root can, where they are writable): " + e, e);
        }
    }

    /** @param unified whether it is one of the second version of control groups */
    record Group(Path folder, boolean unified) implements CpuQuota {
        @Override
        public List<String> entering() {
            return List.of("sh", "-c", "echo $$ > '" + folder.resolve("cgroup.procs") + "' && exec \"$@\"", "sh");
        }

        @Override
        public void hold() throws IOException {
            limit(Math.round(PERIOD_MICROS * SHARE));
        }

        @Override
        public void free() throws IOException {
            limit(-1);
        }

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(folder);
        }

        private void limit(long micros) throws IOException {
            if (unified) {
                String most = micros < 0 ? "max" : Long.toString(micros);
                Files.writeString(folder.resolve("cpu.max"), most + " " + PERIOD_MICROS);
            } else {
                Files.writeString(folder.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_MICROS));
                Files.writeString(folder.resolve("cpu.cfs_quota_us"), Long.toString(micros));
            }
        }
    }
}
