package rekey.sandbox.ssm;

import java.util.List;
import java.util.Map;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.iam.Iam;

/**
 * Who may do what to which parameter (<a
 * href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html">actions, resources
 * and condition keys</a>). It is asked before a parameter is looked for, so that a refusal does not tell whether there is
 * one. Every method throws {@link AwsError} {@code AccessDeniedException} when the caller may not. Thread-safe.
 */
final class ParameterAccess {
    private static final String RECURSIVE = "ssm:Recursive";
    private static final String OVERWRITE = "ssm:Overwrite";

    private final Iam iam;

    ParameterAccess(Iam iam) {
        this.iam = iam;
    }

    /**
     * For what a request does to parameters. One that is not allowed refuses the whole call.
     *
     * @param names as readers may give them, with selectors and as ARNs: the right is on the parameter, whichever version
     */
    void check(AwsRequest request, List<String> names) {
        names.forEach(name -> checkPath(request, path(request, name)));
    }

    /** For what a request does to a parameter, or to all that are below a path: the right is on the path. */
    void checkPath(AwsRequest request, String path) {
        check(
                request,
                request.operation(),
                ParameterName.arn(request.region(), path),
                request.operation().equals("GetParametersByPath")
                        ? Map.of(RECURSIVE, Boolean.toString(request.members().flag("Recursive")))
                        : Map.of());
    }

    /** For what is about all parameters of the region. */
    void checkAll(AwsRequest request) {
        check(request, request.operation(), AwsAccount.arn("ssm", request.region(), "*"), Map.of());
    }

    void checkPut(AwsRequest request, PutRequest put) {
        String arn = ParameterName.arn(request.region(), put.name());
        check(request, "PutParameter", arn, Map.of(OVERWRITE, Boolean.toString(put.overwrite())));
        if (!put.tags().isEmpty()) {
            check(request, "AddTagsToResource", arn, Map.of());
        }
    }

    private void check(AwsRequest request, String operation, String arn, Map<String, String> conditions) {
        iam.check(request.caller(), "ssm:" + operation, arn, conditions);
    }

    /** A name that is none is not refused here: what it is read by does that, in its own words. */
    private static String path(AwsRequest request, String name) {
        try {
            return ParameterReference.of(name, request.region()).path();
        } catch (AwsError e) {
            return name;
        }
    }
}
