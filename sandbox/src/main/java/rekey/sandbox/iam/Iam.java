package rekey.sandbox.iam;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;

/**
 * Who may do what: evaluates the policies of the callers and of what they call, and remembers which of their grants were
 * needed.
 *
 * <p>Access keys that were not issued here belong to a user of their own name who is an administrator: whoever tries
 * something out with any credentials may do everything that the resource policies do not deny. A key's or a role's own
 * policy must let also an administrator, as in AWS. Not played: permissions boundaries, session policies, organizations'
 * policies, and the policies of other accounts, which count as allowing what their principals do here. Thread-safe.
 */
public final class Iam {
    /** The origin of policies that AWS makes by itself: nobody can take a grant out of them, so they are not reported. */
    public static final String BY_AWS = "AWS";

    /** Between the values of a condition key that has several. */
    public static final String NEXT_VALUE = "\n";

    private static final String ROLE = "arn:aws:iam::" + AwsAccount.ID + ":role/";
    private static final String ASSUME = "sts:AssumeRole";

    private final Clock clock;
    private final Map<String, Principal> keys = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Policy>> attached = new ConcurrentHashMap<>();
    private final Map<String, Policy> ofResources = new ConcurrentHashMap<>();
    private final Usage usage = new Usage();

    /** On the system's clock. */
    public Iam() {
        this(Clock.systemUTC());
    }

    /** The clock is for conditions on {@code aws:CurrentTime}. */
    public Iam(Clock clock) {
        this.clock = clock;
    }

    /** Whose an access key is. */
    public Principal principal(String accessKeyId) {
        Principal known = keys.get(accessKeyId);
        return known == null ? new Principal.User(AwsAccount.ID, accessKeyId) : known;
    }

    /** A new access key of a principal, which from then on may do what its policies allow and no more. */
    public String issueKey(Principal principal) {
        String id = "ASIA"
                + UUID.randomUUID().toString().replace("-", "").substring(0, 16).toUpperCase(Locale.ROOT);
        return issueKey(id, principal);
    }

    /** As {@link #issueKey(Principal)}, with an id that people know, such as {@code operator}. */
    public String issueKey(String chosenId, Principal principal) {
        keys.put(chosenId, principal);
        return chosenId;
    }

    /**
     * Makes a role, or changes who may assume it. Its name is also its trust policy's origin in the report.
     *
     * @param name without a path
     */
    public void putRole(String name, JsonNode trustPolicy) {
        putRole(name, trustPolicy, name);
    }

    /**
     * As {@link #putRole(String, JsonNode)}.
     *
     * @param origin what made the role, for the report: a logical id
     */
    public void putRole(String name, JsonNode trustPolicy, String origin) {
        put(ROLE + name, PolicyReader.read(PolicyReader.Kind.TRUST, trustPolicy, origin));
    }

    /** Takes the role away, with what is attached to it. */
    public void deleteRole(String name) {
        ofResources.remove(ROLE + name);
        attached.remove(ROLE + name);
    }

    /**
     * Attaches a policy to a role or a user of this account, in place of one of the same name.
     *
     * @param principalArn {@code arn:aws:iam::123456789012:role/x}
     * @param origin what made the policy, for the report: a logical id
     */
    public void attach(String principalArn, String policyName, JsonNode document, String origin) {
        Policy policy = PolicyReader.read(PolicyReader.Kind.IDENTITY, document, origin);
        String arn = Principals.withoutPath(principalArn);
        attached.computeIfAbsent(arn, any -> new ConcurrentSkipListMap<>()).put(policyName, policy);
        usage.know(arn + " " + policyName, policy);
    }

    public void detach(String principalArn, String policyName) {
        attached.getOrDefault(Principals.withoutPath(principalArn), new ConcurrentHashMap<>())
                .remove(policyName);
    }

    /** Sets the policy of a topic, a queue, a key, a function or an alias of one. */
    public void putResourcePolicy(String resourceArn, JsonNode document, String origin) {
        put(resourceArn, PolicyReader.read(PolicyReader.Kind.RESOURCE, document, origin));
    }

    public void deleteResourcePolicy(String resourceArn) {
        ofResources.remove(resourceArn);
    }

    /** The policy of a resource as it was given. */
    public Optional<JsonNode> resourcePolicy(String resourceArn) {
        return Optional.ofNullable(ofResources.get(resourceArn))
                .map(policy -> policy.document().deepCopy());
    }

    private void put(String resourceArn, Policy policy) {
        ofResources.put(resourceArn, policy);
        usage.know(resourceArn, policy);
    }

    /** Why a call is refused, in AWS's words; empty when it is allowed. */
    public Optional<String> refusal(Caller caller, String action, String resourceArn, Map<String, String> context) {
        Principal principal = caller.principal();
        boolean ofRole = resourceArn.startsWith(ROLE);
        Decision decision = Decision.of(
                Access.of(
                        principal,
                        action,
                        resourceArn,
                        List.of(caller.context(), context, GlobalKeys.of(principal, resourceArn, clock.instant()))),
                policiesOf(principal),
                isAdministrator(principal),
                // A role's policy is about who may assume it and nothing else.
                ofRole && !action.equals(ASSUME) ? Optional.empty() : Optional.ofNullable(ofResources.get(resourceArn)),
                need(principal, action, resourceArn),
                ofRole ? "role trust policy" : "resource-based policy");
        usage.use(decision.used());
        return decision.refusal()
                .map(reason -> "User: " + principal.id() + " is not authorized to perform: " + action + " on resource: "
                        + resourceArn + " " + reason);
    }

    /**
     * @param action {@code ssm:GetParameters}
     * @param resourceArn what it is done to, {@code *} where an action knows no resources
     * @param context condition keys of this action and resource, besides the caller's own; the values of a key that has
     *     several stand between {@link #NEXT_VALUE}
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
        String name = roleArn.substring(roleArn.lastIndexOf('/') + 1);
        check(service, ASSUME, ROLE + name);
        return new Principal.RoleSession(AwsAccount.ID, name, session);
    }

    /** The grants that no call has needed so far, of all policies that were ever in force, save {@link #BY_AWS AWS's}. */
    public List<Grant> unusedGrants() {
        return usage.unused();
    }

    /** Every statement of these policies, and whether any of its grants was needed. */
    public List<StatementUse> statements() {
        return usage.statements();
    }

    private List<Policy> policiesOf(Principal principal) {
        String arn = principal instanceof Principal.RoleSession session ? session.roleArn() : principal.id();
        return List.copyOf(attached.getOrDefault(arn, Map.of()).values());
    }

    /** Roles never are: a session of one may be in use without an access key. */
    private boolean isAdministrator(Principal principal) {
        return principal instanceof Principal.User user
                && user.account().equals(AwsAccount.ID)
                && !keys.containsValue(user);
    }

    private static Decision.Need need(Principal principal, String action, String resourceArn) {
        boolean elsewhere = !principal.account().equals(GlobalKeys.account(resourceArn));
        if (principal instanceof Principal.Service || elsewhere) {
            return Decision.Need.ONLY_WORD;
        }
        boolean ofKey = resourceArn.startsWith("arn:aws:kms:") && resourceArn.contains(":key/");
        return ofKey || action.equals(ASSUME) ? Decision.Need.OWN_WORD : Decision.Need.EITHER;
    }
}
