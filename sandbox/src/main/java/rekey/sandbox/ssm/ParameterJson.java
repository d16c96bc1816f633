package rekey.sandbox.ssm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import rekey.sandbox.aws.AwsJson;

/** The three shapes in which SSM shows a parameter: with its value, as metadata without, and as a version with both. */
final class ParameterJson {
    private ParameterJson() {}

    static ObjectNode parameter(String region, Parameter parameter, ParameterVersion version, String value) {
        return AwsJson.object()
                .put("Name", parameter.name())
                .put("Type", version.type().wireName)
                .put("Value", value)
                .put("Version", version.number())
                .put("LastModifiedDate", AwsJson.epochSeconds(version.lastModified()))
                .put("ARN", ParameterName.arn(region, parameter.name()))
                .put("DataType", version.dataType());
    }

    static ObjectNode metadata(String region, Parameter parameter) {
        return about(parameter, parameter.latest()).put("ARN", ParameterName.arn(region, parameter.name()));
    }

    static ObjectNode version(Parameter parameter, ParameterVersion version, String value) {
        ObjectNode answer = about(parameter, version).put("Value", value);
        ArrayNode labels = answer.putArray("Labels");
        version.labels().forEach(labels::add);
        return answer;
    }

    private static ObjectNode about(Parameter parameter, ParameterVersion version) {
        ObjectNode answer = AwsJson.object()
                .put("Name", parameter.name())
                .put("Type", version.type().wireName)
                .put("LastModifiedDate", AwsJson.epochSeconds(version.lastModified()))
                .put("LastModifiedUser", version.lastModifiedUser())
                .put("Version", version.number())
                .put("Tier", version.tier().wireName)
                .put("DataType", version.dataType());
        putUnlessNull(answer, "KeyId", version.keyId());
        putUnlessNull(answer, "Description", version.description());
        putUnlessNull(answer, "AllowedPattern", version.allowedPattern());
        ArrayNode policies = answer.putArray("Policies");
        version.policies()
                .forEach(policy -> policies.addObject()
                        .put("PolicyText", policy.policy().text())
                        .put("PolicyType", policy.policy().type())
                        .put("PolicyStatus", policy.status()));
        return answer;
    }

    private static void putUnlessNull(ObjectNode answer, String member, String text) {
        if (text != null) {
            answer.put(member, text);
        }
    }
}
