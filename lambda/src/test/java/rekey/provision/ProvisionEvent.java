package rekey.provision;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Events as CloudFormation sends them. */
final class ProvisionEvent {
    /** In each response URL, and nowhere else. */
    static final String SIGNATURE = "Sig4CaNaRy";

    static final String NAME = "/my-erp/lwa/clientsecret";
    static final String STACK_ID =
            "arn:aws:cloudformation:us-east-1:123456789012:stack/Rekey-my-erp/6a7e8feb-b491-4cf7-a9f1-bf3703467718";
    private static final ObjectMapper JSON = new ObjectMapper();

    private ProvisionEvent() {}

    static ObjectNode create(int port) {
        ObjectNode event = JSON.createObjectNode()
                .put("RequestType", "Create")
                .put("ResponseURL", responseUrl(port))
                .put("StackId", STACK_ID)
                .put("RequestId", "5ec54a1f-0000-4000-8000-000000000001")
                .put("LogicalResourceId", "ClientSecret5E0A61F1")
                .put("ResourceType", SecureStringResource.TYPE);
        event.putObject("ResourceProperties")
                .put("ServiceToken", "arn:aws:lambda:us-east-1:123456789012:function:my-erp-provision")
                .put("Name", NAME)
                .put("KeyArn", "arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab")
                .put("KeyAlias", "alias/my-erp")
                .put("Tier", "Standard")
                .put("Description", "The LWA client secret");
        return event;
    }

    static String responseUrl(int port) {
        return "http://127.0.0.1:%d/stack%%7CClientSecret?X-Amz-Signature=%s%%2B".formatted(port, SIGNATURE);
    }

    static CloudFormationRequest request(int port) {
        return read(create(port).toString());
    }

    static CloudFormationRequest read(String event) {
        try {
            return CloudFormationRequest.read(new ByteArrayInputStream(event.getBytes(UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
