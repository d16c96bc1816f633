package rekey.provision;

/**
 * What a template says of one SecureString parameter: the custom resource's type and the names of its properties. The
 * CDK app writes them, {@link ProvisionHandler} reads them and refuses any other, so that nobody passes a value along.
 *
 * <p>{@code Ref} of the resource is no name to use: it says besides who made the parameter. {@code Fn::GetAtt} of
 * {@link #NAME} is the parameter's name.
 */
public final class SecureStringResource {
    public static final String TYPE = "Custom::RekeySecureString";

    /** Required: the parameter's full name, {@code /my-erp/lwa/clientsecret}, of at most 1,000 characters. */
    public static final String NAME = "Name";

    /** Required: the ARN of the KMS key that protects it; not an alias. */
    public static final String KEY_ARN = "KeyArn";

    /** Required: an alias of that key, {@code alias/my-erp}, by which people may have put the parameter. */
    public static final String KEY_ALIAS = "KeyAlias";

    /** Required: {@code Standard} or {@code Advanced}. */
    public static final String TIER = "Tier";

    /** Required: 1 to 1,024 characters for people. */
    public static final String DESCRIPTION = "Description";

    /**
     * Optional, Advanced only: a list of 1 to 10 different whole numbers of days from 1 to 9,999, as texts. After that
     * many days without a change Parameter Store sends an event.
     */
    public static final String REMINDER_DAYS = "ReminderDays";

    /**
     * Optional: {@value #RETAIN} (the default) or {@value #DELETE}, for when the resource goes. A parameter that was
     * there before the resource stays with either; one that it created and nobody stored a value in goes with either.
     */
    public static final String ON_DELETE = "OnDelete";

    /**
     * Optional: any text. It means nothing, but one that differs makes CloudFormation ask the function to set right what
     * was changed or deleted behind its back.
     */
    public static final String REPAIR = "Repair";

    public static final String RETAIN = "retain";
    public static final String DELETE = "delete";

    private SecureStringResource() {}
}
