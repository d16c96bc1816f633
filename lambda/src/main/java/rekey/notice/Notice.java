package rekey.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;

/**
 * What people are told when something changes: a mail that says what happened, what to do, by when, by which command; and
 * a short message. Never a secret.
 *
 * @param key what it is about, so that it is sent once: {@code done/3fa9c2d4e5f6-7}; 1 to 48 letters, digits, {@code /},
 *     {@code .}, {@code _} or {@code -}, because the ledger remembers it
 * @param subject of the mail: 1 to 99 characters of printable ASCII, no blank at either end, as
 *     <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">SNS</a> has it
 * @param mail the mail's text, plain; 8 KB at most
 * @param sms the short message: printable ASCII, and with {@value #SENDER} before it 140 bytes at most, which is
 *     <a href="https://docs.aws.amazon.com/sns/latest/dg/sms_sms-attributes.html">one message</a> to pay for and to read
 */
public record Notice(String key, String subject, String mail, String sms) {
    /** What SNS puts before a short message: the topic's display name, which is the stack's to choose. */
    static final String SENDER = "REKEY> ";

    /** In bytes, and so in characters. */
    static final int LONGEST_SMS = 140 - SENDER.length();

    static final int LONGEST_KEY = 48;

    private static final int LONGEST_MAIL = 8 * 1024;
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9/._-]{1," + LONGEST_KEY + "}");
    private static final Pattern SUBJECT = Pattern.compile("[!-~]([ -~]{0,97}[!-~])?");
    private static final Pattern SMS = Pattern.compile("[!-~][ -~]{0," + (LONGEST_SMS - 1) + "}");

    /** @throws IllegalArgumentException when a part is not as it must be; the message does not repeat it */
    public Notice {
        check(KEY.matcher(key).matches(), "A notice's key is 1 to 48 letters, digits, '/', '.', '_' or '-'.");
        check(
                SUBJECT.matcher(subject).matches(),
                "A subject is 1 to 99 characters of printable ASCII, without a blank at either end.");
        check(
                !mail.isBlank() && mail.getBytes(UTF_8).length <= LONGEST_MAIL,
                "A mail is not blank, and has 8 KB at most.");
        check(
                SMS.matcher(sms).matches(),
                "A short message is 1 to %d characters of printable ASCII.".formatted(LONGEST_SMS));
    }

    private static void check(boolean kept, String rule) {
        if (!kept) {
            throw new IllegalArgumentException(rule);
        }
    }
}
