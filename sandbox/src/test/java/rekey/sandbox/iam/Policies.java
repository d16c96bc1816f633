package rekey.sandbox.iam;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import rekey.sandbox.aws.AwsJson;

/** Policies as tests write them: with single quotes for double ones. */
public final class Policies {
    private Policies() {}

    /** A policy of these statements. */
    public static JsonNode of(String... statements) {
        return json("{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}");
    }

    public static JsonNode json(String text) {
        try {
            return AwsJson.read(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
