package rekey.infra;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import rekey.infra.Configuration.Rotation;

/** What the rotation and the watch function read, as {@link rekey.rotation.RotationSettings} has it. */
final class RotationVariables {
    private RotationVariables() {}

    static Map<String, String> of(Configuration configuration, CredentialVault vault, Notices notices) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("REKEY_APP", configuration.application().value());
        variables.put("REKEY_KEY_ARN", vault.key().getKeyArn());
        variables.put("REKEY_ROTATE_DAYS_BEFORE", String.valueOf(configuration.rotateDaysBefore()));
        variables.put("REKEY_ROTATION", configuration.rotation() == Rotation.AUTO ? "auto" : "manual");
        variables.put("REKEY_SELLERS", configuration.sellers().toString());
        variables.put("REKEY_SPAPI_ENDPOINT", configuration.region().name().toLowerCase(Locale.ROOT));
        variables.put("REKEY_TOPIC_ARN", notices.topic().getTopicArn());
        return variables;
    }
}
