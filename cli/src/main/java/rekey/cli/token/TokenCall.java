package rekey.cli.token;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.regex.Pattern;
import rekey.cli.CommandFailure;
import rekey.cli.aws.AwsProblem;
import rekey.cli.aws.FunctionError;
import rekey.credential.Grantee;
import rekey.credential.Grantee.Scopes;
import rekey.credential.Grantee.Seller;
import rekey.credential.Secret;
import rekey.deployment.DeployedNames;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeRequest;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/** A call of an application's token function, by the alias that backends call it by. */
public final class TokenCall {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,4096}");

    /**
     * @param expiresIn seconds that are left
     * @param expiresAt the same as a moment, as the function says it
     */
    public record Token(Secret value, long expiresIn, String expiresAt) {}

    private final LambdaClient lambda;
    private final DeployedNames names;

    public TokenCall(LambdaClient lambda, DeployedNames names) {
        this.lambda = lambda;
        this.names = names;
    }

    /** @throws CommandFailure when there is no token to be had */
    public Token of(Grantee grantee, boolean forceRefresh) {
        InvokeResponse answer = invoke(request(grantee, forceRefresh));
        JsonNode payload = json(answer);
        if (answer.functionError() != null) {
            throw new CommandFailure(FunctionError.of(payload).line());
        }
        String token = payload.path("access_token").asText();
        if (!TOKEN.matcher(token).matches()) {
            throw unreadable();
        }
        return new Token(
                Secret.of(token),
                payload.path("expires_in").asLong(),
                payload.path("expires_at").asText());
    }

    private InvokeResponse invoke(ObjectNode payload) {
        String function = names.tokenFunction();
        InvokeRequest request = InvokeRequest.builder()
                .functionName(function)
                .qualifier(DeployedNames.LIVE)
                .payload(SdkBytes.fromUtf8String(payload.toString()))
                .build();
        try {
            return lambda.invoke(request);
        } catch (ResourceNotFoundException e) {
            throw new CommandFailure(
                    "There is no function %s with the alias %s in this account and region. Correct --app, --region or --profile, or"
                                    .formatted(function, DeployedNames.LIVE)
                            + " deploy the stack (npx cdk deploy -c app=%s -c email=ADDRESS); rekey status says more."
                                    .formatted(names.application()),
                    e);
        } catch (SdkException e) {
            throw new AwsProblem("invoke " + function, "lambda:InvokeFunction on its alias " + DeployedNames.LIVE)
                    .failure(e);
        }
    }

    private static ObjectNode request(Grantee grantee, boolean forceRefresh) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        if (grantee instanceof Scopes scopes) {
            request.put("scope", scopes.joined());
        } else if (!grantee.equals(Seller.DEFAULT)) {
            request.put("seller", ((Seller) grantee).id());
        }
        return forceRefresh ? request.put("forceRefresh", true) : request;
    }

    private JsonNode json(InvokeResponse answer) {
        try {
            return JSON.readTree(answer.payload().asByteArray());
        } catch (IOException e) {
            // Not chained: the parser's message quotes the answer.
            throw unreadable();
        }
    }

    private CommandFailure unreadable() {
        return new CommandFailure("The answer of %s is not a token. Deploy the stack again with this version of Rekey."
                .formatted(names.tokenFunction()));
    }
}
