package rekey.provision;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ssm.model.ParameterTier;

/**
 * What a template wants of one parameter. There is no value in it.
 *
 * @param tier {@link ParameterTier#STANDARD} or {@link ParameterTier#ADVANCED}
 * @param deleted whether the parameter goes with the resource, if the resource created it
 * @see SecureStringResource the properties' names, defaults and rules
 */
record SecureStringProperties(
        String name, ProtectingKey key, ParameterTier tier, String description, Reminders reminders, boolean deleted) {
    private static final int LONGEST_NAME = 1_000;
    private static final int LONGEST_DESCRIPTION = 1_024;
    private static final Pattern NAME = Pattern.compile("(?i)/(?!aws|ssm)[a-z0-9._-]+(/[a-z0-9._-]+){0,14}");

    /** @throws ProvisionFailure with all that is wrong */
    static SecureStringProperties read(JsonNode json) {
        PropertyReader properties = new PropertyReader(json);
        String name = properties.required(SecureStringResource.NAME, SecureStringProperties::checkedName);
        String arn = properties.required(SecureStringResource.KEY_ARN, ProtectingKey::checkedArn);
        String alias = properties.required(SecureStringResource.KEY_ALIAS, ProtectingKey::checkedAlias);
        ParameterTier tier = properties.required(SecureStringResource.TIER, SecureStringProperties::checkedTier);
        String description =
                properties.required(SecureStringResource.DESCRIPTION, SecureStringProperties::checkedDescription);
        Reminders reminders =
                properties.optionalList(SecureStringResource.REMINDER_DAYS, Reminders.NONE, Reminders::parse);
        Boolean deleted =
                properties.optional(SecureStringResource.ON_DELETE, false, SecureStringProperties::checkedOnDelete);
        properties.optional(SecureStringResource.REPAIR, "", text -> text);
        if (tier == ParameterTier.STANDARD && json.has(SecureStringResource.REMINDER_DAYS)) {
            properties.problem(SecureStringResource.REMINDER_DAYS, "only with the tier Advanced.");
        }
        properties.check();
        return new SecureStringProperties(name, new ProtectingKey(arn, alias), tier, description, reminders, deleted);
    }

    static boolean isLegalName(String text) {
        return text.length() <= LONGEST_NAME && NAME.matcher(text).matches();
    }

    private static String checkedName(String text) {
        if (!isLegalName(text)) {
            throw new IllegalArgumentException(("A parameter's full name starts with '/', has at most 15 levels and"
                            + " %d characters, letters, digits, '.', '_' or '-' between the slashes, and does not start"
                            + " with aws or ssm.")
                    .formatted(LONGEST_NAME));
        }
        return text;
    }

    private static ParameterTier checkedTier(String text) {
        ParameterTier tier = ParameterTier.fromValue(text);
        if (tier != ParameterTier.STANDARD && tier != ParameterTier.ADVANCED) {
            throw new IllegalArgumentException("Standard or Advanced.");
        }
        return tier;
    }

    private static String checkedDescription(String text) {
        if (text.isEmpty() || text.length() > LONGEST_DESCRIPTION) {
            throw new IllegalArgumentException("1 to 1,024 characters.");
        }
        return text;
    }

    private static boolean checkedOnDelete(String text) {
        if (!text.equals(SecureStringResource.RETAIN) && !text.equals(SecureStringResource.DELETE)) {
            throw new IllegalArgumentException(
                    "%s or %s.".formatted(SecureStringResource.RETAIN, SecureStringResource.DELETE));
        }
        return text.equals(SecureStringResource.DELETE);
    }
}
