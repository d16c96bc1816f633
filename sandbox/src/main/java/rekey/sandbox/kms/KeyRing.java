package rekey.sandbox.kms;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;

/**
 * The keys and aliases of one region. A key whose waiting period is over is gone, with its aliases, the next time anyone
 * looks. Safe for use by several threads.
 */
final class KeyRing {
    /** The keys that AWS makes in an account when a service first needs one; the sandbox plays SSM's only. */
    private static final Set<String> MADE_ON_FIRST_USE = Set.of("alias/aws/ssm");

    private static final Pattern KEY_ID =
            Pattern.compile("(mrk-[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})");

    private final String region;
    private final Clock clock;
    private final KeyPolicies policies;
    private final TreeMap<String, KmsKey> keys = new TreeMap<>();
    private final TreeMap<String, KmsAlias> aliases = new TreeMap<>();

    KeyRing(String region, Clock clock, KeyPolicies policies) {
        this.region = region;
        this.clock = clock;
        this.policies = policies;
    }

    /** Makes a key of the account's, with the policy that a key has by default when there is none. */
    synchronized KmsKey create(String description, Optional<JsonNode> policy) {
        KmsKey key = create(description, false);
        try {
            policies.put(key, policy);
        } catch (AwsError e) {
            keys.remove(key.id);
            throw e;
        }
        return key;
    }

    private KmsKey create(String description, boolean ownedByAws) {
        String id = UUID.randomUUID().toString();
        KmsKey key = new KmsKey(id, arn("key/" + id), description, ownedByAws, clock.instant());
        keys.put(id, key);
        return key;
    }

    /** Finds a key by id, key ARN, alias or alias ARN. */
    synchronized KmsKey find(String keyId) {
        String name = withoutArn(keyId);
        if (!name.startsWith(KmsAlias.PREFIX)) {
            return findByIdOrArn(keyId);
        }
        if (MADE_ON_FIRST_USE.contains(name) && !aliases.containsKey(name)) {
            KmsKey key = create("Default key that protects my SSM parameters when no other key is defined", true);
            policies.putOfAws(key, "ssm." + region + ".amazonaws.com");
            aliases.put(name, new KmsAlias(name, key.id, clock.instant(), clock.instant()));
        }
        return findByIdOrArn(alias(name).keyId());
    }

    /** Finds a key by id or key ARN: operations that change a key take no alias. */
    synchronized KmsKey findByIdOrArn(String keyId) {
        removeDeleted();
        String id = withoutArn(keyId);
        id = id.startsWith("key/") ? id.substring("key/".length()) : id;
        if (!KEY_ID.matcher(id).matches()) {
            throw notFound("Invalid keyId '" + keyId + "'");
        }
        KmsKey key = keys.get(id);
        if (key == null) {
            throw notFound("Key '" + arn("key/" + id) + "' does not exist");
        }
        return key;
    }

    synchronized void addAlias(String name, String keyId) {
        if (!name.startsWith(KmsAlias.PREFIX) || name.equals(KmsAlias.PREFIX)) {
            throw AwsError.invalid("Alias must start with the prefix \"alias/\" and have a name after it. Please see"
                    + " https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html");
        }
        if (name.startsWith(KmsAlias.AWS_PREFIX)) {
            throw AwsError.refused(
                    "NotAuthorizedException",
                    "The prefix " + KmsAlias.AWS_PREFIX + " is reserved for AWS managed keys");
        }
        KmsKey key = findByIdOrArn(keyId);
        if (aliases.putIfAbsent(name, new KmsAlias(name, key.id, clock.instant(), clock.instant())) != null) {
            throw AwsError.refused("AlreadyExistsException", "An alias with the name " + arn(name) + " already exists");
        }
    }

    /** Gives the name to another key. */
    synchronized void moveAlias(String name, String keyId) {
        if (name.startsWith(KmsAlias.AWS_PREFIX)) {
            throw AwsError.refused("NotAuthorizedException", name + " belongs to AWS and cannot be moved");
        }
        KmsAlias alias = alias(name);
        aliases.put(name, new KmsAlias(name, findByIdOrArn(keyId).id, alias.created(), clock.instant()));
    }

    synchronized void removeAlias(String name) {
        if (name.startsWith(KmsAlias.AWS_PREFIX)) {
            throw AwsError.refused("NotAuthorizedException", name + " belongs to AWS and cannot be deleted");
        }
        alias(name);
        aliases.remove(name);
    }

    synchronized List<KmsKey> keys() {
        removeDeleted();
        return List.copyOf(keys.values());
    }

    synchronized Collection<KmsAlias> aliases() {
        removeDeleted();
        return List.copyOf(aliases.values());
    }

    String arn(String resource) {
        return AwsAccount.arn("kms", region, resource);
    }

    private KmsAlias alias(String name) {
        removeDeleted();
        KmsAlias alias = aliases.get(name);
        if (alias == null) {
            throw notFound("Alias " + arn(name) + " is not found.");
        }
        return alias;
    }

    private String withoutArn(String keyId) {
        if (!keyId.startsWith("arn:")) {
            return keyId;
        }
        if (!keyId.startsWith(arn(""))) {
            throw notFound("Invalid arn " + keyId + ": the keys here are in " + region + " and belong to "
                    + AwsAccount.ID + ".");
        }
        return keyId.substring(arn("").length());
    }

    private void removeDeleted() {
        Instant now = clock.instant();
        keys.values().removeIf(key -> key.isDeleted(now));
        aliases.values().removeIf(alias -> !keys.containsKey(alias.keyId()));
    }

    private static AwsError notFound(String message) {
        return AwsError.refused("NotFoundException", message);
    }
}
