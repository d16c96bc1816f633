package rekey.provision;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What CloudFormation <a
 * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/crpg-ref-responses.html">is told</a>: success, or
 * failure with a reason for people.
 *
 * @param reason empty for success
 * @param parameter the parameter's name, for {@code Fn::GetAtt}; empty when there is none
 */
record CloudFormationAnswer(
        CloudFormationRequest request, PhysicalId physicalId, Optional<String> reason, Optional<String> parameter) {
    /** CloudFormation takes no more than 4,096 bytes; a longer reason is cut. */
    static final int LARGEST = 4_095;

    static CloudFormationAnswer success(CloudFormationRequest request, PhysicalId physicalId, String parameter) {
        return new CloudFormationAnswer(request, physicalId, Optional.empty(), Optional.of(parameter));
    }

    /** Of a Delete. */
    static CloudFormationAnswer success(CloudFormationRequest request) {
        return new CloudFormationAnswer(request, request.unchangedId(), Optional.empty(), Optional.empty());
    }

    /** Nothing about the resource's id changes, so that CloudFormation deletes nothing. */
    static CloudFormationAnswer failure(CloudFormationRequest request, String reason) {
        return new CloudFormationAnswer(request, request.unchangedId(), Optional.of(reason), Optional.empty());
    }

    byte[] json() {
        String text = reason.orElse("");
        byte[] body = body(text);
        int fits = 0;
        int longest = text.length();
        while (body.length > LARGEST && fits < longest) {
            int length = (fits + longest + 1) / 2;
            if (cut(text, length).length <= LARGEST) {
                fits = length;
            } else {
                longest = length - 1;
            }
        }
        return body.length > LARGEST ? cut(text, fits) : body;
    }

    private byte[] cut(String text, int length) {
        return body(text.substring(0, length) + "…");
    }

    private byte[] body(String text) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("Status", reason.isPresent() ? "FAILED" : "SUCCESS");
        if (reason.isPresent()) {
            body.put("Reason", text);
        }
        body.put("PhysicalResourceId", physicalId.text())
                .put("StackId", request.stackId())
                .put("RequestId", request.requestId())
                .put("LogicalResourceId", request.logicalId());
        parameter.ifPresent(name -> body.putObject("Data").put(SecureStringResource.NAME, name));
        return body.toString().getBytes(UTF_8);
    }
}
