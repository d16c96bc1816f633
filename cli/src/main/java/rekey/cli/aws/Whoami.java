package rekey.cli.aws;

import java.util.regex.Pattern;
import rekey.cli.CommandFailure;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;

/** Who runs the command, as AWS knows it: for the audit trail. Everybody may ask that of themselves. */
public final class Whoami {
    private static final Pattern ARN = Pattern.compile("[!-~]{1,200}");

    private Whoami() {}

    /**
     * @return an ARN
     * @throws CommandFailure when AWS does not say
     */
    public static String arn(StsClient sts) {
        String arn;
        try {
            arn = sts.getCallerIdentity().arn();
        } catch (SdkException e) {
            throw new AwsProblem("see who you are", "sts:GetCallerIdentity").failure(e);
        }
        if (arn == null || !ARN.matcher(arn).matches()) {
            throw new CommandFailure("AWS does not say who you are. See what aws sts get-caller-identity says.");
        }
        return arn;
    }
}
