package rekey.sandbox.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;

/**
 * Who may do what.
 *
 * <p>Access keys that were not issued here belong to a user of their own name who is an administrator: whoever tries
 * something out with any credentials may do everything that the resource policies do not deny. Thread-safe.
 */
public final class Iam {
    /** The origin of policies that AWS makes by itself: nobody can take a grant out of them, so they are not reported. */
    public static final String BY_AWS = "AWS";

    private final Map<String, JsonNode> ofResources = new ConcurrentHashMap<>();
    private final Map<String, Principal> keys = new ConcurrentHashMap<>();

    /** Whose an access key is. */
    public Principal principal(String accessKeyId) {
        Principal known = keys.get(accessKeyId);
        return known == null ? new Principal.User(AwsAccount.ID, accessKeyId) : known;
    }

    /** A new access key of a principal, which from then on may do what its policies allow and no more. */
    public String issueKey(Principal principal) {
        String id = "ASIA"
                + UUID.randomUUID().toString().replace("-", "").substring(0, 16).toUpperCase(Locale.ROOT);
        keys.put(id, principal);
        return id;
    }

    /**
     * Makes a role, or changes who may assume it.
     *
     * @param name without a path
     */
    public void putRole(String name, JsonNode trustPolicy) {}

    public void deleteRole(String name) {}

    /**
     * Attaches a policy to a role or a user of this account, in place of one of the same name.
     *
     * @param principalArn {@code arn:aws:iam::123456789012:role/x}
     * @param origin what made the policy, for the report: a logical id
     */
    public void attach(String principalArn, String policyName, JsonNode document, String origin) {}

    public void detach(String principalArn, String policyName) {}

    /** Sets the policy of a topic, a queue, a key, a function or an alias of one. */
    public void putResourcePolicy(String resourceArn, JsonNode document, String origin) {
        ofResources.put(resourceArn, document.deepCopy());
    }

    public void deleteResourcePolicy(String resourceArn) {
        ofResources.remove(resourceArn);
    }

    /** The policy of a resource as it was given. */
    public Optional<JsonNode> resourcePolicy(String resourceArn) {
        return Optional.ofNullable(ofResources.get(resourceArn)).map(JsonNode::deepCopy);
    }

    /** Why a call is refused, in AWS's words; empty when it is allowed. */
    public Optional<String> refusal(Caller caller, String action, String resourceArn, Map<String, String> context) {
        return Optional.empty();
    }

    /**
     * @param action {@code ssm:GetParameters}
     * @param resourceArn what it is done to, {@code *} where an action knows no resources
     * @param context condition keys of this action and resource, besides the caller's own
     * @throws AwsError {@code AccessDeniedException}, HTTP 400, when the policies do not allow it
     */
    public void check(Caller caller, String action, String resourceArn, Map<String, String> context) {
        refusal(caller, action, resourceArn, context).ifPresent(reason -> {
            throw AwsError.refused("AccessDeniedException", reason);
        });
    }

    /** As {@link #check(Caller, String, String, Map)}, where an action and its resource have no condition keys of their own. */
    public void check(Caller caller, String action, String resourceArn) {
        check(caller, action, resourceArn, Map.of());
    }

    /**
     * Lets a service assume a role, as Lambda does for a function.
     *
     * @param service {@code lambda.amazonaws.com}
     * @param session the function's name
     * @throws AwsError {@code AccessDeniedException} when there is no such role or it does not trust the service
     */
    public Principal.RoleSession assume(Caller service, String roleArn, String session) {
        return new Principal.RoleSession(AwsAccount.ID, roleArn.substring(roleArn.lastIndexOf('/') + 1), session);
    }
}
