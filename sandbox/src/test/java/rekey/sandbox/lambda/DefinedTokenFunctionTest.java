package rekey.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import rekey.sandbox.Sandbox;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.lambda.LambdaClient;

/** The token function as a template defines it: it works with its role's policies, and with nothing else. */
class DefinedTokenFunctionTest {
    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",\
            "Principal":{"Service":"lambda.amazonaws.com"}}]}""";
    private static final String READ = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ssm:GetParameters",\
            "Resource":"arn:aws:ssm:us-east-1:123456789012:parameter/my-erp/*"}]}""";
    private static final String ROLE = "arn:aws:iam::123456789012:role/token";

    private final DeployedApplication application = new DeployedApplication();
    private final Sandbox sandbox = application.sandbox;
    private final LambdaClient lambda = LambdaClient.builder()
            .endpointOverride(sandbox.endpoint())
            .region(Region.of(Sandbox.REGION))
            .credentialsProvider(Sandbox.credentials())
            .httpClient(UrlConnectionHttpClient.create())
            .build();

    @BeforeEach
    void deploy() {
        sandbox.iam().putRole("token", LoopbackLambda.json(TRUST));
        sandbox.functions()
                .create(new FunctionDefinition(
                        "defined",
                        "rekey.token.TokenHandler::handleRequest",
                        ROLE,
                        Map.of("REKEY_APP", "my-erp"),
                        Duration.ofSeconds(30),
                        512,
                        Optional.empty()));
    }

    @AfterEach
    void close() {
        lambda.close();
        application.close();
    }

    private JsonNode ask() {
        return LoopbackLambda.read(lambda.invoke(request -> request.functionName("defined")));
    }

    @Test
    void givesTokensWhenItsRoleMayReadTheParameters() {
        sandbox.iam().attach(ROLE, "Read", LoopbackLambda.json(READ), "ReadPolicy");

        assertThat(ask().path("access_token").asText()).startsWith("Atza|");
    }

    @Test
    void isRefusedWhatNoPolicyOfItsRoleAllows() {
        assertThat(ask().path("errorType").asText()).isEqualTo("rekey.failure.AccessDenied");
    }
}
