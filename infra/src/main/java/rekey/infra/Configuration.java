package rekey.infra;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import rekey.credential.ApplicationName;
import rekey.credential.Sellers;
import rekey.spapi.SpApiEndpoint.Region;

/**
 * What a deployment can choose, read from the CDK's context ({@code -c key=value}, or {@code cdk.context.json}) and
 * nowhere else.
 *
 * @param application {@code -c app=}: the application's name; required
 * @param emails {@code -c email=}: who gets mails, one at least
 * @param phones {@code -c phone=}: who gets short messages, in E.164; default none
 * @param reminderDays {@code -c reminderDays=}: after how many days without a change of the secret people are reminded, 1 to
 *     7 numbers from 1 to 179 in rising order; default 150, 165, 173
 * @param callers {@code -c callers=}: the ARNs of roles, users or accounts (also other accounts') that may invoke the token
 *     function without an identity policy of this account; default none
 * @param sellers {@code -c sellers=}: the sellers whose refresh tokens the token function may read besides the default
 *     seller's; default none
 * @param region {@code -c region=}: the region of SP-API that the application is registered in, {@code na}, {@code eu} or
 *     {@code fe}; default {@code na}
 * @param rotation {@code -c rotation=}: {@code auto} or {@code manual}; default {@code auto}
 * @param rotateDaysBefore {@code -c rotateDaysBefore=}: how many days before its end, 8 to 170, a secret is rotated
 *     automatically; default 40
 * @param keyArn {@code -c key=}: a KMS key of an earlier deployment to go on with; default a new key
 * @param onDelete {@code -c onDelete=}: what becomes of the parameters when the stack goes; default they stay
 * @param tokenImage {@code -c tokenImage=}: the image that a container image of the token function is built on, one of
 *     AWS's for Java 25, with its digest; default a zip with SnapStart and no image
 * @param repair {@code -c repair=}: a text that was not there in the deployment before makes this one set right what was
 *     changed or deleted behind its back; default none
 */
public record Configuration(
        ApplicationName application,
        List<String> emails,
        List<String> phones,
        List<Integer> reminderDays,
        List<String> callers,
        Sellers sellers,
        Region region,
        Rotation rotation,
        int rotateDaysBefore,
        Optional<String> keyArn,
        OnDelete onDelete,
        Optional<String> tokenImage,
        Optional<String> repair) {

    /** How long Amazon lets a client secret live, in days. */
    public static final int SECRET_LIFE_DAYS = 180;

    static final List<String> KEYS = List.of(
            "app",
            "email",
            "phone",
            "reminderDays",
            "callers",
            "sellers",
            "region",
            "rotation",
            "rotateDaysBefore",
            "key",
            "onDelete",
            "tokenImage",
            "repair");

    /** More do not fit into the 10,240 characters of a role's inline policies when all names have their full length. */
    private static final int MOST_SELLERS = 20;

    private static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9-]{1,63}\\.)+[A-Za-z]{2,63}");
    private static final Pattern IMAGE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,254}@sha256:[0-9a-f]{64}");
    private static final Pattern REPAIR = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern CALLER =
            Pattern.compile("arn:aws[a-z-]*:iam::[0-9]{12}:(root|(role|user)/[\\w+=,.@/-]+)");
    private static final Pattern KEY = Pattern.compile("arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+");

    /** What becomes of the parameters when the stack is destroyed. */
    public enum OnDelete {
        /** They stay, with the credentials in them. */
        RETAIN,
        /** Those that the stack made are deleted, credentials and all. */
        DELETE
    }

    /** Whether a new secret is asked for by itself, once the application is enrolled. */
    public enum Rotation {
        /** It is. */
        AUTO,
        /** People are reminded, and ask for one; it is taken in by itself. */
        MANUAL
    }

    public Configuration {
        emails = List.copyOf(emails);
        phones = List.copyOf(phones);
        reminderDays = List.copyOf(reminderDays);
        callers = List.copyOf(callers);
    }

    /**
     * @param context key by key; keys with a colon are the CDK's own and left alone
     * @throws Misconfiguration with every problem there is
     */
    public static Configuration from(Map<String, ?> context) {
        ContextReader reader = new ContextReader(context);
        reader.refuseOthersThan(KEYS);
        ApplicationName application = reader.required("app", ApplicationName::new);
        List<String> emails = reader.oneOrMore("email", matching(EMAIL, "An address looks like ops@example.com."));
        List<String> phones = reader.several(
                "phone",
                matching(PHONE, "A number is in E.164: +, country code, number, 15 digits at most, no spaces."));
        List<Integer> days = Days.reminders(reader);
        List<String> callers = reader.several(
                "callers",
                matching(CALLER, "A caller is the ARN of an IAM role or user, or arn:aws:iam::<account>:root."));
        Sellers sellers = sellers(reader);
        Region region = reader.one("region", Configuration::region).orElse(Region.NA);
        Rotation rotation = reader.one("rotation", Configuration::rotation).orElse(Rotation.AUTO);
        int daysBefore = Days.beforeEnd(reader);
        Days.checkOrder(reader, rotation, daysBefore, days);
        Optional<String> key = reader.one("key", matching(KEY, "A key is the ARN of a KMS key, with its id."));
        OnDelete onDelete = reader.one("onDelete", Configuration::onDelete).orElse(OnDelete.RETAIN);
        Optional<String> image = reader.one(
                "tokenImage",
                matching(
                        IMAGE,
                        "An image is given with its digest, as public.ecr.aws/lambda/java@sha256: and 64 of 0-9a-f;"
                                + " docker buildx imagetools inspect public.ecr.aws/lambda/java:25 shows it."));
        Optional<String> repair = reader.one(
                "repair", matching(REPAIR, "It is a text such as 2026-11-25, of 64 letters, digits, '.' or '-'."));
        reader.check();
        return new Configuration(
                application,
                emails,
                phones,
                days,
                callers,
                sellers,
                region,
                rotation,
                daysBefore,
                key,
                onDelete,
                image,
                repair);
    }

    /** The command that deploys this again, less a repair: what is left out counts as not wanted any more. */
    String command() {
        return DeployCommand.of(this);
    }

    private static Region region(String text) {
        for (Region region : Region.values()) {
            if (region.name().toLowerCase(Locale.ROOT).equals(text)) {
                return region;
            }
        }
        throw new IllegalArgumentException("It is na, eu or fe.");
    }

    private static Rotation rotation(String text) {
        return switch (text) {
            case "auto" -> Rotation.AUTO;
            case "manual" -> Rotation.MANUAL;
            default -> throw new IllegalArgumentException("It is auto or manual.");
        };
    }

    private static Sellers sellers(ContextReader reader) {
        List<String> ids = reader.several("sellers", Function.identity());
        if (ids.size() > MOST_SELLERS) {
            reader.problem("sellers", "List %d at most, or allow every seller's with any.".formatted(MOST_SELLERS));
        } else if (!ids.isEmpty()) {
            try {
                return Sellers.parse(String.join(" ", ids));
            } catch (IllegalArgumentException e) {
                reader.problem("sellers", e.getMessage());
            }
        }
        return Sellers.NONE;
    }

    private static OnDelete onDelete(String text) {
        return switch (text) {
            case "retain" -> OnDelete.RETAIN;
            case "delete" -> OnDelete.DELETE;
            default -> throw new IllegalArgumentException("It is retain or delete.");
        };
    }

    private static Function<String, String> matching(Pattern legal, String rule) {
        return text -> {
            if (!legal.matcher(text).matches()) {
                throw new IllegalArgumentException(rule);
            }
            return text;
        };
    }
}
