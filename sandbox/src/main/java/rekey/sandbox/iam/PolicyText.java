package rekey.sandbox.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text of a policy that a call's is compared with: wildcards {@code *} and {@code ?} where the element knows them, and
 * <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html">policy variables</a> such
 * as <code>${aws:username}</code>, also with a default, <code>${aws:username, 'nobody'}</code>. A variable that the call
 * has no value for makes the text fit nothing. Immutable.
 */
final class PolicyText {
    /** How a text is compared. */
    enum Kind {
        EXACT(false, false, 0),
        IGNORING_CASE(false, false, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
        WILD(true, false, 0),
        /** Of services and operations. */
        ACTION(true, false, Pattern.CASE_INSENSITIVE),
        /** A wildcard stays within one of the six parts between the colons. */
        ARN(true, true, 0);

        private final boolean wild;
        private final boolean inParts;
        private final int flags;

        Kind(boolean wild, boolean inParts, int flags) {
            this.wild = wild;
            this.inParts = inParts;
            this.flags = flags;
        }
    }

    private record Piece(String regex, String variable, String otherwise) {}

    private static final int COLONS_OF_AN_ARN = 5;
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{\\s*([^},\\s]+)\\s*(?:,\\s*'([^']*)'\\s*)?}");

    private final Kind kind;
    private final List<Piece> pieces = new ArrayList<>();
    private final Pattern fixed;
    private int colons;

    PolicyText(String text, Kind kind, boolean withVariables) {
        this.kind = kind;
        Matcher variable = VARIABLE.matcher(text);
        int done = 0;
        while (withVariables && variable.find()) {
            literal(text.substring(done, variable.start()));
            String name = variable.group(1);
            pieces.add(
                    List.of("*", "?", "$").contains(name)
                            ? new Piece(Pattern.quote(name), null, null)
                            : new Piece(null, name, variable.group(2)));
            done = variable.end();
        }
        literal(text.substring(done));
        boolean isFixed = pieces.stream().allMatch(piece -> piece.regex != null);
        fixed = isFixed ? compile(null) : null;
    }

    boolean matches(String value, Access access) {
        Pattern pattern = fixed == null ? compile(access) : fixed;
        return pattern != null && pattern.matcher(value).matches();
    }

    /** Null when a variable has no value. */
    private Pattern compile(Access access) {
        StringBuilder regex = new StringBuilder();
        for (Piece piece : pieces) {
            if (piece.regex != null) {
                regex.append(piece.regex);
                continue;
            }
            List<String> values = access.values(piece.variable);
            String value = values.size() == 1 ? values.get(0) : piece.otherwise;
            if (value == null) {
                return null;
            }
            regex.append(Pattern.quote(value));
        }
        return Pattern.compile(regex.toString(), kind.flags | Pattern.DOTALL);
    }

    private void literal(String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean withinPart = kind.inParts && colons < COLONS_OF_AN_ARN;
            if (c == '*' && kind.wild) {
                regex.append(withinPart ? "[^:]*" : ".*");
            } else if (c == '?' && kind.wild) {
                regex.append(withinPart ? "[^:]" : ".");
            } else {
                colons += c == ':' ? 1 : 0;
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        pieces.add(new Piece(regex.toString(), null, null));
    }
}
