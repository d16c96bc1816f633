package rekey.sandbox.contract.shape;

import java.util.Arrays;
import java.util.Optional;

/** A service, with the names that it has in different places. */
enum Service {
    SSM("AmazonSSM", "Ssm", "ssm", "ssm/2014-11-06"),
    KMS("TrentService", "Kms", "kms", "kms/2014-11-01"),
    SNS("SNS", "Sns", "sns", "sns/2010-03-31"),
    SQS("AmazonSQS", "Sqs", "sqs", "sqs/2012-11-05"),
    EVENT_BRIDGE("AWSEvents", "EventBridge", "eventbridge", "events/2015-10-07"),
    STS("STS", "Sts", "sts", "sts/2011-06-15"),
    LAMBDA("Lambda", "Lambda", "lambda", "lambda/2015-03-31");

    /** Before the dot where the sandbox names an operation. */
    final String sandboxName;
    /** Before {@code Client} in the Java SDK. */
    final String sdkName;
    /** The SDK's package. */
    final String sdkPackage;
    /** The folder below botocore's {@code data}. */
    final String botocoreFolder;

    Service(String sandboxName, String sdkName, String sdkPackage, String botocoreFolder) {
        this.sandboxName = sandboxName;
        this.sdkName = sdkName;
        this.sdkPackage = sdkPackage;
        this.botocoreFolder = botocoreFolder;
    }

    static Optional<Service> ofSdk(String sdkName) {
        return Arrays.stream(values())
                .filter(service -> service.sdkName.equals(sdkName))
                .findFirst();
    }

    /** The operation as the sandbox calls it, {@code AmazonSSM.PutParameter}. */
    String named(String operation) {
        return sandboxName + "." + operation;
    }

    /** Whether it is called in the query protocol. */
    boolean isQuery() {
        return this == SNS || this == STS;
    }
}
