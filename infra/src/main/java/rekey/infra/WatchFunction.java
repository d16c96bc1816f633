package rekey.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rekey.deployment.DeployedNames;
import rekey.watch.WatchHandler;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.PrincipalWithConditions;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.scheduler.CfnSchedule;
import software.constructs.Construct;

/**
 * The function that looks after the secret, the sellers' authorizations and the notices' addresses, and the schedule that
 * invokes it once a day.
 *
 * <p>Between 06:17 and 07:17 UTC: not at a full hour, when everybody's schedules are due. EventBridge Scheduler tries for six
 * hours to have Lambda take an invocation, and Lambda tries three times until one ends well.
 */
public final class WatchFunction extends Construct {
    private static final String DAILY = "cron(17 6 * * ? *)";
    private static final int WINDOW_MINUTES = 60;
    private static final int MOST_AGE_SECONDS = 6 * 60 * 60;
    private static final int MOST_RETRIES = 60;
    /** Ample for its calls, some of which a slow answer of Amazon's may hold up. */
    private static final Duration TIMEOUT = Duration.seconds(120);

    /** What it works with. */
    public record Props(Configuration configuration, CredentialVault vault, Notices notices, FunctionArchive archive) {}

    private final Function function;
    private final WatchMetrics measured;
    private final DeadLetters deadLetters;

    public WatchFunction(Construct scope, String id, Props props) {
        super(scope, id);
        Configuration configuration = props.configuration();
        DeployedNames names = new DeployedNames(configuration.application());
        JavaFunction java = new JavaFunction(
                this,
                "Java",
                new JavaFunction.Props(
                        names.watchFunction(),
                        "Looks after the client secret of %s once a day".formatted(configuration.application()),
                        WatchHandler.class.getName(),
                        props.archive(),
                        TIMEOUT,
                        RotationVariables.of(configuration, props.vault(), props.notices()),
                        new JavaFunction.Packaging.Zip(false)));
        function = java.function();
        measured = new WatchMetrics(configuration.application());
        props.vault().grantRotate(java.role());
        props.vault().grantReadDates(java.role());
        props.notices().grantPublish(java.role());
        props.notices().grantListSubscriptions(java.role());
        deadLetters = DeadLetters.in(this);
        schedule(names.watchSchedule(), role());
    }

    Function function() {
        return function;
    }

    /** What it measures. */
    WatchMetrics measured() {
        return measured;
    }

    /** How many invocations EventBridge Scheduler could not get rid of. */
    IMetric notInvoked() {
        return deadLetters.waiting();
    }

    /** May be assumed for a schedule of this account's default group only, and may invoke this function only. */
    private Role role() {
        Stack stack = Stack.of(this);
        Map<String, Object> from = new TreeMap<>();
        from.put("aws:SourceAccount", stack.getAccount());
        from.put(
                "aws:SourceArn",
                stack.formatArn(ArnComponents.builder()
                        .service("scheduler")
                        .resource("schedule-group")
                        .resourceName("default")
                        .arnFormat(ArnFormat.SLASH_RESOURCE_NAME)
                        .build()));
        Role role = Role.Builder.create(this, "ScheduleRole")
                .description("Lets EventBridge Scheduler invoke the watch function")
                .assumedBy(new PrincipalWithConditions(
                        new ServicePrincipal("scheduler.amazonaws.com"), Map.of("StringEquals", from)))
                .build();
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("lambda:InvokeFunction"))
                .resources(List.of(function.getFunctionArn()))
                .build());
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("sqs:SendMessage"))
                .resources(List.of(deadLetters.undelivered().getQueueArn()))
                .build());
        return role;
    }

    private void schedule(String name, Role role) {
        CfnSchedule schedule = CfnSchedule.Builder.create(this, "Schedule")
                .name(name)
                .description("Has " + function.getFunctionName() + " look after everything once a day")
                .scheduleExpression(DAILY)
                .flexibleTimeWindow(CfnSchedule.FlexibleTimeWindowProperty.builder()
                        .mode("FLEXIBLE")
                        .maximumWindowInMinutes(WINDOW_MINUTES)
                        .build())
                .target(CfnSchedule.TargetProperty.builder()
                        .arn(function.getFunctionArn())
                        .roleArn(role.getRoleArn())
                        .input("{}")
                        .retryPolicy(CfnSchedule.RetryPolicyProperty.builder()
                                .maximumEventAgeInSeconds(MOST_AGE_SECONDS)
                                .maximumRetryAttempts(MOST_RETRIES)
                                .build())
                        .deadLetterConfig(CfnSchedule.DeadLetterConfigProperty.builder()
                                .arn(deadLetters.undelivered().getQueueArn())
                                .build())
                        .build())
                .build();
        schedule.getNode().addDependency(role.getNode().findChild("DefaultPolicy"));
    }
}
