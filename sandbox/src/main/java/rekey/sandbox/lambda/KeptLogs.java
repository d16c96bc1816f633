package rekey.sandbox.lambda;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.iam.Iam;

/**
 * Takes what functions log to their log groups, as far as their roles may write there. Only what functions say
 * themselves: Lambda's own lines ({@code START}, {@code REPORT}) are not written. Thread-safe.
 */
final class KeptLogs {
    private static final int MOST = 1_000;

    private final Iam iam;
    private final FunctionLogs groups;
    private final List<String> kept = new CopyOnWriteArrayList<>();
    private final List<String> lost = new CopyOnWriteArrayList<>();

    KeptLogs(Iam iam, FunctionLogs groups) {
        this.iam = iam;
        this.groups = groups;
    }

    void take(FunctionDefinition definition, ExecutionEnvironment environment, FunctionLog log) {
        if (log.entries().isEmpty()) {
            return;
        }
        add(writes(definition, environment, log) ? kept : lost, log.toString());
    }

    /** Whether it was written, or may go where nothing is checked. */
    private boolean writes(FunctionDefinition definition, ExecutionEnvironment environment, FunctionLog log) {
        if (definition.logGroupArn().isEmpty() || environment.role().isEmpty()) {
            return true;
        }
        String group = definition.logGroupArn().get();
        if (!mayWrite(environment.role().get(), group, environment.logStream())) {
            return false;
        }
        try {
            log.entries().forEach(entry -> groups.write(group, environment.logStream(), entry));
            return true;
        } catch (AwsError noSuchGroup) {
            return false;
        }
    }

    List<String> kept() {
        return List.copyOf(kept);
    }

    List<String> lost() {
        return List.copyOf(lost);
    }

    private boolean mayWrite(Caller role, String group, String stream) {
        String arn = group.replaceFirst(":\\*$", "") + ":log-stream:" + stream;
        return iam.refusal(role, "logs:CreateLogStream", arn, Map.of()).isEmpty()
                && iam.refusal(role, "logs:PutLogEvents", arn, Map.of()).isEmpty();
    }

    private static void add(List<String> logs, String log) {
        logs.add(log);
        if (logs.size() > MOST) {
            logs.remove(0);
        }
    }
}
