package rekey.cli.preflight;

import java.util.Map;
import java.util.stream.Stream;
import rekey.cli.preflight.AmazonsAccess.Verdict;

/** Whether Amazon may send to a queue, by the queue's policy. */
final class AccessCheck {
    private AccessCheck() {}

    static Check of(QueueFacts queue, String repair) {
        AmazonsAccess access = new AmazonsAccess(queue.policy());
        return Stream.of("sqs:SendMessage", "sqs:GetQueueAttributes")
                .filter(action -> verdict(access, action, queue) != Verdict.ALLOWED)
                .findFirst()
                .map(action -> refused(queue.name(), "its policy", action, verdict(access, action, queue), repair))
                .orElseGet(() -> Check.passed(
                        queue.name(), "Amazon's account %s may send to it".formatted(AmazonsAccess.ACCOUNT)));
    }

    private static Verdict verdict(AmazonsAccess access, String action, QueueFacts queue) {
        return access.may(action, queue.arn(), Map.of());
    }

    /** @param what whose policy it is, for a sentence */
    static Check refused(String subject, String what, String action, Verdict verdict, String repair) {
        String whom = "Amazon's account %s".formatted(AmazonsAccess.ACCOUNT);
        return switch (verdict) {
            case UNCERTAIN ->
                Check.unknown(
                        subject,
                        "Whether %s lets %s %s cannot be judged: it has a condition, or is of a form, that Rekey does not know."
                                .formatted(what, whom, action));
            case DENIED ->
                Check.failed(
                        subject,
                        "%s denies %s %s".formatted(what, whom, action),
                        "Take out the statement with \"Effect\": \"Deny\" that fits. " + repair);
            default ->
                Check.failed(subject, "%s does not allow %s %s".formatted(what, whom, action), "Allow it. " + repair);
        };
    }
}
