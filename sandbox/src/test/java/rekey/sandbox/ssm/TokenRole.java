package rekey.sandbox.ssm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import rekey.sandbox.aws.AwsJson;

/** The policy that the stack gives its token function, for the application my-erp in us-east-1. */
final class TokenRole {
    static final String NAME = "my-erp-token-role";
    static final String ARN = "arn:aws:iam::123456789012:role/" + NAME;
    static final List<String> PARAMETERS =
            List.of("/my-erp/lwa/clientidentifier", "/my-erp/lwa/clientsecret", "/my-erp/refreshToken");

    private TokenRole() {}

    static JsonNode policy(String keyArn) {
        ObjectNode policy = AwsJson.object().put("Version", "2012-10-17");
        ObjectNode logs = statement(policy, "arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/my-erp-token:*");
        logs.withArray("/Action").add("logs:CreateLogStream").add("logs:PutLogEvents");
        ObjectNode reads = statement(policy, null).put("Action", "ssm:GetParameters");
        PARAMETERS.forEach(name -> reads.withArray("/Resource").add(arn(name)));
        ObjectNode equals = statement(policy, keyArn)
                .put("Action", "kms:Decrypt")
                .putObject("Condition")
                .putObject("StringEquals")
                .put("kms:ViaService", "ssm.us-east-1.amazonaws.com");
        PARAMETERS.forEach(
                name -> equals.withArray("/kms:EncryptionContext:PARAMETER_ARN").add(arn(name)));
        return policy;
    }

    static String arn(String name) {
        return "arn:aws:ssm:us-east-1:123456789012:parameter" + name;
    }

    private static ObjectNode statement(ObjectNode policy, String resource) {
        ObjectNode statement = policy.withArray("/Statement").addObject().put("Effect", "Allow");
        return resource == null ? statement : statement.put("Resource", resource);
    }
}
