package rekey.sandbox.ssm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.AwsRequest;

/**
 * DeleteParameter and DeleteParameters, by name only: neither takes an ARN or a selector. A deleted name is free at once;
 * AWS asks for 30 seconds.
 */
final class ParameterDeletions {
    private final ParameterStores stores;
    private final ParameterAccess access;

    ParameterDeletions(ParameterStores stores, ParameterAccess access) {
        this.access = access;
        this.stores = stores;
    }

    ObjectNode one(AwsRequest request) {
        String name = request.members().text("Name", ParameterName.RULE);
        access.check(request, List.of(name));
        if (!remove(request, name)) {
            throw ParameterReference.notFound(name);
        }
        return AwsJson.object();
    }

    ObjectNode several(AwsRequest request) {
        AwsInput input = request.members();
        List<String> names = input.texts("Names", 1, 10, ParameterName.RULE);
        access.check(request, names);
        ObjectNode answer = AwsJson.object();
        ArrayNode deleted = answer.putArray("DeletedParameters");
        ArrayNode invalid = answer.putArray("InvalidParameters");
        for (String name : names) {
            (remove(request, name) ? deleted : invalid).add(name);
        }
        return answer;
    }

    private boolean remove(AwsRequest request, String name) {
        return stores.of(request).remove(ParameterName.path(ParameterName.checked(name)));
    }
}
