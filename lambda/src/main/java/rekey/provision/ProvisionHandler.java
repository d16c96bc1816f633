package rekey.provision;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import rekey.function.Deadline;
import rekey.function.FunctionEnvironment;
import rekey.function.Journal;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * The provision function's entry point, {@code rekey.provision.ProvisionHandler::handleRequest}: CloudFormation's custom
 * resource {@value SecureStringResource#TYPE}, which is a parameter of type SecureString.
 *
 * <p>Create makes the parameter with a placeholder, or adopts the one that is there; Update sets right what differs in
 * tier, key, description and reminders; neither ever changes a value. Delete leaves the parameter, unless the resource
 * has created it and either says {@code OnDelete: delete} or nobody has stored a value in it.
 *
 * <p>CloudFormation invokes it asynchronously and waits at a response URL. It is answered once, whatever happens:
 * every failure of the work is an answer {@code FAILED} with a reason, and so is work that takes too long. Only when
 * the answer itself cannot be delivered, or when the event says nowhere to deliver it, does the function throw; Lambda
 * then runs it again, and all of the work can be repeated. Needs no environment variable but {@code AWS_REGION}.
 * Thread-safe.
 *
 * @see SecureStringResource the resource's properties
 */
public final class ProvisionHandler implements RequestStreamHandler {
    private final SsmClient ssm;
    private final Patience patience;
    private final ResponseEndpoint endpoint = new ResponseEndpoint();

    /** As Lambda starts it. */
    public ProvisionHandler() {
        this(FunctionEnvironment.ofProcess());
    }

    /** @throws rekey.failure.Misconfigured when an environment variable is missing or wrong */
    public ProvisionHandler(FunctionEnvironment environment) {
        this(environment, Patience.USUAL.longest());
    }

    /**
     * @param patience how long a call to Parameter Store is tried again that was refused for a reason that may pass;
     *     default 30 s, and never longer than the invocation's time
     */
    public ProvisionHandler(FunctionEnvironment environment, Duration patience) {
        ssm = environment.ssm();
        this.patience = new Patience(patience, true);
    }

    /**
     * Writes nothing to {@code output}: nobody reads it.
     *
     * @throws RuntimeException when CloudFormation could not be answered
     * @throws IOException when the runtime's own streams fail
     */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Deadline end = Deadline.of(context);
        Journal journal = new Journal(context.getLogger());
        try {
            CloudFormationRequest request = CloudFormationRequest.read(input);
            endpoint.deliver(answer(request, end, journal), end);
        } catch (Unanswered e) {
            journal.warn("provision.unanswered", "problem", e.getMessage());
            throw e;
        }
    }

    private CloudFormationAnswer answer(CloudFormationRequest request, Deadline end, Journal journal) {
        ProvisionFailure failure;
        try {
            return Watchdog.watch(deadline -> carriedOut(request, deadline, journal), end);
        } catch (ProvisionFailure e) {
            failure = e;
        } catch (Throwable e) {
            // Also an Error, a thread that could not be started for one: CloudFormation waits an hour for an answer.
            failure = Watchdog.unforeseen(e);
        }
        journal.warn(
                "provision.failed",
                "request",
                request.type(),
                "resource",
                request.logicalId(),
                "reason",
                failure.getMessage());
        return CloudFormationAnswer.failure(request, failure.getMessage());
    }

    private CloudFormationAnswer carriedOut(CloudFormationRequest request, Deadline deadline, Journal journal) {
        if (!request.problems().isEmpty()) {
            throw new ProvisionFailure("CloudFormation's request is wrong: " + String.join(" ", request.problems()));
        }
        if (request.type().equals("Delete")) {
            retire(request, deadline, journal);
            return CloudFormationAnswer.success(request);
        }
        SecureStringProperties wanted = SecureStringProperties.read(request.properties());
        PhysicalId id = parameter(wanted, deadline, journal).provide(request.physicalId());
        return CloudFormationAnswer.success(request, id, wanted.name());
    }

    /** What a Create refused is deleted with the same properties: that must not keep the stack from rolling back. */
    private void retire(CloudFormationRequest request, Deadline deadline, Journal journal) {
        SecureStringProperties wanted;
        try {
            wanted = SecureStringProperties.read(request.properties());
        } catch (ProvisionFailure e) {
            journal.info("parameter.kept", "resource", request.logicalId(), "because", "its properties are wrong");
            return;
        }
        parameter(wanted, deadline, journal).retire(request.unchangedId());
    }

    private SecureStringParameter parameter(SecureStringProperties wanted, Deadline deadline, Journal journal) {
        return new SecureStringParameter(new ParameterStore(ssm, wanted, deadline, patience), wanted, journal);
    }
}
