package rekey.sandbox.stack;

import java.util.Set;
import rekey.sandbox.Sandbox;
import rekey.sandbox.events.Schedules;

/** A schedule of the default group. {@code Ref} is its name. */
final class ScheduleType implements ResourceType {
    private final Schedules schedules;

    ScheduleType(Schedules schedules) {
        this.schedules = schedules;
    }

    @Override
    public String name() {
        return "AWS::Scheduler::Schedule";
    }

    @Override
    public Set<String> properties() {
        return Set.of(
                "Description",
                "EndDate",
                "FlexibleTimeWindow",
                "Name",
                "ScheduleExpression",
                "ScheduleExpressionTimezone",
                "StartDate",
                "State",
                "Target");
    }

    @Override
    public Set<String> replacing() {
        return Set.of("Name");
    }

    @Override
    public Made make(Wanted wanted) {
        return put(wanted.name("Name", 64), wanted);
    }

    @Override
    public Made change(Made made, Wanted wanted) {
        return put(made.physicalId(), wanted);
    }

    @Override
    public void delete(Made made) {
        schedules.delete(Sandbox.REGION, made.physicalId());
    }

    private Made put(String name, Wanted wanted) {
        return new Made(name, wanted)
                .with(
                        "Arn",
                        schedules.put(Sandbox.REGION, name, wanted.properties().json()));
    }
}
