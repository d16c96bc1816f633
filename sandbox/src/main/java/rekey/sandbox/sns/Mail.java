package rekey.sandbox.sns;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What somebody received: an email or a short message.
 *
 * @param protocol {@code email} or {@code sms}
 * @param endpoint the address or the number in E.164
 * @param subject an email's; a short message has none
 * @param message the whole text as it is read, with what SNS adds to it
 * @param time when it arrived, which is when it was sent
 * @param sender whom it shows to be from: {@code Rekey <no-reply@sns.amazonaws.com>}; of a short message the sender's id,
 *     empty when it shows a number
 */
public record Mail(
        String protocol,
        String endpoint,
        Optional<String> subject,
        String message,
        Instant time,
        Optional<String> sender) {
    public Mail {
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(sender, "sender");
    }

    /** One that does not show whom it is from. */
    public Mail(String protocol, String endpoint, Optional<String> subject, String message, Instant time) {
        this(protocol, endpoint, subject, message, time, Optional.empty());
    }

    /** The messages that a phone gets for it, 140 bytes each at most and paid for one by one; an email is one. */
    public List<String> parts() {
        return protocol.equals(Channel.SMS.protocol()) ? ShortMessage.parts(message) : List.of(message);
    }

    /** Without its text: that may be confidential, and a link in it confirms a subscription. */
    @Override
    public String toString() {
        return "Mail[" + protocol + " to " + endpoint + " at " + time + "]";
    }
}
