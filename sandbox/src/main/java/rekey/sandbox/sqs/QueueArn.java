package rekey.sandbox.sqs;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsRequest;

/**
 * Which queue: {@code arn:aws:sqs:us-east-1:123456789012:my-erp-expiry}. A name has 1 to 80 letters, digits, {@code _} and
 * {@code -}. FIFO queues, whose names end with {@code .fifo}, are not here.
 */
record QueueArn(String region, String name) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final Pattern ARN = Pattern.compile("arn:aws:sqs:([a-z0-9-]+):" + AwsAccount.ID + ":(.+)");
    /** Host and port are not looked at, as a client may have them of another name of the sandbox. */
    private static final Pattern URL = Pattern.compile("https?://[^/]+/([0-9]{12})/([^/]+)");

    static final String FIFO = ".fifo";

    QueueArn {
        if (name.endsWith(FIFO)) {
            throw Refusals.unsupported("The Rekey sandbox plays standard queues only, and " + name
                    + " is a FIFO queue. Amazon's notifications cannot be sent to one.");
        }
        if (!NAME.matcher(name).matches()) {
            throw Refusals.parameter(
                    "QueueName",
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
    }

    /** The queue that a request's member {@code QueueName} names, in the region that the caller signed for. */
    static QueueArn named(AwsRequest request) {
        return new QueueArn(request.region(), Parameters.required(request.members(), "QueueName"));
    }

    /**
     * The queue that a request's member {@code QueueUrl} names, in the region that the caller signed for.
     *
     * @throws AwsError {@code InvalidAddress} when it is no queue's address, {@code QueueDoesNotExist} when it is another
     *     account's
     */
    static QueueArn addressed(AwsRequest request) {
        Matcher url = URL.matcher(Parameters.required(request.members(), "QueueUrl"));
        if (!url.matches()) {
            throw new AwsError(
                    404,
                    "InvalidAddress",
                    "InvalidAddress",
                    "The address is not valid for this endpoint. It looks like" + " http://127.0.0.1:<port>/"
                            + AwsAccount.ID + "/<queue>.");
        }
        if (!url.group(1).equals(AwsAccount.ID) || !NAME.matcher(url.group(2)).matches()) {
            throw Refusals.noQueue();
        }
        return new QueueArn(request.region(), url.group(2));
    }

    /** Empty when it is no ARN of a queue of this account. */
    static Optional<QueueArn> read(String arn) {
        Matcher matcher = ARN.matcher(arn);
        return matcher.matches() ? Optional.of(new QueueArn(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /** @throws AwsError {@code QueueDoesNotExist} when it is no ARN of a queue of this account */
    static QueueArn parse(String arn) {
        return read(arn).orElseThrow(Refusals::noQueue);
    }

    String url(URI endpoint) {
        return endpoint.resolve("/" + AwsAccount.ID + "/" + name).toString();
    }

    @Override
    public String toString() {
        return AwsAccount.arn("sqs", region, name);
    }
}
