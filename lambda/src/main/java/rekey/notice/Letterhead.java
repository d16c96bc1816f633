package rekey.notice;

import java.util.List;
import java.util.stream.Stream;
import rekey.credential.ParameterNames;

/**
 * What all notices of one application have in common: its name in the subject and the text, and at the end who sends it and
 * where more is to be read. In every text {@code {app}} stands for the name.
 */
record Letterhead(ParameterNames names) {
    private static final int COLUMNS = 72;

    /**
     * @param subject without the application's name, which comes before it; 49 characters at most
     * @param mail as {@link MailText} takes it, unsigned
     * @param sms as {@link ShortMessage} takes it
     */
    Notice notice(String key, String subject, String mail, String... sms) {
        return new Notice(
                key,
                named("{app}: " + subject),
                MailText.wrapped(named(mail)) + "\n\n" + signature() + "\n",
                ShortMessage.of(Stream.of(sms).map(this::named).toList()));
    }

    private String signature() {
        List<String> sentences = List.of(
                "Sent by Rekey for %s.".formatted(names.application()),
                "How it stands: rekey status --app %s".formatted(names.application()));
        String line = String.join(" ", sentences);
        return "More: docs/rotate.md in the repository.\n"
                + (line.length() <= COLUMNS ? line : String.join("\n", sentences));
    }

    private String named(String text) {
        return text.replace("{app}", names.application().value());
    }
}
