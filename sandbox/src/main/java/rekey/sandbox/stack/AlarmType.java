package rekey.sandbox.stack;

import java.util.Set;
import rekey.sandbox.cloudwatch.Alarms;

/** An alarm. {@code Ref} is its name. */
final class AlarmType implements ResourceType {
    private final Alarms alarms;

    AlarmType(Alarms alarms) {
        this.alarms = alarms;
    }

    @Override
    public String name() {
        return "AWS::CloudWatch::Alarm";
    }

    @Override
    public Set<String> properties() {
        return Set.of(
                "ActionsEnabled",
                "AlarmActions",
                "AlarmDescription",
                "AlarmName",
                "ComparisonOperator",
                "DatapointsToAlarm",
                "Dimensions",
                "EvaluationPeriods",
                "ExtendedStatistic",
                "InsufficientDataActions",
                "MetricName",
                "Metrics",
                "Namespace",
                "OKActions",
                "Period",
                "Statistic",
                "Threshold",
                "TreatMissingData",
                "Unit");
    }

    @Override
    public Set<String> withoutEffect() {
        return Set.of("Tags");
    }

    @Override
    public Set<String> replacing() {
        return Set.of("AlarmName");
    }

    @Override
    public Made make(Wanted wanted) {
        return put(wanted.name("AlarmName", 255), wanted);
    }

    @Override
    public Made change(Made made, Wanted wanted) {
        return put(made.physicalId(), wanted);
    }

    @Override
    public void delete(Made made) {
        alarms.delete(made.physicalId());
    }

    private Made put(String name, Wanted wanted) {
        return new Made(name, wanted)
                .with("Arn", alarms.put(name, wanted.properties().json()));
    }
}
