package rekey.infra;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import rekey.credential.Sellers;
import rekey.infra.Configuration.OnDelete;
import rekey.infra.Configuration.Rotation;
import rekey.rotation.RotationSettings;
import rekey.spapi.SpApiEndpoint.Region;

/** The command that deploys a configuration again, without what is the default anyway, and less a repair. */
final class DeployCommand {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9@%+=:,./_-]+");

    private DeployCommand() {}

    static String of(Configuration configuration) {
        List<String> words = new ArrayList<>();
        words.add("app=" + configuration.application());
        words.add("email=" + String.join(",", configuration.emails()));
        if (!configuration.phones().isEmpty()) {
            words.add("phone=" + String.join(",", configuration.phones()));
        }
        if (!configuration.reminderDays().equals(Days.REMINDERS)) {
            words.add("reminderDays="
                    + configuration.reminderDays().stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
        if (!configuration.callers().isEmpty()) {
            words.add("callers=" + String.join(",", configuration.callers()));
        }
        if (!configuration.sellers().equals(Sellers.NONE)) {
            words.add("sellers=" + configuration.sellers().toString().replace(' ', ','));
        }
        if (configuration.region() != Region.NA) {
            words.add("region=" + configuration.region().name().toLowerCase(Locale.ROOT));
        }
        if (configuration.rotation() == Rotation.MANUAL) {
            words.add("rotation=manual");
        }
        if (configuration.rotateDaysBefore() != RotationSettings.DAYS_BEFORE) {
            words.add("rotateDaysBefore=" + configuration.rotateDaysBefore());
        }
        configuration.keyArn().ifPresent(arn -> words.add("key=" + arn));
        if (configuration.onDelete() == OnDelete.DELETE) {
            words.add("onDelete=delete");
        }
        configuration.tokenImage().ifPresent(image -> words.add("tokenImage=" + image));
        return "npx cdk deploy" + words.stream().map(DeployCommand::option).collect(Collectors.joining());
    }

    /** Quoted for a shell where an address has signs that mean something to it. */
    private static String option(String word) {
        return " -c " + (SAFE.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'");
    }
}
