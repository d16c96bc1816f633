package rekey.sandbox.lambda;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;

/**
 * How a function is called by its callers: a name, a partial or a full ARN, each with a qualifier or without
 * (<a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">name formats</a>).
 *
 * @param qualifier a version's number, {@code $LATEST} or an alias; empty when the function itself is meant, which is
 *     {@code $LATEST} with another ARN and so with other permissions
 */
record FunctionName(String region, String account, String function, Optional<String> qualifier) {
    static final String REGION = "us-east-1";
    static final String LATEST = "$LATEST";

    private static final Pattern FORMAT = Pattern.compile("(?:arn:aws:lambda:)?(?:([a-z]{2}(?:-[a-z]+)+-\\d):)?"
            + "(?:(\\d{12}):)?(?:function:)?([A-Za-z0-9_-]{1,140})(?::(\\$LATEST|[A-Za-z0-9_-]{1,128}))?");

    /**
     * Reads a name that came from a caller.
     *
     * @param here the region that is asked
     * @param asked the qualifier that was sent beside the name
     */
    static FunctionName of(String text, String here, Optional<String> asked) {
        Matcher parts = FORMAT.matcher(text);
        if (!parts.matches()) {
            throw AwsError.constraint(
                    "functionName",
                    "Member must be a function's name, its ARN or a part of it, with or without a qualifier");
        }
        Optional<String> own = Optional.ofNullable(parts.group(4));
        if (own.isPresent() && asked.isPresent() && !own.equals(asked)) {
            throw AwsError.refused(
                    "InvalidParameterValueException",
                    "The function's name has the qualifier " + own.get() + ", but Qualifier is " + asked.get() + ".");
        }
        return new FunctionName(
                Optional.ofNullable(parts.group(1)).orElse(here),
                Optional.ofNullable(parts.group(2)).orElse(AwsAccount.ID),
                parts.group(3),
                own.or(() -> asked));
    }

    /** Reads what is written in a template or a target: in the sandbox's own region when it names none. */
    static FunctionName of(String text) {
        return of(text, REGION, Optional.empty());
    }

    FunctionName qualified(String by) {
        return new FunctionName(region, account, function, Optional.of(by));
    }

    FunctionName unqualified() {
        return new FunctionName(region, account, function, Optional.empty());
    }

    /** Whether it can be one of this sandbox's functions. */
    boolean isHere() {
        return region.equals(REGION) && account.equals(AwsAccount.ID);
    }

    String arn() {
        return "arn:aws:lambda:" + region + ":" + account + ":function:" + resource();
    }

    /** {@code name} or {@code name:qualifier}, as metrics have it. */
    String resource() {
        return function + qualifier.map(by -> ":" + by).orElse("");
    }

    AwsError notFound() {
        return new AwsError(404, "ResourceNotFoundException", "Function not found: " + arn());
    }
}
