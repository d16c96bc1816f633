package rekey.sandbox.contract;

import static java.util.Map.entry;

import java.util.EnumMap;
import java.util.Map;
import java.util.Map.Entry;

/**
 * What each back end lacks, and why: the one list of it. A test that needs something in it is run all the same, and
 * {@linkplain AsFarAsCapable has to fail}.
 *
 * @param proven whether the list is what a run has shown, so that any test that fails without being in it is a failure
 */
record Gaps(boolean proven, Map<Capability, String> reasons) {
    static final Gaps NONE = shown();

    static final Gaps SANDBOX = shown();

    /** Of moto 5.2.1, whose server runs as {@code moto_server}. */
    static final Gaps MOTO = shown(
            entry(Capability.DEFAULT_KEY, "a put that leaves the key out keeps the one before"),
            entry(Capability.KEYS_OF_PARAMETERS, "Parameter Store does not ask KMS"),
            entry(Capability.CIPHERTEXTS, "a SecureString is not encrypted, only marked"),
            entry(Capability.TYPES_FIXED, "a put may change the type"),
            entry(Capability.VALUE_SIZES, "values may have any size"),
            entry(Capability.TIERS, "the tier is kept as it is sent, Intelligent-Tiering too"),
            entry(Capability.ALLOWED_PATTERNS, "the allowed pattern is kept and not applied"),
            entry(Capability.READS_IN_ORDER, "GetParameters answers in the order of the names in the request"),
            entry(Capability.SELECTORS_SHOWN, "there is no Selector in its answers"),
            entry(Capability.USERS_SHOWN, "LastModifiedUser is N/A"),
            entry(Capability.TIER_FILTERS, "nothing is found by tier"),
            entry(Capability.LISTS_SHOW_ARNS, "DescribeParameters shows no ARN"),
            entry(Capability.LISTS_IN_PAGES, "DescribeParameters takes no notice of MaxResults"),
            entry(
                    Capability.POLICIES_LISTED,
                    "DescribeParameters and GetParameterHistory show policies as a text where the model has a list, which"
                            + " the Java SDK cannot read"),
            entry(Capability.POLICIES_CHECKED, "any text will do for policies, in every tier"),
            entry(Capability.ROTATION_DATES, "it says whether a key rotates, not when"),
            entry(Capability.KEY_STATES, "keys encrypt and decrypt in any state"),
            entry(Capability.SUBSCRIPTIONS_PEND, "addresses are subscribed at once"),
            entry(Capability.PROTOCOLS_CHECKED, "any protocol will do"),
            entry(Capability.PUBLISH_CHECKED, "a structured message needs no default and a subject may have lines"),
            entry(Capability.QUEUE_ATTRIBUTES_CHECKED, "any attribute and any value will do"),
            entry(Capability.PATTERNS_TRIED, "TestEventPattern answers nothing"),
            entry(Capability.FUNCTIONS, "functions run in Docker, where there is none of ours"));

    /** Of LocalStack 4.14, taken from what is known of it without a run. */
    static final Gaps LOCALSTACK = new Gaps(
            false,
            Map.of(
                    Capability.POLICIES_LISTED,
                    "DescribeParameters and GetParameterHistory show policies as a text, as moto does, which the Java SDK"
                            + " cannot read",
                    Capability.FUNCTIONS,
                    "functions run in Docker, where there is none of ours"));

    /** Null when the back end has it. */
    String reason(Capability capability) {
        return reasons.get(capability);
    }

    @SafeVarargs
    private static Gaps shown(Entry<Capability, String>... gaps) {
        Map<Capability, String> reasons = new EnumMap<>(Capability.class);
        for (Entry<Capability, String> gap : gaps) {
            reasons.put(gap.getKey(), gap.getValue());
        }
        return new Gaps(true, reasons);
    }
}
