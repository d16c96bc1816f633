package rekey.infra;

import java.util.List;
import java.util.Map;
import rekey.deployment.DeployedNames;
import rekey.provision.ProvisionHandler;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.kms.IKey;
import software.constructs.Construct;

/**
 * The function behind every {@link SecureStringParameter}: it makes them for CloudFormation, which cannot. It may do so
 * for the parameters that {@link #allow} names and for no other.
 */
final class ProvisionFunction extends Construct {
    /** Ample for a handful of calls to Parameter Store with all their retries. */
    private static final Duration TIMEOUT = Duration.seconds(60);

    record Props(DeployedNames names, FunctionArchive archive) {}

    private final JavaFunction function;

    ProvisionFunction(Construct scope, String id, Props props) {
        super(scope, id);
        function = new JavaFunction(
                this,
                "Java",
                new JavaFunction.Props(
                        props.names().provisionFunction(),
                        "Makes the SecureString parameters of %s for CloudFormation; never overwrites a value"
                                .formatted(props.names().application()),
                        ProvisionHandler.class.getName(),
                        props.archive(),
                        TIMEOUT,
                        Map.of(),
                        new JavaFunction.Packaging.Zip(false)));
    }

    /** What a custom resource names as its provider. */
    String serviceToken() {
        return function.function().getFunctionArn();
    }

    void allow(List<String> parameterArns, IKey key) {
        // A Standard parameter is encrypted by kms:Encrypt, an Advanced one by a data key.
        new SecureStringRights(Stack.of(this), key, parameterArns)
                .allow(
                        function.role(),
                        List.of(
                                "ssm:DeleteParameter",
                                "ssm:GetParameter",
                                "ssm:GetParameterHistory",
                                "ssm:PutParameter"),
                        List.of("kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"));
    }
}
