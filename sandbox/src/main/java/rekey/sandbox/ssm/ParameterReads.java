package rekey.sandbox.ssm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.AwsRequest;

/**
 * GetParameter and GetParameters: reads by name. GetParameters takes at most ten different names and answers in the
 * alphabetical order of the names, <b>not</b> in the order that was asked for; a name that does not exist is listed in
 * {@code InvalidParameters}, it is no error.
 */
final class ParameterReads {
    private static final Set<String> INVALID_NAME = Set.of("ParameterNotFound", "ParameterVersionNotFound");

    private final ParameterStores stores;
    private final SecureValues secure;
    private final ParameterAccess access;

    ParameterReads(ParameterStores stores, SecureValues secure, ParameterAccess access) {
        this.access = access;
        this.stores = stores;
        this.secure = secure;
    }

    ObjectNode one(AwsRequest request) {
        AwsInput input = request.members();
        String name = input.text("Name", ParameterName.RULE);
        access.check(request, List.of(name));
        return AwsJson.object().set("Parameter", read(request, name, input.flag("WithDecryption")));
    }

    ObjectNode several(AwsRequest request) {
        AwsInput input = request.members();
        List<String> names = input.texts("Names", 1, 10, ParameterName.RULE);
        access.check(request, names);
        boolean withDecryption = input.flag("WithDecryption");
        Set<String> seen = new HashSet<>();
        TreeMap<String, ObjectNode> found = new TreeMap<>();
        ObjectNode answer = AwsJson.object();
        ArrayNode parameters = answer.putArray("Parameters");
        ArrayNode invalid = answer.putArray("InvalidParameters");
        for (String name : names) {
            if (!seen.add(name)) {
                throw AwsError.invalid("Invalid request: GetParameters does not take a name twice: " + name);
            }
            try {
                ObjectNode parameter = read(request, name, withDecryption);
                found.put(
                        parameter.path("Name").textValue()
                                + parameter.path("Selector").asText(),
                        parameter);
            } catch (AwsError e) {
                if (!INVALID_NAME.contains(e.type())) {
                    throw e;
                }
                invalid.add(name);
            }
        }
        found.values().forEach(parameters::add);
        return answer;
    }

    private ObjectNode read(AwsRequest request, String name, boolean withDecryption) {
        ParameterReference reference = ParameterReference.of(name, request.region());
        Parameter parameter = stores.of(request).get(reference);
        ParameterVersion version = reference.in(parameter);
        String value = secure.shown(request, parameter, version, withDecryption);
        ObjectNode answer = ParameterJson.parameter(request.region(), parameter, version, value);
        reference.selector().ifPresent(selector -> answer.put("Selector", ":" + selector));
        return answer;
    }
}
