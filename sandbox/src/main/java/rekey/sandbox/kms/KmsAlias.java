package rekey.sandbox.kms;

import java.time.Instant;

/** A name for a key, with the prefix: {@code alias/my-erp}. */
record KmsAlias(String name, String keyId, Instant created, Instant updated) {
    static final String PREFIX = "alias/";
    /** Aliases of the keys that AWS manages, one per service. */
    static final String AWS_PREFIX = "alias/aws/";
}
