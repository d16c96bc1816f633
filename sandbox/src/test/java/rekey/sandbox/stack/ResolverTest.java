package rekey.sandbox.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CloudFormation's functions in values and conditions. Apostrophes stand for quotation marks. */
class ResolverTest {
    private static final Template TEMPLATE = Template.of(read("{'Resources': {'Key': {'Type': 'AWS::KMS::Key'}},"
            + " 'Parameters': {'Stage': {'Type': 'String', 'Default': 'test'},"
            + "   'Zones': {'Type': 'CommaDelimitedList', 'Default': 'a, b'}},"
            + " 'Conditions': {"
            + "   'Test': {'Fn::Equals': [{'Ref': 'Stage'}, 'test']},"
            + "   'Live': {'Fn::Not': [{'Condition': 'Test'}]},"
            + "   'Both': {'Fn::And': [{'Condition': 'Test'}, {'Condition': 'Live'}]},"
            + "   'Either': {'Fn::Or': [{'Condition': 'Test'}, {'Condition': 'Live'}]},"
            + "   'Round': {'Condition': 'Round'}}}"));
    private static final Parameters PARAMETERS = new Parameters(TEMPLATE, "Rekey-my-erp", "arn:the-stack");

    /** Knows one resource besides. */
    private static final Scope SCOPE = new Scope() {
        @Override
        public JsonNode ref(String name) {
            return name.equals("Key") ? TextNode.valueOf("key-id") : PARAMETERS.ref(name);
        }

        @Override
        public JsonNode attribute(String logicalId, String attribute) {
            return TextNode.valueOf("the " + attribute + " of " + logicalId);
        }

        @Override
        public boolean condition(String name) {
            return PARAMETERS.condition(name);
        }
    };

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'Ref': 'Key'} | 'key-id'",
                "{'Ref': 'Stage'} | 'test'",
                "{'Ref': 'Zones'} | ['a', 'b']",
                "{'Ref': 'AWS::AccountId'} | '123456789012'",
                "{'Ref': 'AWS::Region'} | 'us-east-1'",
                "{'Ref': 'AWS::Partition'} | 'aws'",
                "{'Ref': 'AWS::URLSuffix'} | 'amazonaws.com'",
                "{'Ref': 'AWS::StackName'} | 'Rekey-my-erp'",
                "{'Ref': 'AWS::StackId'} | 'arn:the-stack'",
                "{'Fn::GetAtt': ['Key', 'Arn']} | 'the Arn of Key'",
                "{'Fn::GetAtt': 'Key.Arn.More'} | 'the Arn.More of Key'",
                "{'Fn::Join': ['-', ['a', {'Ref': 'Key'}, 1, true]]} | 'a-key-id-1-true'",
                "{'Fn::Join': ['+', {'Fn::Split': [',', 'x,y,']}]} | 'x+y+'",
                "{'Fn::Select': [1, {'Ref': 'Zones'}]} | 'b'",
                "{'Fn::Select': ['0', ['x', 'y']]} | 'x'",
                "{'Fn::Sub': '${Key}/${Key.Arn}/${AWS::Region}/${!Key}$1'} | 'key-id/the Arn of Key/us-east-1/${Key}$1'",
                "{'Fn::Sub': ['${Own}-${Key}', {'Own': {'Ref': 'Stage'}}]} | 'test-key-id'",
                "{'Fn::If': ['Test', 'yes', {'Ref': 'Nowhere'}]} | 'yes'",
                "{'a': {'Ref': 'AWS::NoValue'}, 'b': ['x', {'Ref': 'AWS::NoValue'}]} | {'b': ['x']}",
                "{'Condition': {'StringEquals': {'a': 'b'}}, 'n': null} | {'Condition': {'StringEquals': {'a': 'b'}}, 'n': null}",
                "{'Fn::If': ['Live', 'yes', 'no']} | 'no'",
                "{'Fn::If': ['Both', 'yes', 'no']} | 'no'",
                "{'Fn::If': ['Either', 'yes', 'no']} | 'yes'"
            })
    void comesTo(String value, String result) {
        assertThat(new Resolver(SCOPE, "the test").value(read(value))).isEqualTo(read(result));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'Fn::Base64': 'x'} | does not know the function Fn::Base64 of the test; it knows",
                "{'Ref': 'Key', 'Other': 1} | Ref stands beside other fields",
                "{'Fn::Select': [2, ['x', 'y']]} | element 2 of a list of 2",
                "{'Fn::Join': ['-', 'x']} | needs a list",
                "{'Fn::Join': ['-', [['x']]]} | needs a text",
                "{'Ref': 'Nowhere'} | no parameter Nowhere",
                "{'Fn::If': ['Nowhere', 1, 2]} | no condition Nowhere",
                "{'Fn::If': ['Round', 1, 2]} | condition Round depends on itself"
            })
    void refuses(String value, String message) {
        assertThatThrownBy(() -> new Resolver(SCOPE, "the test").value(read(value)))
                .isInstanceOf(TemplateProblem.class)
                .hasMessageContaining(message);
    }

    @Test
    void makesNothingWhoseConditionDoesNotHold() {
        try (Account account = new Account()) {
            Template template = Account.changed(account.template("""
                    "Topic": {"Type": "AWS::SNS::Topic", "Condition": "Never"}"""), json -> {
                json.putObject("Conditions")
                        .putObject("Never")
                        .putArray("Fn::Equals")
                        .add("a")
                        .add("b");
                json.putObject("Outputs")
                        .putObject("Topic")
                        .put("Condition", "Never")
                        .putObject("Value")
                        .put("Ref", "Topic");
            });

            DeployedStack stack = account.deploy(template);

            assertThat(stack.logicalIds()).doesNotContain("Topic");
            assertThat(stack.outputs()).isEmpty();
        }
    }

    private static JsonNode read(String json) {
        return Account.read(json.replace('\'', '"'));
    }
}
