package rekey.sandbox.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.UUID;
import rekey.sandbox.aws.Principal;

/**
 * The unique id of a sender as SQS shows it: made from its name, so that it is the same each time, as IAM's own ids are not
 * played. A role's has the session after a colon.
 */
final class SenderId {
    private static final int LENGTH = 17;

    private SenderId() {}

    static String of(Principal sender) {
        return sender instanceof Principal.RoleSession session
                ? "AROA" + hash(session.roleArn()) + ":" + session.session()
                : "AIDA" + hash(sender.id());
    }

    private static String hash(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(UTF_8))
                .toString()
                .replace("-", "")
                .substring(0, LENGTH)
                .toUpperCase(Locale.ROOT);
    }
}
