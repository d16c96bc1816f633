package rekey.sandbox.stack;

import rekey.sandbox.Sandbox;
import rekey.sandbox.aws.AwsAccount;

/** What stands in a property {@code FunctionName}: a name, an ARN, or either with a version or an alias. */
final class FunctionName {
    /** The elements of a function's ARN. */
    private static final int NAME = 6;

    private FunctionName() {}

    /** The function's bare name. */
    static String of(Wanted wanted) {
        String given = wanted.properties().text("FunctionName");
        return given.startsWith("arn:") ? given.split(":", -1)[NAME] : given.split(":", -1)[0];
    }

    /** The ARN of what a name, which may have a version or an alias, names. */
    static String arn(String name) {
        return name.startsWith("arn:") ? name : AwsAccount.arn("lambda", Sandbox.REGION, "function:" + name);
    }
}
