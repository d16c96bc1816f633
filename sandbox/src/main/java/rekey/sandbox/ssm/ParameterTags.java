package rekey.sandbox.ssm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.aws.TextRule;

/** The tags of parameters, at most 50 each. The other resources that SSM tags are not here. */
final class ParameterTags {
    private static final int MAX_TAGS = 50;
    private static final TextRule KEY = TextRule.length(1, 128).matching("([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)");
    private static final TextRule VALUE = TextRule.length(0, 256).matching("([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)");
    private static final TextRule RESOURCE_TYPE = TextRule.oneOf(
            "Document",
            "ManagedInstance",
            "MaintenanceWindow",
            "Parameter",
            "PatchBaseline",
            "OpsItem",
            "OpsMetadata",
            "Automation",
            "Association");

    private final ParameterStores stores;
    private final ParameterAccess access;

    ParameterTags(ParameterStores stores, ParameterAccess access) {
        this.access = access;
        this.stores = stores;
    }

    /** The member {@code Tags} of a request, empty when it is absent. */
    static Map<String, String> read(AwsInput input) {
        Map<String, String> tags = new TreeMap<>();
        for (AwsInput tag : input.structures("Tags", 0, 1000)) {
            String key = tag.text("Key", KEY);
            if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw AwsError.invalid("Tag keys that begin with aws: are reserved for AWS. Rename the tag " + key);
            }
            tags.put(key, tag.text("Value", VALUE));
        }
        return checkedNumber(tags);
    }

    ObjectNode add(AwsRequest request) {
        AwsInput input = request.members();
        String path = path(request);
        if (!input.has("Tags")) {
            throw AwsError.constraint("tags", "Member must not be null");
        }
        Map<String, String> added = read(input);
        return change(request, path, tags -> {
            Map<String, String> all = new TreeMap<>(tags);
            all.putAll(added);
            return checkedNumber(all);
        });
    }

    ObjectNode remove(AwsRequest request) {
        AwsInput input = request.members();
        String path = path(request);
        List<String> keys = input.texts("TagKeys", 0, 1000, KEY);
        return change(request, path, tags -> {
            Map<String, String> left = new TreeMap<>(tags);
            left.keySet().removeAll(keys);
            return left;
        });
    }

    ObjectNode list(AwsRequest request) {
        String path = path(request);
        Parameter parameter = stores.of(request).find(path).orElseThrow(ParameterTags::unknownResource);
        ObjectNode answer = AwsJson.object();
        ArrayNode list = answer.putArray("TagList");
        new TreeMap<>(parameter.tags())
                .forEach((key, value) -> list.addObject().put("Key", key).put("Value", value));
        return answer;
    }

    private ObjectNode change(AwsRequest request, String path, UnaryOperator<Map<String, String>> change) {
        stores.of(request)
                .change(
                        path,
                        ParameterTags::unknownResource,
                        parameter -> parameter.withTags(change.apply(parameter.tags())));
        return AwsJson.object();
    }

    /** The path of the parameter that the request is about, which its caller may do this to. */
    private String path(AwsRequest request) {
        AwsInput input = request.members();
        String type = input.text("ResourceType", RESOURCE_TYPE);
        if (!type.equals("Parameter")) {
            throw AwsError.refused("InvalidResourceType", "The Rekey sandbox tags parameters only, not " + type + ".");
        }
        String path = ParameterName.path(input.text("ResourceId", TextRule.ANY).strip());
        access.checkPath(request, path);
        return path;
    }

    private static Map<String, String> checkedNumber(Map<String, String> tags) {
        if (tags.size() > MAX_TAGS) {
            throw AwsError.refused("TooManyTagsError", "A parameter can have at most " + MAX_TAGS + " tags.");
        }
        return tags;
    }

    private static AwsError unknownResource() {
        return AwsError.refused(
                "InvalidResourceId",
                "The resource ID isn't valid. Verify that you entered the correct ID and try again.");
    }
}
