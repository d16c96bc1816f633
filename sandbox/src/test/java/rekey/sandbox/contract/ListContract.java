package rekey.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ssm.model.DescribeParametersResponse;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterStringFilter;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/** DescribeParameters: everything about parameters but their values. */
abstract class ListContract extends Contract {
    ListContract(BackEnd aws) {
        super(aws);
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void findsOneByItsExactName() {
        put("a", put -> {});
        put("ab", put -> {});
        assertThat(names("Name", "Equals", parameter("a"))).containsExactly(parameter("a"));
        assertThat(names("Name", "Equals", parameter("missing"))).isEmpty();
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void findsAllBelowAPath() {
        put("lwa/a", put -> {});
        put("lwa/b", put -> {});
        put("refreshToken", put -> {});
        put("refreshToken/A2EXAMPLE", put -> {});
        assertThat(names("Path", "Recursive", "/" + application))
                .containsExactlyInAnyOrder(
                        parameter("lwa/a"),
                        parameter("lwa/b"),
                        parameter("refreshToken"),
                        parameter("refreshToken/A2EXAMPLE"));
        assertThat(names("Path", "OneLevel", "/" + application)).containsExactly(parameter("refreshToken"));
        assertThat(names("Name", "BeginsWith", parameter("lwa/")))
                .containsExactlyInAnyOrder(parameter("lwa/a"), parameter("lwa/b"));
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void findsThoseUnderAKeyOrOfAType() {
        String key = newKey().arn();
        put("a", put -> put.keyId(key));
        put("b", put -> put.type(ParameterType.STRING));
        assertThat(names("KeyId", "Equals", key)).containsExactly(parameter("a"));
        assertThat(names("Type", "Equals", "String")).contains(parameter("b")).doesNotContain(parameter("a"));
    }

    @Test
    @Needs(Capability.TIER_FILTERS)
    void findsThoseOfATier() {
        put("a", put -> put.tier(ParameterTier.ADVANCED));
        put("b", put -> {});
        assertThat(names("Tier", "Equals", "Advanced")).contains(parameter("a")).doesNotContain(parameter("b"));
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void saysAllButTheValue() {
        String key = newKey().arn();
        put("a", put -> put.keyId(key).tier(ParameterTier.ADVANCED).description("what it is"));
        ParameterMetadata found = described("a");
        assertThat(found.type()).isEqualTo(ParameterType.SECURE_STRING);
        assertThat(found.tier()).isEqualTo(ParameterTier.ADVANCED);
        assertThat(found.keyId()).isEqualTo(key);
        assertThat(found.description()).isEqualTo("what it is");
        assertThat(found.version()).isEqualTo(1);
        assertThat(found.dataType()).isEqualTo("text");
        assertThat(found.policies()).isEmpty();
        assertThat(Duration.between(found.lastModifiedDate(), Instant.now()).abs())
                .isLessThan(Duration.ofMinutes(5));
    }

    @Test
    @Needs(Capability.LISTS_SHOW_ARNS)
    void showsTheArn() {
        put("a", put -> {});
        assertThat(described("a").arn()).matches("arn:aws:ssm:us-east-1:\\d{12}:parameter/" + application + "/a");
    }

    @Test
    @Needs(Capability.USERS_SHOWN)
    void saysWhoPutTheLatestVersion() {
        put("a", put -> {});
        assertThat(described("a").lastModifiedUser())
                .isEqualTo(aws.sts().getCallerIdentity().arn());
    }

    @Test
    @Needs(Capability.LISTS_IN_PAGES)
    void listsInPages() {
        put("a", put -> {});
        put("b", put -> {});
        put("c", put -> {});
        ParameterStringFilter below = filter("Path", "Recursive", "/" + application);
        DescribeParametersResponse first = aws.ssm()
                .describeParameters(request -> request.parameterFilters(below).maxResults(2));
        assertThat(first.parameters()).hasSize(2);
        Set<String> all =
                aws
                        .ssm()
                        .describeParametersPaginator(
                                request -> request.parameterFilters(below).maxResults(2))
                        .stream()
                        .flatMap(page -> page.parameters().stream())
                        .map(ParameterMetadata::name)
                        .collect(Collectors.toSet());
        assertThat(all).containsExactlyInAnyOrder(parameter("a"), parameter("b"), parameter("c"));
    }

    @Test
    @Needs(Capability.PARAMETERS)
    void refusesAFilterThatItDoesNotKnow() {
        assertThat(codeOf(() -> described("Colour", "Equals", "red"))).isIn("InvalidFilterKey", "ValidationException");
        assertThat(codeOf(() -> described("Name", "Recursive", "a")))
                .isIn("InvalidFilterOption", "ValidationException");
    }

    private void put(String name, Consumer<PutParameterRequest.Builder> more) {
        aws.ssm().putParameter(put -> {
            put.name(parameter(name)).value("hunter2").type(ParameterType.SECURE_STRING);
            more.accept(put);
        });
    }

    private List<String> names(String key, String option, String value) {
        return described(key, option, value).stream()
                .map(ParameterMetadata::name)
                .toList();
    }

    private List<ParameterMetadata> described(String key, String option, String value) {
        ParameterStringFilter filter = filter(key, option, value);
        return aws.ssm().describeParametersPaginator(request -> request.parameterFilters(filter)).stream()
                .flatMap(page -> page.parameters().stream())
                .toList();
    }
}
