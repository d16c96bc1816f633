package rekey.sandbox.sts;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import rekey.sandbox.aws.AwsQueryService;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.aws.AwsXml;
import rekey.sandbox.aws.Principal;
import rekey.sandbox.iam.GlobalKeys;

/**
 * <a href="https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html">GetCallerIdentity</a>: who the
 * caller is. It takes no right, and no policy can deny it. Safe for use by several threads.
 */
public final class StsService implements AwsQueryService {
    @Override
    public String name() {
        return "STS";
    }

    @Override
    public String version() {
        return "2011-06-15";
    }

    @Override
    public String namespace() {
        return "https://sts.amazonaws.com/doc/2011-06-15/";
    }

    @Override
    public SortedMap<String, Function<AwsRequest, Consumer<AwsXml>>> operations() {
        TreeMap<String, Function<AwsRequest, Consumer<AwsXml>>> operations = new TreeMap<>();
        operations.put("GetCallerIdentity", StsService::identity);
        return operations;
    }

    private static Consumer<AwsXml> identity(AwsRequest request) {
        Principal caller = request.caller().principal();
        return result -> result.text("Arn", caller.id())
                .text("UserId", GlobalKeys.userId(caller))
                .text("Account", caller.account());
    }
}
