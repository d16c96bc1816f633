package rekey.sandbox.sns;

import java.util.regex.Pattern;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsRequest;

/**
 * Which topic: {@code arn:aws:sns:us-east-1:123456789012:my-erp-notices}. A name has 1 to 256 letters, digits, {@code _} and
 * {@code -}; FIFO topics, whose names end with {@code .fifo}, take neither email nor SMS and are not here.
 */
record TopicArn(String region, String name) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,256}");

    /** The elements of an ARN of SNS. */
    private static final int REGION = 3;

    private static final int ACCOUNT = 4;
    private static final int TOPIC = 5;

    TopicArn {
        if (!NAME.matcher(name).matches()) {
            throw Refusals.invalidParameter("Topic Name");
        }
    }

    /**
     * The topic that a request's member {@code TopicArn} names.
     *
     * @throws AwsError as {@link #of(AwsRequest, String)}
     */
    static TopicArn of(AwsRequest request) {
        return of(request, "TopicArn");
    }

    /**
     * The topic that a member of a request names.
     *
     * @throws AwsError {@code InvalidParameter} when it names none in the region that the caller signed for, {@code
     *     AuthorizationError} when it is another account's
     */
    static TopicArn of(AwsRequest request, String member) {
        String given = Refusals.required(request.members(), member);
        String[] elements = elements(given, member);
        if (elements[TOPIC].startsWith("endpoint/") || elements[TOPIC].startsWith("app/")) {
            throw Refusals.invalidParameter(
                    member + " Reason: The Rekey sandbox publishes to topics and phone numbers, not to mobile apps");
        }
        if (!elements[ACCOUNT].equals(AwsAccount.ID)) {
            throw Refusals.notAuthorized(
                    "User: " + request.caller().principal().id() + " is not authorized to perform: SNS:"
                            + request.operation() + " on a resource of another account");
        }
        TopicArn arn = parse(given);
        if (!arn.region().equals(request.region())) {
            throw Refusals.invalidParameter(member + " Reason: The topic is in another region than " + request.region()
                    + ", for which the call is signed.");
        }
        return arn;
    }

    /** @throws AwsError {@code InvalidParameter} when it is no topic's of this account */
    static TopicArn parse(String arn) {
        String[] elements = elements(arn, "TopicArn");
        if (elements.length == TOPIC + 1 && NAME.matcher(elements[TOPIC]).matches()) {
            TopicArn topic = new TopicArn(elements[REGION], elements[TOPIC]);
            if (arn.equals(topic.toString())) {
                return topic;
            }
        }
        throw Refusals.invalidParameter("TopicArn");
    }

    /** What stands between the colons, six elements at least. */
    static String[] elements(String arn, String member) {
        String[] elements = arn.split(":", -1);
        if (elements.length <= TOPIC) {
            throw Refusals.invalidParameter(
                    member + " Reason: An ARN must have at least 6 elements, not " + elements.length);
        }
        return elements;
    }

    @Override
    public String toString() {
        return AwsAccount.arn("sns", region, name);
    }
}
