package rekey.cli.history;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rekey.deployment.DeployedNames;

/** Names that people know, for ARNs of who did something. */
record People(DeployedNames names) {
    private static final Pattern SESSION = Pattern.compile("arn:[^:]+:sts::\\d{12}:assumed-role/([^/]+)/(.+)");
    private static final Pattern USER = Pattern.compile("arn:[^:]+:iam::\\d{12}:user/(?:.*/)?([^/]+)");
    private static final Pattern ROOT = Pattern.compile("arn:[^:]+:iam::\\d{12}:root");

    /** The stack's own functions by what they are, sessions of roles as {@code role/session}, users by their names. */
    String name(String arn) {
        Matcher session = SESSION.matcher(arn);
        if (session.matches()) {
            return function(session.group(2), session.group(1) + "/" + session.group(2));
        }
        Matcher user = USER.matcher(arn);
        if (user.matches()) {
            return user.group(1);
        }
        return ROOT.matcher(arn).matches() ? "root" : arn;
    }

    /** Who wrote it and, where that is somebody else, for whom. */
    String names(Entry entry) {
        String writer = name(entry.user());
        boolean forSomebody = entry.by().startsWith("arn:") && !entry.by().equals(entry.user());
        return forSomebody ? "%s for %s".formatted(writer, name(entry.by())) : writer;
    }

    boolean isProvision(String arn) {
        return arn != null && arn.endsWith("/" + names.provisionFunction());
    }

    private String function(String session, String otherwise) {
        if (session.equals(names.rotationFunction())) {
            return "rotation";
        }
        if (session.equals(names.watchFunction())) {
            return "watch";
        }
        return session.equals(names.provisionFunction()) ? "stack" : otherwise;
    }
}
