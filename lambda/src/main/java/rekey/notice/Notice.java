package rekey.notice;

/**
 * What people are told when something changes: a mail that says what happened, what to do, by when, by which command; and
 * a short message. Never a secret.
 *
 * @param key what it is about, so that it is sent once: {@code done/3fa9c2d4e5f6}; at most 48 characters, because the
 *     ledger remembers it
 * @param subject of the mail: printable ASCII, less than 100 characters, as
 *     <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">SNS</a> has it
 * @param mail the mail's text, plain
 * @param sms the short message: ASCII, and no more than 140 bytes with the sender's name that SNS puts before it
 */
public record Notice(String key, String subject, String mail, String sms) {}
