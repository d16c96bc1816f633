package rekey.sandbox.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import rekey.sandbox.aws.AwsJson;

/** The attributes of a queue whose values are JSON. */
final class SettingJson {
    private SettingJson() {}

    static JsonNode object(String attribute, String json) {
        try {
            JsonNode value = AwsJson.read(json);
            if (value != null && value.isObject()) {
                return value;
            }
        } catch (JsonProcessingException e) {
            // Its message quotes the text.
        }
        throw Refusals.attributeValue(attribute, "It is a JSON object.");
    }
}
