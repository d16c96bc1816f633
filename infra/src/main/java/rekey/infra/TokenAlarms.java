package rekey.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import rekey.deployment.DeployedNames;
import rekey.failure.AccessDenied;
import rekey.failure.CannotDecrypt;
import rekey.failure.Failure;
import rekey.failure.LwaRedirected;
import rekey.failure.LwaUntrusted;
import rekey.failure.Misconfigured;
import rekey.failure.NotSetYet;
import rekey.failure.ParameterMissing;
import rekey.failure.ScopeRefused;
import rekey.failure.SecretRejected;
import rekey.failure.StoreRefused;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MathExpression;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.logs.FilterPattern;
import software.amazon.awscdk.services.logs.JsonPattern;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.MetricFilter;
import software.constructs.Construct;

/**
 * Tells people when callers do not get tokens.
 *
 * <p>Lambda counts a caller's own mistakes as errors, too. So one error that an operator has to mend rings at once, by
 * its name in the log; errors of any kind ring when they are half of all calls, also where calls are few.
 */
final class TokenAlarms extends Construct {
    record Props(DeployedNames names, Alias live, LogGroup log, Notices notices) {}

    /** What no caller can mend, as {@code docs/token.md} has it. */
    static final List<Class<? extends Failure>> FOR_THE_OPERATOR = List.of(
            NotSetYet.class,
            ParameterMissing.class,
            AccessDenied.class,
            CannotDecrypt.class,
            StoreRefused.class,
            SecretRejected.class,
            ScopeRefused.class,
            LwaRedirected.class,
            LwaUntrusted.class,
            Misconfigured.class);

    private static final int HALF = 50;

    TokenAlarms(Construct scope, String id, Props props) {
        super(scope, id);
        String function = props.names().tokenFunction();
        Notices notices = props.notices();
        notices.alarm(
                this,
                "Operator",
                function + " needs the operator",
                "A caller got no access token, for a reason that only you can mend. The function's log names it, and"
                        + " what to do; rekey status and rekey token show how it is now.",
                operatorFailures(props));
        notices.alarm(
                this,
                "Errors",
                function + " fails",
                "Half of all calls for access tokens or more have failed in 15 minutes. The function's log names each"
                        + " error and what to do; rekey token shows what a caller gets now.",
                errorRate(props.live()),
                HALF);
        notices.alarm(
                this,
                "Throttles",
                function + " is throttled",
                "Lambda turned callers away: this account's concurrency in this region is used up. Ask AWS for more, or"
                        + " find the function that uses it.",
                props.live().metricThrottles(sum(15)));
    }

    private IMetric operatorFailures(Props props) {
        return MetricFilter.Builder.create(this, "OperatorFailures")
                .logGroup(props.log())
                .filterPattern(FilterPattern.all(
                        FilterPattern.stringValue("$.event", "=", "token.failed"),
                        FilterPattern.any(FOR_THE_OPERATOR.stream()
                                .map(type -> FilterPattern.stringValue("$.failure", "=", type.getSimpleName()))
                                .toArray(JsonPattern[]::new))))
                .metricNamespace("Rekey")
                .metricName(props.names().tokenFunction() + "-needs-operator")
                .metricValue("1")
                .build()
                .metric(sum(5));
    }

    /** In percent. */
    private static IMetric errorRate(Alias live) {
        Map<String, IMetric> metrics = new TreeMap<>();
        metrics.put("errors", live.metricErrors(sum(15)));
        metrics.put("invocations", live.metricInvocations(sum(15)));
        return MathExpression.Builder.create()
                .expression("IF(invocations > 0, 100 * errors / invocations, 0)")
                .usingMetrics(metrics)
                .period(Duration.minutes(15))
                .label("failed, in percent")
                .build();
    }

    private static MetricOptions sum(int minutes) {
        return MetricOptions.builder()
                .period(Duration.minutes(minutes))
                .statistic("Sum")
                .build();
    }
}
