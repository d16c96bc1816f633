package rekey.sandbox;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rekey.sandbox.aws.AwsEndpoint;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsGate;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.cloudwatch.Alarms;
import rekey.sandbox.cloudwatch.LogGroups;
import rekey.sandbox.cloudwatch.Metrics;
import rekey.sandbox.events.EventBridge;
import rekey.sandbox.events.EventBridgeService;
import rekey.sandbox.events.FailureMetrics;
import rekey.sandbox.events.Schedules;
import rekey.sandbox.iam.Iam;
import rekey.sandbox.kms.Kms;
import rekey.sandbox.kms.KmsService;
import rekey.sandbox.lambda.FunctionHost;
import rekey.sandbox.lambda.FunctionSurroundings;
import rekey.sandbox.lambda.LocalFunctions;
import rekey.sandbox.lwa.LwaStandIn;
import rekey.sandbox.sns.Sns;
import rekey.sandbox.sns.SnsService;
import rekey.sandbox.sqs.Sqs;
import rekey.sandbox.sqs.SqsService;
import rekey.sandbox.ssm.SsmService;
import rekey.sandbox.stack.CustomResourceAnswers;
import rekey.sandbox.stack.ManagedPolicies;
import rekey.sandbox.stack.Services;
import rekey.sandbox.sts.StsService;

/**
 * The sandbox's account: AWS's services, and how they reach each other. Events go to topics, queues and functions, logs and
 * metrics to CloudWatch, alarms to topics. Thread-safe.
 */
final class LocalAws {
    final Iam iam;
    final Kms kms;
    final Sns sns;
    final Sqs sqs;
    final EventBridge events;
    final LocalFunctions functions;
    final Services services;

    private final SandboxClock clock;
    private final URI endpoint;

    /**
     * @param endpoint where it will answer
     * @param host where functions run that a template defines
     */
    LocalAws(SandboxClock clock, URI endpoint, FunctionHost host) {
        this.clock = clock;
        this.endpoint = endpoint;
        iam = new Iam(clock);
        kms = new Kms(clock, iam);
        Metrics metrics = new Metrics(clock);
        LogGroups logs = new LogGroups(clock, metrics, Sandbox.REGION);
        sns = new Sns(clock, iam, kms, () -> endpoint, metrics::add);
        sqs = new Sqs(clock, iam, kms, new SqsGauges(metrics));
        FailureMetrics failures = (namespace, metric, dimensions) -> metrics.add(namespace, metric, dimensions, 1);
        events = new EventBridge(clock, iam, this::deliver, failures);
        functions = new LocalFunctions(
                clock,
                iam,
                host,
                new FunctionSurroundings(
                        () -> Map.of(
                                "AWS_ENDPOINT_URL",
                                endpoint.toString(),
                                "REKEY_LWA_ENDPOINT",
                                endpoint + LwaStandIn.PATH,
                                "REKEY_SPAPI_ENDPOINT",
                                endpoint.toString()),
                        logs::write,
                        (name, dimensions, value) -> metrics.add("AWS/Lambda", name, dimensions, value),
                        new SqsSource(sqs)));
        services = new Services(
                endpoint,
                iam,
                new ManagedPolicies(iam),
                kms,
                sns,
                sqs,
                events,
                new Schedules(clock, iam, this::deliver, failures),
                functions,
                logs,
                new Alarms(clock, metrics, Sandbox.REGION, this::ring),
                new CustomResourceAnswers());
    }

    /** All of it but Lambda, which has paths of its own, over the network. */
    AwsEndpoint network(AwsGate gate) {
        return new AwsEndpoint(
                List.of(
                        new SsmService(clock, kms, iam, events::put),
                        new KmsService(kms),
                        new SqsService(sqs, endpoint),
                        new EventBridgeService(events)),
                List.of(new SnsService(sns), new StsService()),
                gate,
                iam::principal);
    }

    private void ring(Caller alarm, String topicArn, String subject, String perProtocol) {
        sns.publish(alarm, topicArn, Optional.of(subject), perProtocol, Optional.of("json"));
    }

    private void deliver(Caller caller, String arn, String message) {
        switch (arn.replaceFirst("^arn:[^:]+:([^:]+):.*", "$1")) {
            case "sns" -> sns.publish(caller, arn, Optional.empty(), message);
            case "sqs" -> sqs.send(caller, arn, message);
            case "lambda" -> functions.deliver(caller, arn, message);
            default ->
                throw AwsError.refused(
                        "ResourceNotFoundException",
                        "The Rekey sandbox delivers to sns, sqs and lambda, not to " + arn);
        }
    }
}
