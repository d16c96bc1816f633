package rekey.sandbox.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;

/**
 * Something that happened, as a service tells EventBridge.
 *
 * @param source {@code aws.ssm}
 * @param detailType {@code Parameter Store Change}
 * @param region where it happened
 * @param resources the ARNs of what it happened to
 * @param detail what happened; it holds no secret
 */
public record AwsEvent(String source, String detailType, String region, List<String> resources, ObjectNode detail) {
    public AwsEvent {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(detailType, "detailType");
        Objects.requireNonNull(region, "region");
        resources = List.copyOf(resources);
        Objects.requireNonNull(detail, "detail");
    }
}
