package rekey.infra;

import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.Dashboard;
import software.amazon.awscdk.services.cloudwatch.GraphWidget;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.IWidget;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.sns.Topic;
import software.constructs.Construct;

/** A dashboard on which one sees at a glance whether the secret is well, callers get tokens and people get notices. */
public final class Overview extends Construct {
    private static final Duration PERIOD = Duration.minutes(5);

    /** What it shows, under which name. */
    public record Props(
            String name,
            TokenFunction tokens,
            Notices notices,
            Reminders reminders,
            AmazonQueues queues,
            RotationFunction rotation,
            WatchFunction watch) {}

    public Overview(Construct scope, String id, Props props) {
        super(scope, id);
        Alias live = props.tokens().live();
        Topic topic = props.notices().topic();
        WatchMetrics measured = props.watch().measured();
        Function rotation = props.rotation().function();
        Function watch = props.watch().function();
        Dashboard.Builder.create(this, "Dashboard")
                .dashboardName(props.name())
                .widgets(List.of(
                        List.of(
                                graph("Days until the client secret ends", measured.daysLeft("left")),
                                graph(
                                        "SP-API accepts the secret (1), and the rotation's phase",
                                        measured.canary("accepted"),
                                        measured.phase("phase"))),
                        List.of(
                                graph(
                                        "How long Amazon's messages wait (s)",
                                        RotationAlarms.age(props.queues().newSecret(), "new secret"),
                                        RotationAlarms.age(props.queues().expiry(), "expiry")),
                                graph(
                                        "Rotation and watch",
                                        rotation.metricInvocations(sum("rotation invoked")),
                                        rotation.metricErrors(sum("rotation failed")),
                                        watch.metricInvocations(sum("watch invoked")),
                                        watch.metricErrors(sum("watch failed")))),
                        List.of(
                                graph(
                                        "Tokens asked for",
                                        live.metricInvocations(sum("asked for")),
                                        live.metricErrors(sum("failed")),
                                        live.metricThrottles(sum("throttled"))),
                                graph(
                                        "How long it takes (ms)",
                                        live.metricDuration(statistic("p50", "half of them")),
                                        live.metricDuration(statistic("p99", "99 of 100")))),
                        List.of(
                                graph(
                                        "Notices",
                                        topic.metricNumberOfNotificationsDelivered(sum("delivered")),
                                        topic.metricNumberOfNotificationsFailed(sum("failed"))),
                                graph(
                                        "Reminders that could not be delivered",
                                        props.reminders().waiting().toArray(IMetric[]::new)))))
                .build();
    }

    private static IWidget graph(String title, IMetric... metrics) {
        return GraphWidget.Builder.create()
                .title(title)
                .width(12)
                .left(List.of(metrics))
                .build();
    }

    private static MetricOptions sum(String label) {
        return statistic("Sum", label);
    }

    private static MetricOptions statistic(String statistic, String label) {
        return MetricOptions.builder()
                .statistic(statistic)
                .label(label)
                .period(PERIOD)
                .build();
    }
}
