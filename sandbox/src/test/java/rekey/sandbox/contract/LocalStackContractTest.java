package rekey.sandbox.contract;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.TestAbortedException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** The contract, kept by LocalStack, where there is Docker to run it. */
@ExtendWith(LocalStackContractTest.WhereThereIsDocker.class)
class LocalStackContractTest extends AwsContract {
    /** The last that starts without an account at LocalStack. */
    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");

    LocalStackContractTest() {
        super(localStack());
    }

    private static BackEnd localStack() {
        LocalStackContainer container =
                new LocalStackContainer(IMAGE).withServices("ssm", "kms", "sns", "sqs", "events", "sts", "lambda");
        try {
            container.start();
        } catch (ContainerFetchException | ContainerLaunchException e) {
            container.close();
            throw new TestAbortedException("LocalStack cannot be started: " + e.getMessage(), e);
        }
        return new BackEnd("LocalStack", container.getEndpoint(), Gaps.LOCALSTACK, null).owning(container::stop);
    }

    /** Asks before anything of the container is made: its constructor looks for Docker and fails without. */
    static final class WhereThereIsDocker implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return DockerClientFactory.instance().isDockerAvailable()
                    ? ConditionEvaluationResult.enabled("Docker is there")
                    : ConditionEvaluationResult.disabled("LocalStack needs Docker, which does not run here");
        }
    }
}
