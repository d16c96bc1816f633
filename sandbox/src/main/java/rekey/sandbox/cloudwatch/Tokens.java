package rekey.sandbox.cloudwatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rekey.sandbox.aws.AwsError;

/** A text in small pieces, taken one after the other. For use by one thread. */
final class Tokens {
    private final String what;
    private final List<String> tokens;
    private int next;

    /**
     * @param what the text is, for messages
     * @param token matches one piece; between them there may be spaces
     * @throws AwsError when something is no piece
     */
    Tokens(String what, String text, Pattern token) {
        this.what = what;
        List<String> pieces = new ArrayList<>();
        Matcher matcher = token.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
            } else if (matcher.find(at) && matcher.start() == at) {
                pieces.add(matcher.group());
                at = matcher.end();
            } else {
                throw Properties.refused("The Rekey sandbox cannot read " + what + " from here on: "
                        + text.substring(at, Math.min(text.length(), at + 40)));
            }
        }
        tokens = List.copyOf(pieces);
    }

    /** What is between the quotes, where there are some. */
    static String unquoted(String token) {
        return token.startsWith("\"") ? token.substring(1, token.length() - 1).replaceAll("\\\\(.)", "$1") : token;
    }

    Optional<String> peek() {
        return next < tokens.size() ? Optional.of(tokens.get(next)) : Optional.empty();
    }

    String take() {
        if (next == tokens.size()) {
            throw Properties.refused("There must be more at the end of " + what + ".");
        }
        return tokens.get(next++);
    }

    /** Takes the next piece if it is this one. */
    boolean took(String token) {
        boolean there = peek().filter(token::equals).isPresent();
        if (there) {
            next++;
        }
        return there;
    }

    void expect(String token) {
        if (!took(token)) {
            throw unexpected(token + " is missing");
        }
    }

    void expectEnd() {
        if (next < tokens.size()) {
            throw unexpected("it should end");
        }
    }

    AwsError unexpected(String why) {
        return Properties.refused("The Rekey sandbox cannot read " + what + ": " + why + " "
                + peek().map(token -> "before " + token).orElse("at its end") + ".");
    }
}
