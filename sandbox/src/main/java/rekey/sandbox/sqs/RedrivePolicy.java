package rekey.sandbox.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import rekey.sandbox.aws.AwsError;

/**
 * Where messages go that were received too often: attribute <a
 * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html">{@code
 * RedrivePolicy}</a>.
 *
 * @param maxReceiveCount 1 to 1,000; a message that was received so often is moved by the next receive that comes upon it
 */
record RedrivePolicy(QueueArn deadLetters, int maxReceiveCount) {
    static final String ATTRIBUTE = "RedrivePolicy";

    private static final int MOST = 1_000;

    /** @throws AwsError {@code InvalidParameterValue} */
    static RedrivePolicy read(String json) {
        JsonNode policy = SettingJson.object(ATTRIBUTE, json);
        String target = policy.path("deadLetterTargetArn").asText();
        // The console and CloudFormation send a number, people also write it as a text.
        int most = policy.path("maxReceiveCount").asInt(0);
        if (most < 1 || most > MOST) {
            throw Refusals.parameter(ATTRIBUTE, "maxReceiveCount must be between 1 and " + MOST + ".");
        }
        return new RedrivePolicy(
                QueueArn.read(target)
                        .orElseThrow(() -> Refusals.parameter(
                                ATTRIBUTE, "deadLetterTargetArn must be the ARN of a queue of this account.")),
                most);
    }
}
