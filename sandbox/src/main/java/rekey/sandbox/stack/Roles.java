package rekey.sandbox.stack;

import java.util.ArrayList;
import java.util.List;
import rekey.sandbox.aws.AwsAccount;

/** Principals by their ARNs. */
final class Roles {
    private Roles() {}

    /** Of a role with the path {@code /}. */
    static String arn(String role) {
        return "arn:aws:iam::" + AwsAccount.ID + ":role/" + role;
    }

    /** Those that a policy names in its properties {@code Roles} and {@code Users}. */
    static List<String> principals(Wanted policy) {
        List<String> principals = new ArrayList<>();
        policy.properties().texts("Roles").forEach(role -> principals.add(arn(role)));
        for (String user : policy.properties().texts("Users")) {
            principals.add("arn:aws:iam::" + AwsAccount.ID + ":user/" + user);
        }
        return principals;
    }
}
