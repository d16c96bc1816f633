package rekey.sandbox.provision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import rekey.credential.Placeholder;
import rekey.sandbox.Sandbox;
import rekey.sandbox.Sandboxes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/**
 * A stack with one SecureString resource, whose function runs in a sandbox of its own; and the operator, who stores
 * values. On closing, looks for every value and for the response URLs in all that was logged, thrown and answered: one
 * found fails the test.
 */
final class ProvisionedStack implements AutoCloseable {
    static final String NAME = "/my-erp/lwa/clientsecret";
    static final String ALIAS = "alias/my-erp";
    static final String DESCRIPTION = "The LWA client secret";
    static final String FUNCTION = "my-erp-provision";
    static final String POLICY =
            "{\"Type\":\"NoChangeNotification\",\"Version\":\"1.0\",\"Attributes\":{\"After\":\"%d\",\"Unit\":\"Days\"}}";
    private static final String AUTHORIZATION =
            "AWS4-HMAC-SHA256 Credential=cloudformation/20261125/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=0";
    private static final String HANDLER = "rekey.provision.ProvisionHandler::handleRequest";
    private static final String IMPATIENT = ImpatientProvisionHandler.class.getName() + "::handleRequest";

    final Sandbox sandbox = Sandboxes.start();
    final CloudFormationStandIn cloudFormation = new CloudFormationStandIn();
    final MeddlingProxy proxy = new MeddlingProxy(sandbox.endpoint());
    final SsmClient ssm = SsmClient.builder()
            .endpointOverride(sandbox.endpoint())
            .region(Region.of(Sandbox.REGION))
            .credentialsProvider(Sandbox.credentials())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    final KmsClient kms = KmsClient.builder()
            .endpointOverride(sandbox.endpoint())
            .region(Region.of(Sandbox.REGION))
            .credentialsProvider(Sandbox.credentials())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    final String key = newKey();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Queue<String> secrets = new ConcurrentLinkedQueue<>(List.of(CloudFormationStandIn.SIGNATURE));
    private final Queue<String> heard = new ConcurrentLinkedQueue<>();

    ProvisionedStack() {
        this(Duration.ofSeconds(30));
    }

    /** @param timeout the function's */
    ProvisionedStack(Duration timeout) {
        kms.createAlias(request -> request.aliasName(ALIAS).targetKeyId(key));
        deploy(IMPATIENT, timeout);
    }

    /** From now on the function waits for a refusal to pass, as it does in AWS. */
    void bePatient(Duration timeout) {
        deploy(HANDLER, timeout);
    }

    private void deploy(String handler, Duration timeout) {
        sandbox.functions().deploy(FUNCTION, handler, sandbox.environment(variables(proxy.endpoint())), timeout);
    }

    static Map<String, String> variables(URI endpoint) {
        return Map.of("AWS_REGION", Sandbox.REGION, "AWS_ENDPOINT_URL_SSM", endpoint.toString());
    }

    /** The properties of the secret's resource, as the CDK app writes them; a null takes one away. */
    Map<String, Object> properties(Object... changes) {
        Map<String, Object> properties = new TreeMap<>(Map.of(
                "ServiceToken",
                "arn:aws:lambda:us-east-1:123456789012:function:" + FUNCTION,
                "ServiceTimeout",
                "120",
                "Name",
                NAME,
                "KeyArn",
                key,
                "KeyAlias",
                ALIAS,
                "Tier",
                "Advanced",
                "Description",
                DESCRIPTION,
                "ReminderDays",
                List.of("150", "165", "173")));
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                properties.remove((String) changes[i]);
            } else {
                properties.put((String) changes[i], changes[i + 1]);
            }
        }
        return properties;
    }

    JsonNode create(Object... changes) {
        return ask("Create", null, properties(changes));
    }

    JsonNode update(String physicalId, Object... changes) {
        return ask("Update", physicalId, properties(changes));
    }

    JsonNode delete(String physicalId, Object... changes) {
        return ask("Delete", physicalId, properties(changes));
    }

    /** The one answer to an event, once it is certain that it is one and is about that event. */
    JsonNode ask(String type, String physicalId, Map<String, ?> properties) {
        int before = cloudFormation.answers().size();
        ObjectNode event = cloudFormation.event(type, physicalId, properties);
        HttpResponse<String> response = invoke(event.toString());
        assertThat(response.headers().firstValue("X-Amz-Function-Error"))
                .as(response.body())
                .isEmpty();
        assertThat(cloudFormation.answers()).hasSize(before + 1);
        CloudFormationStandIn.Put put = cloudFormation.answers().get(before);
        assertThat(put.method()).isEqualTo("PUT");
        assertThat(event.get("ResponseURL").asText()).endsWith(put.path());
        assertThat(put.headers()).doesNotContainKey("content-type");
        for (String id : List.of("StackId", "RequestId", "LogicalResourceId")) {
            assertThat(put.body().get(id)).isEqualTo(event.get(id));
        }
        heard.add(put.body().toString());
        return put.body();
    }

    /** Invokes the function, whatever comes of it. */
    HttpResponse<String> invoke(String event) {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(
                                    sandbox.endpoint().resolve("/2015-03-31/functions/" + FUNCTION + "/invocations"))
                            .header("Authorization", AUTHORIZATION)
                            .POST(HttpRequest.BodyPublishers.ofString(event, UTF_8))
                            .build(),
                    HttpResponse.BodyHandlers.ofString(UTF_8));
            heard.add(response.body());
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String newKey() {
        return kms.createKey().keyMetadata().arn();
    }

    /** What an operator does: stores a value, by default under the alias and with the policies of the template. */
    long store(String value, Consumer<PutParameterRequest.Builder> otherwise) {
        secrets.add(value);
        PutParameterRequest.Builder put = PutParameterRequest.builder()
                .name(NAME)
                .value(value)
                .type(ParameterType.SECURE_STRING)
                .keyId(ALIAS)
                .tier(ParameterTier.ADVANCED)
                .description(DESCRIPTION)
                .policies(policies(150, 165, 173))
                .overwrite(true);
        otherwise.accept(put);
        return ssm.putParameter(put.build()).version();
    }

    long store(String value) {
        return store(value, put -> {});
    }

    static String policies(int... days) {
        StringBuilder policies = new StringBuilder();
        for (int after : days) {
            policies.append(policies.isEmpty() ? "[" : ",").append(POLICY.formatted(after));
        }
        return policies.append("]").toString();
    }

    String value() {
        return value(NAME);
    }

    String value(String name) {
        return ssm.getParameter(request -> request.name(name).withDecryption(true))
                .parameter()
                .value();
    }

    boolean exists(String name) {
        try {
            value(name);
            return true;
        } catch (ParameterNotFoundException e) {
            return false;
        }
    }

    /** The latest version without its value. */
    ParameterHistory latest() {
        return ssm.getParameterHistoryPaginator(request -> request.name(NAME)).stream()
                .flatMap(page -> page.parameters().stream())
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    /** All that was logged. */
    String logs() {
        return String.join("", sandbox.functions().logs());
    }

    @Override
    public void close() {
        heard.addAll(sandbox.functions().logs());
        for (String secret : secrets) {
            if (!secret.equals(Placeholder.VALUE)) {
                assertThat(heard).noneMatch(text -> text.contains(secret));
            }
        }
        assertThat(heard).noneMatch(text -> text.contains("X-Amz-Signature"));
        ssm.close();
        kms.close();
        proxy.close();
        cloudFormation.close();
        sandbox.close();
    }
}
