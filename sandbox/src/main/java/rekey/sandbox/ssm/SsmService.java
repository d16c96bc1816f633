package rekey.sandbox.ssm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import rekey.sandbox.aws.AwsJsonService;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.kms.Kms;

/**
 * Parameter Store over the network: the operations on parameters of
 * <a href="https://docs.aws.amazon.com/systems-manager/latest/APIReference/Welcome.html">SSM's API</a>, with a store per
 * region. The default tier is Standard and only the data type {@code text} is known. Policies are checked, kept and shown
 * as pending; they do not act yet. Safe for use by several threads.
 */
public final class SsmService implements AwsJsonService {
    private final TreeMap<String, Function<AwsRequest, ObjectNode>> operations = new TreeMap<>();

    /**
     * @param clock dates the versions
     * @param kms encrypts and decrypts SecureStrings
     */
    public SsmService(Clock clock, Kms kms) {
        ParameterStores stores = new ParameterStores();
        SecureValues secure = new SecureValues(kms);
        ParameterReads reads = new ParameterReads(stores, secure);
        ParameterLists lists = new ParameterLists(stores, secure);
        ParameterDeletions deletions = new ParameterDeletions(stores);
        ParameterTags tags = new ParameterTags(stores);
        ParameterLabels labels = new ParameterLabels(stores);
        operations.putAll(Map.of(
                "PutParameter", new PutParameter(clock, stores, secure)::answer,
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
