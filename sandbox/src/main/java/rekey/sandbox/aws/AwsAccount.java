package rekey.sandbox.aws;

/** The one account that the sandbox plays. It spans every region of the {@code aws} partition. */
public final class AwsAccount {
    public static final String ID = "123456789012";

    private AwsAccount() {}

    /** The ARN of something this account owns in a region, {@code arn:aws:ssm:us-east-1:123456789012:parameter/x}. */
    public static String arn(String service, String region, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + ID + ":" + resource;
    }
}
