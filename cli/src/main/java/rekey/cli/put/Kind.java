package rekey.cli.put;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rekey.cli.CommandFailure;
import rekey.credential.Grantee.Seller;
import rekey.credential.ParameterNames;
import rekey.credential.Placeholder;
import rekey.credential.Secret;

/** A kind of credential: what its parameter is called, what it is called, and what it looks like. */
public enum Kind {
    CLIENT_IDENTIFIER(
            "clientidentifier",
            "a client identifier",
            "amzn1\\.application-oa2-client\\..*",
            "amzn1\\.application-oa2-client\\.[0-9a-f]{32}",
            "amzn1.application-oa2-client. and 32 hexadecimal digits"),
    CLIENT_SECRET(
            "clientsecret",
            "a client secret",
            "amzn1\\.oa2-cs\\..*|[0-9a-fA-F]{40,}",
            "amzn1\\.oa2-cs\\.v[0-9]\\.[0-9a-fA-F]{16,}|[0-9a-fA-F]{40,}",
            "amzn1.oa2-cs.v1. and hexadecimal digits, or, an older one, 64 hexadecimal digits alone"),
    REFRESH_TOKEN(
            "refreshToken",
            "a refresh token",
            "Atzr\\|.*",
            "Atzr\\|[\\x21-\\x7e]{8,}",
            "Atzr| and letters, digits and a few signs");

    /** Amazon's limit of a refresh token, the longest of them. */
    static final int MOST_BYTES = 2_048;

    private static final Pattern BROKEN = Pattern.compile("[\\s\\p{Z}\\p{C}]");

    private final String parameter;
    private final String noun;
    private final Pattern like;
    private final Pattern legal;
    private final String form;

    Kind(String parameter, String noun, String like, String legal, String form) {
        this.parameter = parameter;
        this.noun = noun;
        this.like = Pattern.compile(like);
        this.legal = Pattern.compile(legal);
        this.form = form;
    }

    /** @throws IllegalArgumentException when there is none of this name; the message does not repeat it */
    public static Kind named(String parameter) {
        return Stream.of(values())
                .filter(kind -> kind.parameter.equalsIgnoreCase(parameter))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("A parameter is clientidentifier, clientsecret or refreshToken."));
    }

    /** As it is typed, {@code clientsecret}. */
    public String parameter() {
        return parameter;
    }

    /** For a sentence, {@code client secret}. */
    public String noun() {
        return noun.substring(2);
    }

    /** The parameter's full name; {@code seller} counts for refresh tokens only. */
    String nameIn(ParameterNames names, Seller seller) {
        return switch (this) {
            case CLIENT_IDENTIFIER -> names.clientIdentifier();
            case CLIENT_SECRET -> names.clientSecret();
            case REFRESH_TOKEN -> names.refreshToken(seller);
        };
    }

    /**
     * What was typed or piped, less the white space around it.
     *
     * @param anyForm whether it need not look as those do that Amazon issues today, which it promises nowhere
     * @throws CommandFailure when it cannot be a credential of this kind; the message repeats nothing of it
     */
    public Secret checked(String text, boolean anyForm) {
        String value = text.strip();
        if (value.isEmpty()) {
            throw refused("The value is empty.");
        }
        if (Placeholder.is(value)) {
            throw refused("This is the placeholder that the parameter was made with, not %s.".formatted(noun));
        }
        if (value.getBytes(UTF_8).length > MOST_BYTES) {
            throw refused(String.format(
                    Locale.ROOT, "The value is longer than the %,d bytes that %s can have.", MOST_BYTES, noun));
        }
        if (BROKEN.matcher(value).find()) {
            throw refused("There is white space or a control character inside the value: it is more than %s, or broken."
                    .formatted(noun));
        }
        if (!hasKnownForm(value)) {
            mistaken(value).ifPresent(other -> {
                throw refused(other);
            });
            if (!anyForm) {
                throw refused(known() + " If Amazon issues another form by now, store it with --unverified.");
            }
        }
        return Secret.of(value);
    }

    /** Whether it looks, less the white space around it, as Amazon's do today. */
    public boolean hasKnownForm(String text) {
        return legal.matcher(text.strip()).matches();
    }

    /** What those look like, as a sentence. */
    public String known() {
        return "%s is %s.".formatted(capitalised(), form);
    }

    private Optional<String> mistaken(String value) {
        if (value.startsWith("amzn1.sp.solution.")) {
            return Optional.of(
                    "This is the application's id, not %s: the Developer Console shows %s under LWA credentials."
                            .formatted(noun, this == REFRESH_TOKEN ? "the token under Authorize" : "it"));
        }
        if (value.startsWith("Atza|")) {
            return Optional.of("This is an access token, which lives an hour, not %s.".formatted(noun));
        }
        return Stream.of(values())
                .filter(other -> other != this && other.like.matcher(value).matches())
                .findFirst()
                .map(other ->
                        "This is %s, not %s: rekey put %s stores it.".formatted(other.noun, noun, other.parameter));
    }

    private String capitalised() {
        return "A" + noun.substring(1);
    }

    private static CommandFailure refused(String why) {
        return new CommandFailure(why + " Nothing was stored.");
    }

    /** For a shell to complete. */
    public static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Arrays.stream(values()).map(Kind::parameter).iterator();
        }
    }
}
