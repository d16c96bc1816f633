package rekey.sandbox.contract.shape;

import static rekey.sandbox.contract.shape.Tour.refused;

import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.ParametersFilter;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;
import software.amazon.awssdk.services.ssm.model.Tag;

/** Parameter Store. */
final class ParameterStops {
    private static final String POLICY =
            "{\"Type\":\"NoChangeNotification\",\"Version\":\"1.0\",\"Attributes\":{\"After\":\"150\",\"Unit\":\"Days\"}}";
    private static final Tag TAG = Tag.builder().key("team").value("erp").build();

    private final Tour tour;
    private final SsmClient ssm;
    private final KmsClient kms;

    ParameterStops(Tour tour) {
        this.tour = tour;
        ssm = tour.client(SsmClient::builder);
        kms = tour.client(KmsClient::builder);
    }

    void addTo(Map<String, Runnable> stops) {
        stops.put("AmazonSSM.PutParameter", this::put);
        stops.put("AmazonSSM.GetParameter", this::get);
        stops.put("AmazonSSM.GetParameters", this::getSeveral);
        stops.put("AmazonSSM.GetParametersByPath", this::getByPath);
        stops.put("AmazonSSM.GetParameterHistory", this::history);
        stops.put("AmazonSSM.DescribeParameters", this::describe);
        stops.put("AmazonSSM.DeleteParameter", this::delete);
        stops.put("AmazonSSM.DeleteParameters", this::deleteSeveral);
        stops.put("AmazonSSM.LabelParameterVersion", this::label);
        stops.put("AmazonSSM.UnlabelParameterVersion", this::unlabel);
        stops.put("AmazonSSM.AddTagsToResource", this::addTags);
        stops.put("AmazonSSM.RemoveTagsFromResource", this::removeTags);
        stops.put("AmazonSSM.ListTagsForResource", this::listTags);
    }

    private void put() {
        String key = kms.createKey().keyMetadata().arn();
        String name = "/" + tour.newName() + "/a";
        Consumer<PutParameterRequest.Builder> all = put -> put.name(name)
                .value("hunter2")
                .type(ParameterType.SECURE_STRING)
                .keyId(key)
                .tier(ParameterTier.ADVANCED)
                .policies("[" + POLICY + "]")
                .description("what it is")
                .allowedPattern("[a-z0-9]+")
                .dataType("text")
                .tags(TAG);
        ssm.putParameter(all);
        refused(() -> ssm.putParameter(all));
        refused(() -> newParameter(put -> put.keyId("alias/none")));
        refused(() -> newParameter(put -> put.policies("[" + POLICY + "]")));
        refused(() -> newParameter(put -> put.policies("[{\"Type\":\"Other\"}]").tier(ParameterTier.ADVANCED)));
        refused(() -> newParameter(
                put -> put.policies("[" + POLICY.replace("Days", "Years") + "]").tier(ParameterTier.ADVANCED)));
        refused(() -> newParameter(put ->
                put.policies("[" + (POLICY + ",").repeat(10) + POLICY + "]").tier(ParameterTier.ADVANCED)));
        refused(() -> newParameter(put -> put.allowedPattern("[0-9]+")));
        refused(() -> newParameter(put -> put.allowedPattern("[")));
        refused(() -> newParameter(put -> put.name("/a".repeat(16))));
        refused(() -> newParameter(put -> put.name("/aws/a")));
        refused(() ->
                newParameter(put -> put.name(name).type(ParameterType.STRING).overwrite(true)));
        fullHistory();
    }

    private void fullHistory() {
        String name = newParameter(put -> {});
        ssm.labelParameterVersion(request -> request.name(name).labels("kept"));
        for (int i = 1; i < 100; i++) {
            newParameter(put -> put.name(name).overwrite(true));
        }
        refused(() -> newParameter(put -> put.name(name).overwrite(true)));
    }

    private void get() {
        String name = newParameter(put -> {});
        ssm.getParameter(request -> request.name(name).withDecryption(true));
        ssm.getParameter(request -> request.name(name + ":1"));
        refused(() -> ssm.getParameter(request -> request.name(name + "2")));
        refused(() -> ssm.getParameter(request -> request.name(name + ":2")));
        refused(() ->
                ssm.getParameter(request -> request.name(underDisabledKey()).withDecryption(true)));
    }

    private void getSeveral() {
        String name = newParameter(put -> put.type(ParameterType.STRING));
        ssm.getParameters(request -> request.names(name, name + "2").withDecryption(true));
        refused(() ->
                ssm.getParameters(request -> request.names(underDisabledKey()).withDecryption(true)));
    }

    private void getByPath() {
        String name = newParameter(put -> {});
        String path = name.substring(0, name.lastIndexOf('/'));
        ssm.getParametersByPath(request ->
                request.path(path).recursive(true).withDecryption(true).maxResults(1));
        ssm.getParametersByPath(request -> request.path(path).parameterFilters(filter("Type", "SecureString")));
        refused(() -> ssm.getParametersByPath(request -> request.path(path).parameterFilters(filter("Name", "a"))));
        refused(() -> ssm.getParametersByPath(request -> request.path(path).nextToken("none")));
    }

