package rekey.sandbox.provision;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Templates whose provision function gives up at once, for tests of what is refused for good. */
public final class ImpatientStack {
    private ImpatientStack() {}

    public static void doNotWait(ObjectNode template) {
        template.get("Resources").forEach(resource -> {
            ObjectNode properties = (ObjectNode) resource.get("Properties");
            if (properties.path("Handler").asText().startsWith("rekey.provision.")) {
                properties.put("Handler", ImpatientProvisionHandler.class.getName() + "::handleRequest");
            }
        });
    }
}
