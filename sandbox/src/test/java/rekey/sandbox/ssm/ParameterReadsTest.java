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
import software.amazon.awssdk.services.ssm.model.DeleteParametersResponse;
import software.amazon.awssdk.services.ssm.model.GetParametersResponse;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

class ParameterReadsTest {
    private static final String ARN = "arn:aws:ssm:us-east-1:123456789012:parameter";

    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    private final SsmClient ssm = aws.ssm;

    @Test
    void severalComeInAlphabeticalOrderWhateverWasAsked() {
        put("/my-erp/refreshToken", "/my-erp/lwa/clientsecret", "/my-erp/lwa/clientidentifier");
        GetParametersResponse answer = get(
                "/my-erp/lwa/clientsecret",
                "/my-erp/lwa/cliensecret",
                "/my-erp/refreshToken",
                "/my-erp/lwa/clientidentifier");
        assertThat(answer.parameters())
                .extracting(Parameter::name)
                .containsExactly("/my-erp/lwa/clientidentifier", "/my-erp/lwa/clientsecret", "/my-erp/refreshToken");
        assertThat(answer.invalidParameters()).containsExactly("/my-erp/lwa/cliensecret");
    }

    @Test
    void takesTenDifferentNames() {
        String[] names = IntStream.range(0, 11).mapToObj(i -> "/n" + i).toArray(String[]::new);
        assertThat(codeOf(() -> get(names))).isEqualTo("ValidationException");
        assertThat(get(Arrays.copyOf(names, 10)).invalidParameters()).hasSize(10);
        assertThat(codeOf(() -> get("/a", "/a"))).isEqualTo("ValidationException");
        assertThat(codeOf(() -> get())).isEqualTo("ValidationException");
    }

    @Test
    void takesSelectorsAndArns() {
        put("/my-erp/a", "/my-erp/a");
        ssm.labelParameterVersion(
                request -> request.name("/my-erp/a").parameterVersion(1L).labels("first"));
        for (String name : List.of("/my-erp/a:1", "/my-erp/a:first", ARN + "/my-erp/a:1", ARN + "/my-erp/a:first")) {
            assertThat(get(name).parameters())
                    .singleElement()
                    .extracting(Parameter::version)
                    .isEqualTo(1L);
        }
        assertThat(get(ARN + "/my-erp/a").parameters().get(0).version()).isEqualTo(2L);
        assertThat(get("/my-erp/a:3", "/my-erp/a:last", ARN.replace("us-east-1", "eu-west-1") + "/my-erp/a")
                        .invalidParameters())
                .hasSize(3);
    }

    @Test
    void stripsSpacesAroundANameAndRefusesThemInside() {
        put("/a");
        assertThat(ssm.getParameter(request -> request.name(" /a ")).parameter().name())
                .isEqualTo("/a");
        assertThat(codeOf(() -> ssm.getParameter(request -> request.name("/a b"))))
                .isEqualTo("ValidationException");
    }

    @Test
    void saysWhatItDoesNotFind() {
        assertThat(refusalOf(() -> ssm.getParameter(request -> request.name("/missing"))))
                .isInstanceOf(ParameterNotFoundException.class)
                .hasMessageContaining("/missing");
    }

    @Test
    void keepsRegionsApart() {
        put("/a");
        try (SsmClient elsewhere = aws.ssmIn("eu-west-1")) {
            assertThat(refusalOf(() -> elsewhere.getParameter(request -> request.name("/a"))))
                    .isInstanceOf(ParameterNotFoundException.class);
        }
    }

    @Test
    void deletesByName() {
        put("/a", "/b");
        ssm.deleteParameter(request -> request.name("/a"));
        assertThat(refusalOf(() -> ssm.deleteParameter(request -> request.name("/a"))))
                .isInstanceOf(ParameterNotFoundException.class);
        DeleteParametersResponse answer = ssm.deleteParameters(request -> request.names("/a", "/b"));
        assertThat(answer.deletedParameters()).containsExactly("/b");
        assertThat(answer.invalidParameters()).containsExactly("/a");
        put("/a");
        assertThat(ssm.getParameter(request -> request.name("/a")).parameter().version())
                .as("a name starts again at version 1")
                .isEqualTo(1);
    }

    private GetParametersResponse get(String... names) {
        return ssm.getParameters(request -> request.names(names));
    }

    private void put(String... names) {
        for (String name : names) {
            ssm.putParameter(request ->
                    request.name(name).value("value").type(ParameterType.STRING).overwrite(true));
        }
    }
}
