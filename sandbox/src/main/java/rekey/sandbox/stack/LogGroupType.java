package rekey.sandbox.stack;

import java.util.Set;
import rekey.sandbox.Sandbox;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.cloudwatch.LogGroups;

/** A log group. {@code Ref} is its name. */
final class LogGroupType implements ResourceType {
    private final LogGroups logGroups;

    LogGroupType(LogGroups logGroups) {
        this.logGroups = logGroups;
    }

    @Override
    public String name() {
        return "AWS::Logs::LogGroup";
    }

    @Override
    public Set<String> properties() {
        return Set.of("LogGroupName", "RetentionInDays");
    }

    @Override
    public Set<String> withoutEffect() {
        return Set.of("Tags");
    }

    @Override
    public Set<String> replacing() {
        return Set.of("LogGroupName");
    }

    @Override
    public Made make(Wanted wanted) {
        String name = wanted.name("LogGroupName", 512);
        return new Made(name, wanted)
                .with("Arn", logGroups.create(name, wanted.properties().json()));
    }

    @Override
    public Made change(Made made, Wanted wanted) {
        logGroups.create(made.physicalId(), wanted.properties().json());
        return made.changedTo(wanted);
    }

    @Override
    public void delete(Made made) {
        logGroups.delete(made.physicalId());
    }

    static String arn(String name) {
        return AwsAccount.arn("logs", Sandbox.REGION, "log-group:" + name + ":*");
    }
}
