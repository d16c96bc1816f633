package rekey.sandbox.stack;

import java.util.Set;
import rekey.sandbox.cloudwatch.LogGroups;

/** Counts what is logged. {@code Ref} is its name. */
final class MetricFilterType implements ResourceType {
    /** No attribute of CloudFormation's: what the log groups know it by. */
    private static final String ID = "(id)";

    private final LogGroups logGroups;

    MetricFilterType(LogGroups logGroups) {
        this.logGroups = logGroups;
    }

    @Override
    public String name() {
        return "AWS::Logs::MetricFilter";
    }

    @Override
    public Set<String> properties() {
        return Set.of("FilterName", "FilterPattern", "LogGroupName", "MetricTransformations");
    }

    @Override
    public Set<String> replacing() {
        return Set.of("FilterName", "LogGroupName");
    }

    @Override
    public Made make(Wanted wanted) {
        return put(wanted.name("FilterName", 512), wanted);
    }

    @Override
    public Made change(Made made, Wanted wanted) {
        return put(made.physicalId(), wanted);
    }

    @Override
    public void delete(Made made) {
        logGroups.deleteMetricFilter(made.text(ID));
    }

    private Made put(String name, Wanted wanted) {
        String id =
                logGroups.putMetricFilter(wanted.properties().json().deepCopy().put("FilterName", name));
        return new Made(name, wanted).with(ID, id);
    }
}
