package rekey.sandbox.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.codeOf;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import rekey.sandbox.LoopbackAws;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.ParametersFilter;
import software.amazon.awssdk.services.ssm.model.Tag;

class ParameterListsTest {
    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    private final SsmClient ssm = aws.ssm;

    private void putSome() {
        ssm.putParameter(request -> request.name("/erp/a/x").value("1").type(ParameterType.STRING));
        ssm.putParameter(request -> request.name("/erp/a/b/y")
                .value("2")
                .type(ParameterType.STRING)
                .tier(ParameterTier.ADVANCED)
                .tags(Tag.builder().key("team").value("erp").build()));
        ssm.putParameter(request -> request.name("/erp/s").value("3").type(ParameterType.SECURE_STRING));
        ssm.putParameter(request -> request.name("plain").value("4").type(ParameterType.STRING_LIST));
        ssm.labelParameterVersion(request -> request.name("/erp/a/x").labels("current"));
    }

    @Test
    void describesInTheOrderOfTheNamesWithoutValues() {
        putSome();
        assertThat(described()).containsExactly("/erp/a/b/y", "/erp/a/x", "/erp/s", "plain");
        assertThat(ssm.describeParameters().parameters())
                .extracting(ParameterMetadata::keyId)
                .containsExactly(null, null, "alias/aws/ssm", null);
    }

    @Test
    void filtersByEveryKey() {
        putSome();
        assertThat(described(filter("Name", null, "/erp/s"))).containsExactly("/erp/s");
        assertThat(described(filter("Name", "BeginsWith", "/erp/a", "pl")))
                .containsExactly("/erp/a/b/y", "/erp/a/x", "plain");
        assertThat(described(filter("Name", "Contains", "/b/"))).containsExactly("/erp/a/b/y");
        assertThat(described(filter("Type", null, "SecureString", "StringList")))
                .containsExactly("/erp/s", "plain");
        assertThat(described(filter("KeyId", null, "alias/aws/ssm"))).containsExactly("/erp/s");
        assertThat(described(filter("Tier", null, "Advanced"))).containsExactly("/erp/a/b/y");
        assertThat(described(filter("DataType", null, "text"))).hasSize(4);
        assertThat(described(filter("Path", null, "/erp/a"))).containsExactly("/erp/a/x");
        assertThat(described(filter("Path", "Recursive", "/erp/a"))).containsExactly("/erp/a/b/y", "/erp/a/x");
        assertThat(described(filter("tag:team", null, "erp"))).containsExactly("/erp/a/b/y");
        assertThat(described(filter("tag:team", null))).containsExactly("/erp/a/b/y");
        assertThat(described(filter("tag:team", null, "other"))).isEmpty();
    }

    @Test
    void aParameterMustPassAllFilters() {
        putSome();
        assertThat(described(filter("Path", "Recursive", "/erp"), filter("Type", null, "String")))
                .containsExactly("/erp/a/b/y", "/erp/a/x");
    }

    @Test
    void refusesFiltersByName() {
        assertThat(codeOf(() -> described(filter("Label", null, "x")))).isEqualTo("InvalidFilterKey");
        assertThat(codeOf(() -> described(filter("Colour", null, "x")))).isEqualTo("ValidationException");
        assertThat(codeOf(() -> described(filter("Type", "Contains", "x")))).isEqualTo("InvalidFilterOption");
        assertThat(codeOf(() -> described(filter("Path", "Equals", "/x")))).isEqualTo("InvalidFilterOption");
        assertThat(codeOf(() -> described(filter("Name", null)))).isEqualTo("InvalidFilterValue");
        assertThat(codeOf(() -> described(filter("Path", null, "x")))).isEqualTo("ValidationException");
        assertThat(codeOf(() -> described(filter("Name", null, "x"), filter("Name", null, "y"))))
                .isEqualTo("InvalidFilterKey");
        assertThat(codeOf(() -> ssm.getParametersByPath(
                        request -> request.path("/erp").parameterFilters(filter("Name", null, "x")))))
                .isEqualTo("InvalidFilterKey");
    }

    @Test
    void knowsTheFiltersThatCameFirst() {
        putSome();
        ParametersFilter byName =
                ParametersFilter.builder().key("Name").values("/erp/a").build();
        assertThat(ssm.describeParameters(request -> request.filters(byName)).parameters())
                .extracting(ParameterMetadata::name)
                .containsExactly("/erp/a/b/y", "/erp/a/x");
        assertThat(codeOf(() -> ssm.describeParameters(
                        request -> request.filters(byName).parameterFilters(filter("Name", null, "x")))))
                .isEqualTo("ValidationException");
    }

    @Test
    void pagesHoldTheirPlaceWhileParametersComeAndGo() {
        putSome();
        DescribeParametersResponse first = ssm.describeParameters(request -> request.maxResults(2));
        assertThat(first.parameters()).hasSize(2);
        ssm.deleteParameter(request -> request.name("/erp/a/b/y"));
        assertThat(ssm.describeParameters(request -> request.nextToken(first.nextToken()))
                        .parameters())
                .extracting(ParameterMetadata::name)
                .containsExactly("/erp/s", "plain");
        assertThat(codeOf(() -> ssm.describeParameters(request -> request.nextToken("bm9uc2Vuc2U"))))
                .isEqualTo("InvalidNextToken");
        assertThat(codeOf(() -> ssm.describeParameters(request -> request.maxResults(51))))
                .isEqualTo("ValidationException");
    }

    @Test
    void readsWhatIsBelowAPath() {
        putSome();
        assertThat(below("/erp", false)).containsExactly("3");
        assertThat(below("/erp/", true)).containsExactly("2", "1", "3");
        assertThat(below("/erp/a", false)).containsExactly("1");
        assertThat(below("/", false)).containsExactly("4");
        assertThat(below("/er", true)).isEmpty();
        assertThat(codeOf(() -> below("erp", true))).isEqualTo("ValidationException");
        assertThat(ssm.getParametersByPath(request ->
                                request.path("/erp").recursive(true).parameterFilters(filter("Label", null, "current")))
                        .parameters())
                .extracting(Parameter::name)
                .containsExactly("/erp/a/x");
    }

    @Test
    void readsTenByPathAtATime() {
        IntStream.range(0, 12)
                .forEach(i -> ssm.putParameter(
                        request -> request.name("/many/" + i).value("v").type(ParameterType.STRING)));
        assertThat(ssm.getParametersByPath(request -> request.path("/many")).parameters())
                .hasSize(10);
        assertThat(below("/many", false)).hasSize(12);
        assertThat(codeOf(() ->
                        ssm.getParametersByPath(request -> request.path("/many").maxResults(11))))
                .isEqualTo("ValidationException");
    }

    private List<String> below(String path, boolean recursive) {
        return ssm
                .getParametersByPathPaginator(
                        request -> request.path(path).recursive(recursive).withDecryption(true))
                .stream()
                .flatMap(page -> page.parameters().stream())
                .map(Parameter::value)
                .toList();
    }

    private List<String> described(ParameterStringFilter... filters) {
        return ssm.describeParameters(request -> request.parameterFilters(filters)).parameters().stream()
                .map(ParameterMetadata::name)
                .toList();
    }

    private static ParameterStringFilter filter(String key, String option, String... values) {
        ParameterStringFilter.Builder filter =
                ParameterStringFilter.builder().key(key).option(option);
        return values.length == 0 ? filter.build() : filter.values(values).build();
    }
}
