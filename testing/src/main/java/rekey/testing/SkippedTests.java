package rekey.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes each skipped test with its reason to the file that the system property {@code rekey.skipped} names, a line a
 * test. The build prints those files at its end, so that nobody mistakes a skipped test for a passed one.
 *
 * <p>Found by JUnit through {@link java.util.ServiceLoader}. Thread-safe.
 */
public final class SkippedTests implements TestExecutionListener {
    /** Of all plans of this process: a build that runs classes side by side makes a plan of each. */
    private static final List<String> LINES = new CopyOnWriteArrayList<>();

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        LINES.add("%s: %s".formatted(test.getDisplayName(), reason));
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
            String reason = result.getThrowable().map(Throwable::getMessage).orElse("no reason given");
            LINES.add("%s: %s".formatted(test.getDisplayName(), reason.replaceFirst("^Assumption failed: ", "")));
        }
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        String file = System.getProperty("rekey.skipped");
        if (file == null) {
            return;
        }
        try {
            Files.write(Path.of(file), LINES);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the list of skipped tests to " + file, e);
        }
    }
}
