package rekey.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import rekey.sandbox.Sandbox;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.Principal;
import rekey.sandbox.stack.DeployedStack;

/**
 * Who calls AWS in a sandbox, besides its functions: an operator and a backend, each with the policy that the pages name
 * and no more. Their access keys are their names.
 */
public record People(Sandbox sandbox) {
    /** A user with {@code docs/operator-policy.json}. */
    public static final String OPERATOR = "operator";

    /** A role that a service runs with. */
    public static final String BACKEND = "backend";

    private static final String POLICY = "operator-policy.json";
    private static final String ROLE = "arn:aws:iam::" + AwsAccount.ID + ":role/" + BACKEND;

    /** From now on both are there; the backend may do nothing yet. */
    public void arrive() {
        Principal.User operator = new Principal.User(AwsAccount.ID, OPERATOR);
        sandbox.iam().attach(operator.id(), OPERATOR, policy(), "docs/" + POLICY);
        sandbox.iam().issueKey(OPERATOR, operator);
        sandbox.iam().issueKey(BACKEND, new Principal.RoleSession(AwsAccount.ID, BACKEND, BACKEND));
    }

    /** Lets the backend ask for tokens, by the policy that the stack made for callers. */
    public void mayCall(DeployedStack stack) {
        stack.grant(stack.outputs().get("CallerPolicyArn"), ROLE);
    }

    /** Everybody who was mailed follows the link: otherwise nobody would hear of anything, as on AWS. */
    void confirm(DeployedStack stack) {
        String topic = stack.outputs().get("TopicArn");
        sandbox.inbox().mails().forEach(mail -> sandbox.sns().confirm(topic, mail.endpoint()));
    }

    private static JsonNode policy() {
        try (InputStream json = People.class.getResourceAsStream(POLICY)) {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(POLICY + " is not in the jar", e);
        }
    }
}
