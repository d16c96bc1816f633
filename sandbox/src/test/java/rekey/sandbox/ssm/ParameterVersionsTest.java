package rekey.sandbox.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.codeOf;
import static rekey.sandbox.LoopbackAws.refusalOf;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import rekey.sandbox.LoopbackAws;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.GetParameterHistoryResponse;
import software.amazon.awssdk.services.ssm.model.LabelParameterVersionResponse;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterMaxVersionLimitExceededException;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.ParameterVersionLabelLimitExceededException;
import software.amazon.awssdk.services.ssm.model.ParameterVersionNotFoundException;
import software.amazon.awssdk.services.ssm.model.UnlabelParameterVersionResponse;

class ParameterVersionsTest {
    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    private final SsmClient ssm = aws.ssm;

    @Test
    void thePlainNameMeansTheLatestVersion() {
        putVersions(2);
        assertThat(value("/a")).isEqualTo("v2");
        assertThat(value("/a:1")).isEqualTo("v1");
        assertThat(ssm.getParameter(request -> request.name("/a:1")).parameter().selector())
                .isEqualTo(":1");
        assertThat(refusalOf(() -> value("/a:3"))).isInstanceOf(ParameterVersionNotFoundException.class);
    }

    @Test
    void aLabelIsOnOneVersionAndMoves() {
        putVersions(2);
        assertThat(label(1L, "current").parameterVersion()).isEqualTo(1);
        assertThat(value("/a:current")).isEqualTo("v1");
        label(null, "current");
        assertThat(value("/a:current")).isEqualTo("v2");
        assertThat(history()).extracting(ParameterHistory::labels).containsExactly(List.of(), List.of("current"));
        assertThat(refusalOf(() -> value("/a:previous"))).isInstanceOf(ParameterVersionNotFoundException.class);
    }

    @Test
    void aBadLabelComesBackAndTheGoodOnesStay() {
        putVersions(1);
        LabelParameterVersionResponse answer = label(1L, "ok", "1st", "awsOne", "SSM-two", "sp ace", "a.b-c_d");
        assertThat(answer.invalidLabels()).containsExactlyInAnyOrder("1st", "awsOne", "SSM-two", "sp ace");
        assertThat(history().get(0).labels()).containsExactlyInAnyOrder("ok", "a.b-c_d");
        assertThat(codeOf(() -> label(1L, "x".repeat(101)))).isEqualTo("ValidationException");
    }

    @Test
    void aVersionHasAtMostTenLabels() {
        putVersions(1);
        label(1L, IntStream.range(0, 10).mapToObj(i -> "label" + i).toArray(String[]::new));
        assertThat(refusalOf(() -> label(1L, "eleventh")))
                .isInstanceOf(ParameterVersionLabelLimitExceededException.class);
        assertThat(label(1L, "label3").invalidLabels()).isEmpty();
    }

    @Test
    void labelsNeedAVersionThatIsThere() {
        assertThat(refusalOf(() -> label(1L, "x"))).isInstanceOf(ParameterNotFoundException.class);
        putVersions(1);
        assertThat(refusalOf(() -> label(2L, "x"))).isInstanceOf(ParameterVersionNotFoundException.class);
    }

    @Test
    void takesLabelsOffAndSaysWhichWereNotThere() {
        putVersions(2);
        label(1L, "one", "two");
        UnlabelParameterVersionResponse answer = ssm.unlabelParameterVersion(
                request -> request.name("/a").parameterVersion(1L).labels("one", "three"));
        assertThat(answer.removedLabels()).containsExactly("one");
        assertThat(answer.invalidLabels()).containsExactly("three");
        assertThat(history().get(0).labels()).containsExactly("two");
        assertThat(codeOf(() -> ssm.unlabelParameterVersion(
                        request -> request.name("/a").parameterVersion(9L).labels("one"))))
                .isEqualTo("ParameterVersionNotFound");
    }

    @Test
    void keepsAHundredVersionsUnlessTheOldestIsLabelled() {
        putVersions(101);
        assertThat(history())
                .hasSize(100)
                .first()
                .extracting(ParameterHistory::version)
                .isEqualTo(2L);
        label(2L, "keep");
        assertThat(refusalOf(() -> putVersions(1)))
                .isInstanceOf(ParameterMaxVersionLimitExceededException.class)
                .hasMessageContaining("Version 2, the oldest version, can't be deleted");
        label(50L, "keep");
        putVersions(1);
        assertThat(history())
                .hasSize(100)
                .last()
                .extracting(ParameterHistory::version)
                .isEqualTo(102L);
    }

    @Test
    void historyComesInPagesOldestFirst() {
        putVersions(5);
        GetParameterHistoryResponse first =
                ssm.getParameterHistory(request -> request.name("/a").maxResults(2));
        assertThat(first.parameters()).extracting(ParameterHistory::value).containsExactly("v1", "v2");
        GetParameterHistoryResponse second = ssm.getParameterHistory(
                request -> request.name("/a").maxResults(4).nextToken(first.nextToken()));
        assertThat(second.parameters()).extracting(ParameterHistory::value).containsExactly("v3", "v4", "v5");
        assertThat(second.nextToken()).isNull();
        assertThat(codeOf(() ->
                        ssm.getParameterHistory(request -> request.name("/a").nextToken("nonsense"))))
                .isEqualTo("InvalidNextToken");
        assertThat(codeOf(() ->
                        ssm.getParameterHistory(request -> request.name("/a").maxResults(51))))
                .isEqualTo("ValidationException");
        assertThat(codeOf(() -> ssm.getParameterHistory(request -> request.name("/missing"))))
                .isEqualTo("ParameterNotFound");
    }

    private void putVersions(int count) {
        for (int i = 1; i <= count; i++) {
            String value = "v" + i;
            ssm.putParameter(request ->
                    request.name("/a").value(value).type(ParameterType.STRING).overwrite(true));
        }
    }

    private LabelParameterVersionResponse label(Long version, String... labels) {
        return ssm.labelParameterVersion(
                request -> request.name("/a").parameterVersion(version).labels(Arrays.asList(labels)));
    }

    private String value(String name) {
        return ssm.getParameter(request -> request.name(name)).parameter().value();
    }

    private List<ParameterHistory> history() {
        return ssm.getParameterHistoryPaginator(request -> request.name("/a")).stream()
                .flatMap(page -> page.parameters().stream())
                .toList();
    }
}
