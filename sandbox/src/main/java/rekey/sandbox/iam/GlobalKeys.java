package rekey.sandbox.iam;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.Principal;

/**
 * The <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">global condition
 * keys</a> that follow from who calls, what for, and when. Those of the network and of the call come with the caller.
 */
public final class GlobalKeys {
    private static final int REGION = 3;
    private static final int ACCOUNT = 4;

    private GlobalKeys() {}

    static Map<String, String> of(Principal principal, String resourceArn, Instant now) {
        Map<String, String> keys = new TreeMap<>();
        keys.put("aws:CurrentTime", now.truncatedTo(ChronoUnit.SECONDS).toString());
        keys.put("aws:EpochTime", String.valueOf(now.getEpochSecond()));
        keys.put("aws:ResourceAccount", account(resourceArn));
        String region = part(resourceArn, REGION);
        if (!region.isEmpty()) {
            keys.put("aws:RequestedRegion", region);
        }
        keys.put("aws:PrincipalIsAWSService", String.valueOf(principal instanceof Principal.Service));
        if (principal instanceof Principal.Service service) {
            keys.put("aws:PrincipalServiceName", service.host());
            return keys;
        }
        keys.put("aws:PrincipalAccount", principal.account());
        keys.put("aws:userid", userId(principal));
        if (principal instanceof Principal.RoleSession session) {
            keys.put("aws:PrincipalType", "AssumedRole");
            keys.put("aws:PrincipalArn", session.roleArn());
        } else {
            keys.put("aws:PrincipalType", "User");
            keys.put("aws:PrincipalArn", principal.id());
            keys.put("aws:username", ((Principal.User) principal).name());
        }
        return keys;
    }

    /** Whose a resource is; this account's where its ARN does not say. */
    static String account(String resourceArn) {
        String account = part(resourceArn, ACCOUNT);
        return account.isEmpty() ? AwsAccount.ID : account;
    }

    /**
     * A principal's unique id, {@code AIDA…} of a user, {@code AROA…:session} of a role in use; a service's host name. The
     * same name has the same id always.
     */
    public static String userId(Principal principal) {
        if (principal instanceof Principal.RoleSession session) {
            return "AROA" + digest(session.roleArn()) + ":" + session.session();
        }
        return principal instanceof Principal.User user ? "AIDA" + digest(user.id()) : principal.id();
    }

    /** Seventeen characters, as AWS has. */
    private static String digest(String arn) {
        String hex = UUID.nameUUIDFromBytes(arn.getBytes(UTF_8)).toString().replace("-", "");
        return hex.substring(0, 17).toUpperCase(Locale.ROOT);
    }

    private static String part(String arn, int index) {
        String[] parts = arn.split(":", 6);
        return parts.length == 6 ? parts[index] : "";
    }
}
