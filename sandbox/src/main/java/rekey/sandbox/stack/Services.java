package rekey.sandbox.stack;

import java.net.URI;
import java.util.Objects;
import rekey.sandbox.cloudwatch.Alarms;
import rekey.sandbox.cloudwatch.LogGroups;
import rekey.sandbox.events.EventBridge;
import rekey.sandbox.events.Schedules;
import rekey.sandbox.iam.Iam;
import rekey.sandbox.kms.Kms;
import rekey.sandbox.lambda.LocalFunctions;
import rekey.sandbox.sns.Sns;
import rekey.sandbox.sqs.Sqs;

/**
 * The services in which a stack's resources are made.
 *
 * @param endpoint where the sandbox answers, {@code http://127.0.0.1:<port>}
 * @param answers where custom resources' functions answer, at {@link CustomResourceAnswers#PATH} of the endpoint
 */
public record Services(
        URI endpoint,
        Iam iam,
        ManagedPolicies managedPolicies,
        Kms kms,
        Sns sns,
        Sqs sqs,
        EventBridge events,
        Schedules schedules,
        LocalFunctions functions,
        LogGroups logGroups,
        Alarms alarms,
        CustomResourceAnswers answers) {
    public Services {
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(iam, "iam");
        Objects.requireNonNull(managedPolicies, "managedPolicies");
        Objects.requireNonNull(kms, "kms");
        Objects.requireNonNull(sns, "sns");
        Objects.requireNonNull(sqs, "sqs");
        Objects.requireNonNull(events, "events");
        Objects.requireNonNull(schedules, "schedules");
        Objects.requireNonNull(functions, "functions");
        Objects.requireNonNull(logGroups, "logGroups");
        Objects.requireNonNull(alarms, "alarms");
        Objects.requireNonNull(answers, "answers");
    }
}
