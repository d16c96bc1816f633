package rekey.sandbox.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import rekey.credential.ApplicationName;
import rekey.credential.ParameterNames;
import rekey.credential.Placeholder;
import rekey.failure.Failure;
import rekey.function.FunctionEnvironment;
import rekey.ledger.Ledger;
import rekey.ledger.LedgerText;
import rekey.rotation.RotationHandler;
import rekey.sandbox.Sandbox;
import rekey.sandbox.Sandboxes;
import rekey.sandbox.lwa.LwaStandIn;
import rekey.sandbox.lwa.RegisteredApplication;
import rekey.sandbox.spapi.SellingPartner;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * The rotation function of an enrolled application, which can be killed at any of its calls to the outside. Messages are
 * handed to it by the test, which so is the queue.
 */
final class MortalFunction implements AutoCloseable {
    static final ParameterNames NAMES = new ParameterNames(new ApplicationName("my-erp"));

    private static final ObjectMapper JSON = new ObjectMapper();

    final SellingPartner partner = new SellingPartner().enrolled();
    final Sandbox sandbox = partner.sandbox;
    final RegisteredApplication application = partner.application;
    final Severed life = new Severed(sandbox.endpoint());
    final List<String> logs = new CopyOnWriteArrayList<>();

    private final SsmClient ssm = Sandboxes.at(sandbox, SsmClient.builder())
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();
    private final RotationHandler handler;
    private int messages;

    MortalFunction() {
        String keyArn;
        try (KmsClient kms = Sandboxes.at(sandbox, KmsClient.builder())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            keyArn = kms.createKey().keyMetadata().arn();
        }
        put(keyArn, NAMES.clientIdentifier(), application.clientIdentifier(), "Standard");
        put(keyArn, NAMES.clientSecret(), application.clientSecret(), "Advanced");
        put(keyArn, NAMES.pendingClientSecret(), Placeholder.VALUE, "Standard");
        handler = new RotationHandler(new FunctionEnvironment(
                Map.of(
                        "AWS_REGION",
                        Sandbox.REGION,
                        "AWS_ENDPOINT_URL",
                        life.endpoint().toString(),
                        "REKEY_APP",
                        "my-erp",
                        "REKEY_LWA_ENDPOINT",
                        life.endpoint() + LwaStandIn.PATH,
                        "REKEY_SPAPI_ENDPOINT",
                        life.endpoint().toString(),
                        "REKEY_KEY_ARN",
                        keyArn,
                        "REKEY_TOPIC_ARN",
                        sandbox.sns().createTopic(Sandbox.REGION, "my-erp-notices", Map.of())),
                sandbox.clock(),
                Sandbox.credentials()));
    }

    /** Whether a message was dealt with, and is not in the queue any more. */
    boolean takes(String body) {
        ObjectNode event = JSON.createObjectNode();
        ObjectNode message = event.putArray("Records").addObject();
        message.put("messageId", "message-" + ++messages).put("body", body);
        message.put("eventSource", "aws:sqs").put("eventSourceARN", partner.newSecret);
        message.putObject("attributes").put("ApproximateReceiveCount", "1");
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            handler.handleRequest(new ByteArrayInputStream(event.toString().getBytes(UTF_8)), output, new Invocation());
            return JSON.readTree(output.toByteArray()).get("batchItemFailures").isEmpty();
        } catch (Failure e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String current() {
        return value(NAMES.clientSecret());
    }

    String pending() {
        return value(NAMES.pendingClientSecret());
    }

    Ledger ledger() {
        return LedgerText.read(value(NAMES.ledger()));
    }

    /** How often {@code secret} was put as the current one, as far as Parameter Store remembers. */
    long puts(String secret) {
        return ssm
                .getParameterHistoryPaginator(
                        history -> history.name(NAMES.clientSecret()).withDecryption(true))
                .stream()
                .flatMap(page -> page.parameters().stream())
                .map(ParameterHistory::value)
                .filter(secret::equals)
                .count();
    }

    private String value(String name) {
        return ssm.getParameter(get -> get.name(name).withDecryption(true))
                .parameter()
                .value();
    }

    private void put(String keyArn, String name, String value, String tier) {
        ssm.putParameter(put -> put.name(name)
                .value(value)
                .type(ParameterType.SECURE_STRING)
                .tier(tier)
                .keyId(keyArn));
    }

    static JsonNode json(String text) {
        return SellingPartner.json(text);
    }

    @Override
    public void close() {
        life.close();
        ssm.close();
        partner.close();
    }

    /** One minute to live. */
    private final class Invocation implements Context {
        private final long end = System.nanoTime() + 60_000_000_000L;

        @Override
        public int getRemainingTimeInMillis() {
            return (int) ((end - System.nanoTime()) / 1_000_000);
        }

        @Override
        public LambdaLogger getLogger() {
            return new LambdaLogger() {
                @Override
                public void log(String line) {
                    logs.add(line);
                }

                @Override
                public void log(byte[] line) {
                    logs.add(new String(line, StandardCharsets.UTF_8));
                }
            };
        }

        @Override
        public String getAwsRequestId() {
            return "request";
        }

        @Override
        public String getLogGroupName() {
            return "log";
        }

        @Override
        public String getLogStreamName() {
            return "log";
        }

        @Override
        public String getFunctionName() {
            return "my-erp-rotation";
        }

        @Override
        public String getFunctionVersion() {
            return "1";
        }

        @Override
        public String getInvokedFunctionArn() {
            return "arn";
        }

        @Override
        public CognitoIdentity getIdentity() {
            return null;
        }

        @Override
        public ClientContext getClientContext() {
            return null;
        }

        @Override
        public int getMemoryLimitInMB() {
            return 512;
        }
    }
}