    private void history() {
        String name = newParameter(put -> put.tier(ParameterTier.ADVANCED).policies("[" + POLICY + "]"));
        ssm.labelParameterVersion(request -> request.name(name).labels("kept"));
        newParameter(put -> put.name(name).tier(ParameterTier.ADVANCED).overwrite(true));
        String next = ssm.getParameterHistory(
                        request -> request.name(name).withDecryption(true).maxResults(1))
                .nextToken();
        ssm.getParameterHistory(request -> request.name(name).nextToken(next));
        refused(() -> ssm.getParameterHistory(request -> request.name(name + "2")));
        refused(() -> ssm.getParameterHistory(request -> request.name(name).nextToken("none")));
        refused(() -> ssm.getParameterHistory(
                request -> request.name(underDisabledKey()).withDecryption(true)));
    }

    private void describe() {
        String name = newParameter(put -> put.tier(ParameterTier.ADVANCED)
                .policies("[" + POLICY + "]")
                .description("what it is")
                .allowedPattern(".*"));
        newParameter(put -> {});
        ssm.describeParameters(
                request -> request.parameterFilters(filter("Name", name)).maxResults(10));
        String next = ssm.describeParameters(request -> request.maxResults(1)).nextToken();
        ssm.describeParameters(request -> request.nextToken(next));
        ssm.describeParameters(request -> request.filters(
                ParametersFilter.builder().key("Type").values("SecureString").build()));
        refused(() -> ssm.describeParameters(request -> request.parameterFilters(filter("Label", "a"))));
        refused(() -> ssm.describeParameters(request -> request.nextToken("none")));
        refused(() -> ssm.describeParameters(request -> request.parameterFilters(ParameterStringFilter.builder()
                .key("Name")
                .option("Recursive")
                .values("a")
                .build())));
        refused(() -> ssm.describeParameters(request -> request.parameterFilters(
                ParameterStringFilter.builder().key("Name").build())));
    }

    private void delete() {
        String name = newParameter(put -> {});
        ssm.deleteParameter(request -> request.name(name));
        refused(() -> ssm.deleteParameter(request -> request.name(name)));
    }

    private void deleteSeveral() {
        String name = newParameter(put -> {});
        ssm.deleteParameters(request -> request.names(name, name + "2"));
    }

    private void label() {
        String name = newParameter(put -> {});
        ssm.labelParameterVersion(request ->
                request.name(name).parameterVersion(1L).labels("a", "b", "c", "d", "e", "f", "g", "h", "i", "aws"));
        refused(() -> ssm.labelParameterVersion(request -> request.name(name).labels("j", "k")));
        refused(() -> ssm.labelParameterVersion(
                request -> request.name(name).parameterVersion(2L).labels("j")));
        refused(() ->
                ssm.labelParameterVersion(request -> request.name(name + "2").labels("j")));
    }

    private void unlabel() {
        String name = newParameter(put -> {});
        ssm.labelParameterVersion(request -> request.name(name).labels("a"));
        ssm.unlabelParameterVersion(
                request -> request.name(name).parameterVersion(1L).labels("a", "b"));
        refused(() -> ssm.unlabelParameterVersion(
                request -> request.name(name).parameterVersion(2L).labels("a")));
        refused(() -> ssm.unlabelParameterVersion(
                request -> request.name(name + "2").parameterVersion(1L).labels("a")));
    }

    private void addTags() {
        String name = newParameter(put -> {});
        ssm.addTagsToResource(request -> request.resourceType(ResourceTypeForTagging.PARAMETER)
                .resourceId(name)
                .tags(TAG));
        refused(() -> ssm.addTagsToResource(request -> request.resourceType(ResourceTypeForTagging.PARAMETER)
                .resourceId(name + "2")
                .tags(TAG)));
    }

    private void removeTags() {
        String name = newParameter(put -> put.tags(TAG));
        ssm.removeTagsFromResource(request -> request.resourceType(ResourceTypeForTagging.PARAMETER)
                .resourceId(name)
                .tagKeys("team"));
        refused(() -> ssm.removeTagsFromResource(request -> request.resourceType(ResourceTypeForTagging.PARAMETER)
                .resourceId(name + "2")
                .tagKeys("team")));
    }

    private void listTags() {
        String name = newParameter(put -> put.tags(TAG));
        ssm.listTagsForResource(request ->
                request.resourceType(ResourceTypeForTagging.PARAMETER).resourceId(name));
        refused(() -> ssm.listTagsForResource(request ->
                request.resourceType(ResourceTypeForTagging.PARAMETER).resourceId(name + "2")));
    }

    private String underDisabledKey() {
        String key = kms.createKey().keyMetadata().keyId();
        String name = newParameter(put -> put.keyId(key));
        kms.disableKey(request -> request.keyId(key));
        return name;
    }

    /** Returns its name. */
    private String newParameter(Consumer<PutParameterRequest.Builder> more) {
        PutParameterRequest.Builder put = PutParameterRequest.builder()
                .name("/" + tour.newName() + "/a")
                .value("hunter2")
                .type(ParameterType.SECURE_STRING);
        more.accept(put);
        PutParameterRequest request = put.build();
        ssm.putParameter(request);
        return request.name();
    }

    private static ParameterStringFilter filter(String key, String value) {
        return ParameterStringFilter.builder()
                .key(key)
                .option("Equals")
                .values(value)
                .build();
    }
}
