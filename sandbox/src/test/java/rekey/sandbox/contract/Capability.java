package rekey.sandbox.contract;

/** Something of AWS that Rekey relies on and that a back end has or lacks as a whole: each is what some tests need. */
enum Capability {
    /** Putting, reading, listing, labelling and deleting parameters. */
    PARAMETERS,
    /** A put without a key is under {@code alias/aws/ssm}, whatever the version before was under. */
    DEFAULT_KEY,
    /** Parameter Store asks KMS: for keys that are not there, and for disabled ones. */
    KEYS_OF_PARAMETERS,
    /** The value that is shown without decryption is one that KMS decrypts. */
    CIPHERTEXTS,
    /** A parameter's type cannot be changed. */
    TYPES_FIXED,
    /** 4 KB in the standard tier and 8 KB in the advanced one. */
    VALUE_SIZES,
    /** Advanced parameters stay so, Intelligent-Tiering decides. */
    TIERS,
    ALLOWED_PATTERNS,
    /** GetParameters answers in the order of the alphabet. */
    READS_IN_ORDER,
    /** A version that is read by number or label says which. */
    SELECTORS_SHOWN,
    /** {@code LastModifiedUser} is who made the put. */
    USERS_SHOWN,
    /** DescribeParameters finds by tier. */
    TIER_FILTERS,
    /** DescribeParameters shows ARNs. */
    LISTS_SHOW_ARNS,
    /** DescribeParameters gives as many as it is asked for. */
    LISTS_IN_PAGES,
    /** Policies are listed, in a shape that the SDK can read. */
    POLICIES_LISTED,
    /** Policies that break the rules are refused. */
    POLICIES_CHECKED,
    /** Keys, their aliases, and that they rotate. */
    KEYS,
    /** When a key rotates next. */
    ROTATION_DATES,
    /** Encryption under a key, in a context. */
    ENCRYPTION,
    /** A key that is disabled or will be deleted is of no use. */
    KEY_STATES,
    /** Topics and the subscriptions to them. */
    TOPICS,
    /** An address gets nothing until its owner has confirmed it. */
    SUBSCRIPTIONS_PEND,
    /** Protocols that SNS does not have are refused. */
    PROTOCOLS_CHECKED,
    PUBLISH,
    /** Messages that SNS would not take are refused. */
    PUBLISH_CHECKED,
    /** Standard queues with dead-letter queues. */
    QUEUES,
    /** Attributes that a queue does not have are refused. */
    QUEUE_ATTRIBUTES_CHECKED,
    /** Rules and their targets. */
    RULES,
    /** TestEventPattern. */
    PATTERNS_TRIED,
    /** Lambda answers, whether there are functions or not. */
    LAMBDA,
    /** A Java function runs. */
    FUNCTIONS,
    CALLER_IDENTITY
}
