package rekey.sandbox.ssm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.aws.AwsEvent;
import rekey.sandbox.aws.AwsJsonService;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.iam.Iam;
import rekey.sandbox.kms.Kms;

/**
 * Parameter Store over the network: the operations on parameters of
 * <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/Welcome.html">SSM's API</a>, with a store per
 * region. The default tier is Standard and only the data type {@code text} is known. Policies act once when their time
 * comes by the clock, and each change of a parameter is told as an event. Safe for use by several threads.
 */
public final class SsmService implements AwsJsonService {
    private final TreeMap<String, Function<AwsRequest, ObjectNode>> operations = new TreeMap<>();

    /**
     * @param clock dates the versions and has their policies act
     * @param kms encrypts and decrypts SecureStrings
     * @param iam says who may do what
     * @param events hears of changes and of what policies did, on the thread that did it; what it throws fails the call
     */
    public SsmService(SandboxClock clock, Kms kms, Iam iam, Consumer<AwsEvent> events) {
        ParameterAccess access = new ParameterAccess(iam);
        ParameterStores stores = new ParameterStores(clock, events);
        SecureValues secure = new SecureValues(kms);
        ParameterReads reads = new ParameterReads(stores, secure, access);
        ParameterLists lists = new ParameterLists(stores, secure, access);
        ParameterDeletions deletions = new ParameterDeletions(stores, access);
        ParameterTags tags = new ParameterTags(stores, access);
        ParameterLabels labels = new ParameterLabels(stores, access);
        operations.putAll(Map.of(
                "PutParameter", new PutParameter(clock, stores, secure, access)::answer,
                "GetParameter", reads::one,
                "GetParameters", reads::several,
                "GetParametersByPath", lists::byPath,
                "GetParameterHistory", lists::history,
                "DescribeParameters", lists::describe));
        operations.putAll(Map.of(
                "DeleteParameter", deletions::one,
                "DeleteParameters", deletions::several,
                "AddTagsToResource", tags::add,
                "RemoveTagsFromResource", tags::remove,
                "ListTagsForResource", tags::list,
                "LabelParameterVersion", labels::add,
                "UnlabelParameterVersion", labels::remove));
    }

    @Override
    public String targetPrefix() {
        return "AmazonSSM";
    }

    @Override
    public SortedMap<String, Function<AwsRequest, ObjectNode>> operations() {
        return Collections.unmodifiableSortedMap(operations);
    }
}
