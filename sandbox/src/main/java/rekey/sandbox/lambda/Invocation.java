package rekey.sandbox.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import java.time.Duration;
import java.util.UUID;

/** What a function is told of one invocation. Its remaining time is real time: moving the sandbox's clock does not end it. */
final class Invocation implements Context {
    private final FunctionDefinition definition;
    private final String version;
    private final String invokedArn;
    private final String logStream;
    private final FunctionLog log;
    private final String requestId = UUID.randomUUID().toString();
    private final long ends;

    Invocation(FunctionDefinition definition, String version, String invokedArn, String logStream, FunctionLog log) {
        this.definition = definition;
        this.version = version;
        this.invokedArn = invokedArn;
        this.logStream = logStream;
        this.log = log;
        this.ends = System.nanoTime() + definition.timeout().toNanos();
    }

    Duration timeout() {
        return definition.timeout();
    }

    @Override
    public String getAwsRequestId() {
        return requestId;
    }

    @Override
    public String getLogGroupName() {
        return definition.logGroupName();
    }

    @Override
    public String getLogStreamName() {
        return logStream;
    }

    @Override
    public String getFunctionName() {
        return definition.name();
    }

    @Override
    public String getFunctionVersion() {
        return version;
    }

    @Override
    public String getInvokedFunctionArn() {
        return invokedArn;
    }

    @Override
    public CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int) Math.max(0, Duration.ofNanos(ends - System.nanoTime()).toMillis());
    }

    @Override
    public int getMemoryLimitInMB() {
        return definition.memoryMegabytes();
    }

    @Override
    public FunctionLog getLogger() {
        return log;
    }
}
