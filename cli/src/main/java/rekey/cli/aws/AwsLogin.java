package rekey.cli.aws;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import rekey.cli.CommandFailure;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Finds region and credentials the way that the AWS CLI does, before anything is asked of AWS, so that a laptop that is
 * not logged in hears just that.
 *
 * @param profile the one that was asked for; it then counts alone, whatever variables are set
 * @param given credentials to use where no profile was asked for, instead of the SDK's own search
 */
public record AwsLogin(Optional<String> profile, Optional<AwsCredentialsProvider> given) {
    private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]{2,12}){1,3}-[0-9]{1,2}");

    /** @throws IllegalArgumentException when it is not of a region's form; the message does not repeat it */
    public static String checkedRegion(String text) {
        if (!REGION.matcher(text.strip()).matches()) {
            throw new IllegalArgumentException("A region looks like us-east-1.");
        }
        return text.strip();
    }

    /**
     * @param region the one that was asked for; otherwise the profile's
     * @param endpoint where AWS answers; otherwise where the SDK finds it
     * @throws CommandFailure when there is no such profile, no region, or there are no credentials; when the profile sends
     *     anything over plain http to another machine
     */
    public Aws open(Optional<String> region, Optional<URI> endpoint) {
        ChosenProfile chosen = new ChosenProfile(profile);
        chosen.requireThere();
        chosen.requireSafeEndpoints();
        Region found = region.map(Region::of).orElseGet(this::regionOfProfile);
        AwsCredentialsProvider credentials = profile.<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
                .or(() -> given)
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
        try {
            credentials.resolveCredentials();
        } catch (SdkException | IllegalArgumentException | IllegalStateException e) {
            throw new CommandFailure(chosen.loginElsewhere().orElseGet(() -> noCredentials(e)), e);
        }
        return new Aws(found, credentials, profile, endpoint);
    }

    private Region regionOfProfile() {
        var chain = DefaultAwsRegionProviderChain.builder();
        profile.ifPresent(chain::profileName);
        try {
            return chain.build().getRegion();
        } catch (SdkException e) {
            throw new CommandFailure(
                    "Which AWS region? Give --region, set AWS_REGION, or set a region in the profile.", e);
        }
    }

    /** The SDK's reason is a list of all that it tried; what matters of it is whether a login has run out. */
    private String noCredentials(RuntimeException thrown) {
        String whose = profile.map(" --profile "::concat).orElse("");
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            String reason = String.valueOf(cause.getMessage());
            if (reason.contains("SSO") || reason.contains("Token is expired")) {
                return "The AWS login has run out, or never was. Run aws sso login%s.".formatted(whose);
            }
        }
        return profile.isPresent()
                ? "The profile gives no usable AWS credentials. See what aws sts get-caller-identity%s says."
                        .formatted(whose)
                : "No AWS credentials are found. Log in (aws sso login, aws configure), name a --profile, or set"
                        + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.";
    }
}
