package rekey.sandbox.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import rekey.credential.ApplicationName;
import rekey.credential.Grantee.Seller;
import rekey.credential.ParameterNames;
import rekey.sandbox.Calls;
import rekey.sandbox.Sandbox;
import rekey.sandbox.Sandboxes;
import rekey.sandbox.lwa.RegisteredApplication;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * An application whose credentials are stored and whose token function runs, in a sandbox of its own. On closing, looks
 * for every credential and token in all that was logged and in every error that a caller got: one found fails the test.
 */
final class DeployedApplication implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** What a caller gets. */
    record Reply(JsonNode json, boolean error) {
        String token() {
            return json.path("access_token").asText();
        }

        String failure() {
            return json.path("errorType").asText();
        }
    }

    final Sandbox sandbox = Sandboxes.start();
    final RegisteredApplication application = sandbox.lwa().register();
    final ParameterNames names = new ParameterNames(new ApplicationName("my-erp"));
    final SsmClient ssm = SsmClient.builder()
            .endpointOverride(sandbox.endpoint())
            .region(Region.of(Sandbox.REGION))
            .credentialsProvider(Sandbox.credentials())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    private final String function = sandbox.deployTokenFunction("my-erp");
    private final Queue<String> secrets = new ConcurrentLinkedQueue<>();
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();

    DeployedApplication() {
        put(names.clientIdentifier(), application.clientIdentifier());
        put(names.clientSecret(), application.clientSecret());
        authorize(Seller.DEFAULT);
    }

    void put(String name, String value) {
        secrets.add(value);
        ssm.putParameter(request -> request.name(name)
                .value(value)
                .type(ParameterType.SECURE_STRING)
                .overwrite(true));
    }

    void authorize(Seller seller) {
        put(names.refreshToken(seller), application.authorize(seller.toString()));
    }

    /** All that is stored. */
    List<String> credentials() {
        return List.copyOf(secrets);
    }

    Reply ask(String payload) {
        Invoked result = sandbox.functions().run(function, payload.getBytes(UTF_8));
        try {
            if (result.error()) {
                errors.add(result.payload());
            }
            return new Reply(JSON.readTree(result.payload()), result.error());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks for a token and insists on getting one. */
    String token(String payload) {
        Reply reply = ask(payload);
        assertThat(reply.error()).as("%s", reply.json()).isFalse();
        return reply.token();
    }

    long exchanges() {
        return sandbox.calls().of(Calls.LWA);
    }

    long reads() {
        return sandbox.calls().of(Calls.GET_PARAMETERS);
    }

    @Override
    public void close() {
        sandbox.lwa().exchanges().stream()
                .map(exchange -> exchange.token().reveal())
                .forEach(secrets::add);
        errors.addAll(sandbox.functions().logs());
        for (String secret : secrets) {
            assertThat(errors).noneMatch(text -> text.contains(secret));
        }
        ssm.close();
        sandbox.close();
    }
}
