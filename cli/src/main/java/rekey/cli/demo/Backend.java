package rekey.cli.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Set;
import rekey.credential.Secret;
import rekey.deployment.DeployedNames;
import rekey.sandbox.Sandbox;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

/** A service that needs access tokens, and invokes the token function for them with the AWS SDK. */
final class Backend implements AutoCloseable {
    /** As a caller names it: by the alias that always leads to the newest version. */
    static final String TOKEN_FUNCTION = Stage.DEPLOYED.tokenFunction() + ":" + DeployedNames.LIVE;

    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * @param shown the function's answer with the token masked, or Lambda's description of what it threw
     * @param token null when there is none
     */
    record Answer(ObjectNode shown, Secret token) {
        /** The thrown type without its package; empty when a token came. */
        String failure() {
            return shown.path("errorType").asText().replaceFirst(".*\\.", "");
        }
    }

    private final LambdaClient lambda;
    private final Set<String> tokens = new HashSet<>();
    private long calls;

    /** @param credentials its role's, which may invoke the token function and nothing else */
    Backend(URI endpoint, AwsCredentialsProvider credentials) {
        lambda = LambdaClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(Sandbox.REGION))
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    Answer ask(String function, String payload) {
        calls++;
        InvokeResponse response =
                lambda.invoke(request -> request.functionName(function).payload(SdkBytes.fromUtf8String(payload)));
        try {
            ObjectNode answer = (ObjectNode) JSON.readTree(response.payload().asUtf8String());
            if (response.functionError() != null) {
                answer.remove("stackTrace");
                return new Answer(answer, null);
            }
            String token = answer.get("access_token").asText();
            tokens.add(token);
            Secret secret = Secret.of(token);
            return new Answer(answer.put("access_token", secret.toString()), secret);
        } catch (IOException e) {
            throw new UncheckedIOException("The token function's answer is not JSON", e);
        }
    }

    /** Every token it was ever given. */
    Set<String> tokens() {
        return tokens;
    }

    long calls() {
        return calls;
    }

    @Override
    public void close() {
        lambda.close();
    }
}
