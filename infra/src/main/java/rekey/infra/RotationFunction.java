package rekey.infra;

import java.util.List;
import java.util.Map;
import rekey.deployment.DeployedNames;
import rekey.rotation.RotationHandler;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.lambda.EventSourceMapping;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * The function that asks Amazon for a new client secret, takes it in, proves it and makes it the current one. It gets the
 * messages of {@link AmazonQueues} one by one, and leaves in the queue what it could not deal with.
 *
 * <p>60 s for each. No reserved concurrency, which new accounts of AWS cannot have: it is right also when several of it
 * run at once.
 */
public final class RotationFunction extends Construct {
    static final int TIMEOUT_SECONDS = 60;

    /** What it works with. */
    public record Props(
            Configuration configuration,
            CredentialVault vault,
            AmazonQueues queues,
            Notices notices,
            FunctionArchive archive) {}

    private final Function function;

    public RotationFunction(Construct scope, String id, Props props) {
        super(scope, id);
        Configuration configuration = props.configuration();
        JavaFunction java = new JavaFunction(
                this,
                "Java",
                new JavaFunction.Props(
                        new DeployedNames(configuration.application()).rotationFunction(),
                        "Rotates the client secret of %s".formatted(configuration.application()),
                        RotationHandler.class.getName(),
                        props.archive(),
                        Duration.seconds(TIMEOUT_SECONDS),
                        RotationVariables.of(configuration, props.vault(), props.notices()),
                        new JavaFunction.Packaging.Zip(false)));
        function = java.function();
        props.vault().grantRotate(java.role());
        props.notices().grantPublish(java.role());
        grantReceive(java.role(), props.queues());
        receive("Expiry", props.queues().expiry());
        receive("NewSecret", props.queues().newSecret());
    }

    /** What an operator's command invokes. */
    public Function function() {
        return function;
    }

    /** What Lambda needs of a queue, and no more: the CDK's own grant has two actions that nobody uses. */
    private static void grantReceive(Role role, AmazonQueues queues) {
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"))
                .resources(List.of(
                        queues.expiry().getQueueArn(), queues.newSecret().getQueueArn()))
                .build());
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("kms:Decrypt"))
                .resources(List.of(queues.key().getKeyArn()))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of(
                                "kms:ViaService",
                                "sqs.%s.amazonaws.com"
                                        .formatted(Stack.of(queues).getRegion()))))
                .build());
    }

    private void receive(String id, Queue queue) {
        EventSourceMapping.Builder.create(this, id)
                .target(function)
                .eventSourceArn(queue.getQueueArn())
                .batchSize(1)
                .reportBatchItemFailures(true)
                .build();
    }
}
