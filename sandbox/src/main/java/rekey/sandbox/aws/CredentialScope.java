package rekey.sandbox.aws;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who calls and for which region, as the {@code Authorization} header of
 * <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Signature
 * Version 4</a> says. The signature itself is not verified: there is no secret key to verify it with.
 */
record CredentialScope(String accessKeyId, String region) {
    private static final Pattern CREDENTIAL = Pattern.compile(
            "AWS4-HMAC-SHA256\\s.*?Credential=([^/\\s,]+)/\\d{8}/([a-z0-9-]+)/[a-z0-9-]+/aws4_request\\b.*");

    static CredentialScope of(String authorization) {
        if (authorization == null || authorization.isBlank()) {
            throw AwsError.refused("MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        Matcher credential = CREDENTIAL.matcher(authorization);
        if (!credential.matches()) {
            throw AwsError.refused(
                    "IncompleteSignatureException",
                    "The Authorization header holds no Credential=<access key>/<date>/<region>/<service>/aws4_request.");
        }
        return new CredentialScope(credential.group(1), credential.group(2));
    }
}
