package rekey.sandbox.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.codeOf;
import static rekey.sandbox.LoopbackAws.refusalOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import rekey.sandbox.LoopbackAws;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;

class TopicAttributesTest {
    private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
            + "\"Principal\":{\"Service\":\"events.amazonaws.com\"},\"Action\":\"sns:Publish\","
            + "\"Resource\":\"arn:aws:sns:us-east-1:123456789012:my-erp-notices\"}]}";

    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    private final SnsClient sns = aws.sns;
    private final String topic =
            sns.createTopic(request -> request.name("my-erp-notices")).topicArn();

    @Test
    void changesThoseThatItKeeps() {
        set("DisplayName", "Rekey");
        set("KmsMasterKeyId", "alias/notices");
        assertThat(attributes()).containsEntry("DisplayName", "Rekey").containsEntry("KmsMasterKeyId", "alias/notices");

        set("DisplayName", "");
        set("KmsMasterKeyId", "");
        assertThat(attributes()).containsEntry("DisplayName", "").doesNotContainKey("KmsMasterKeyId");
    }

    @Test
    void refusesByNameWhatItDoesNotKeep() {
        assertThat(refusalOf(() -> set("DeliveryPolicy", "{}")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("AttributeName Reason: The Rekey sandbox keeps DisplayName, KmsMasterKeyId and"
                        + " Policy of a topic, not DeliveryPolicy");
        assertThat(refusalOf(() -> set("DisplayName", "x".repeat(101))))
                .hasMessageContaining("AttributeName Reason: DisplayName has at most 100 characters");
        assertThat(refusalOf(() -> sns.setTopicAttributes(request -> request.topicArn(topic + "2")
                        .attributeName("DisplayName")
                        .attributeValue("x"))))
                .isInstanceOf(NotFoundException.class);
        assertThat(codeOf(() -> sns.setTopicAttributes(request -> request.topicArn(topic))))
                .isEqualTo("InvalidParameter");
    }

    @Test
    void aTopicWithoutAPolicyIsForItsAccount() throws IOException {
        JsonNode statement = json(attributes().get("Policy")).at("/Statement/0");

        assertThat(statement.at("/Condition/StringEquals/AWS:SourceOwner").asText())
                .isEqualTo("123456789012");
        assertThat(statement.path("Resource").asText()).isEqualTo(topic);
        assertThat(statement.path("Action")).extracting(JsonNode::asText).contains("SNS:Publish", "SNS:Subscribe");
    }

    @Test
    void aPolicyIsKeptWhereverItIsSet() throws IOException {
        set("Policy", POLICY);
        assertThat(json(attributes().get("Policy"))).isEqualTo(json(POLICY));

        String other = sns.createTopic(request -> request.name("other").attributes(Map.of("Policy", POLICY)))
                .topicArn();
        assertThat(json(sns.getTopicAttributes(request -> request.topicArn(other))
                        .attributes()
                        .get("Policy")))
                .isEqualTo(json(POLICY));
        sns.createTopic(request -> request.name("other").attributes(Map.of("Policy", POLICY)));
        assertThat(refusalOf(() -> sns.createTopic(request -> request.name("my-erp-notices")
                        .attributes(Map.of("Policy", "{\"Version\":\"2012-10-17\",\"Statement\":[]}")))))
                .hasMessageContaining("Topic already exists with different attributes");
    }

    @Test
    void refusesWhatIsNoPolicy() {
        for (String text : new String[] {"", "{", "[]", "{}", "{\"Statement\":\"all\"}"}) {
            assertThat(refusalOf(() -> set("Policy", text)))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining("Invalid parameter: Policy Error: ");
        }
    }

    @Test
    void aPolicyGoesWithItsTopic() {
        set("Policy", POLICY);
        sns.deleteTopic(request -> request.topicArn(topic));
        sns.createTopic(request -> request.name("my-erp-notices"));

        assertThat(attributes().get("Policy")).contains("__default_policy_ID");
    }

    private void set(String name, String value) {
        sns.setTopicAttributes(
                request -> request.topicArn(topic).attributeName(name).attributeValue(value));
    }

    private Map<String, String> attributes() {
        return sns.getTopicAttributes(request -> request.topicArn(topic)).attributes();
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
