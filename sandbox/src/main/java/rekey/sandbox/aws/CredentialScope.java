package rekey.sandbox.aws;

import com.sun.net.httpserver.Headers;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who calls and for which region, as the {@code Authorization} header of
 * <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Signature
 * Version 4</a> says. The signature itself is not verified: there is no secret key to verify it with.
 */
public record CredentialScope(String accessKeyId, String region) {
    private static final String FORWARDED = "X-Forwarded-Proto";

    private static final Pattern CREDENTIAL = Pattern.compile(
            "AWS4-HMAC-SHA256\\s.*?Credential=([^/\\s,]+)/\\d{8}/([a-z0-9-]+)/[a-z0-9-]+/aws4_request\\b.*");

    /** @throws AwsError when there is no such header, or it holds none */
    public static CredentialScope of(String authorization) {
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

    /**
     * Who that is. A call to the sandbox counts as one over TLS, as its address stands for AWS's; with {@code
     * X-Forwarded-Proto: http} it counts as one in the clear, as if a proxy had taken it so.
     */
    public Caller caller(Headers request, Function<String, Principal> principals) {
        return Caller.overNetwork(principals.apply(accessKeyId), !"http".equals(request.getFirst(FORWARDED)));
    }
}
