package rekey.sandbox.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.codeOf;
import static rekey.sandbox.LoopbackAws.refusalOf;
import static rekey.sandbox.lambda.LoopbackLambda.echo;

import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.lambda.model.AliasConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionConfiguration;
import software.amazon.awssdk.services.lambda.model.FunctionVersion;
import software.amazon.awssdk.services.lambda.model.GetAliasResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionConfigurationResponse;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.State;

/** What the SDK reads about functions. */
class FunctionReadsTest {
    private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:echo";

    @AutoClose
    private final LoopbackLambda aws = new LoopbackLambda();

    @BeforeEach
    void deploy() {
        aws.functions.create(echo("echo", Map.of("STAGE", "first")));
        aws.functions.publishVersion("echo");
        aws.functions.putAlias("echo", "live", "1");
    }

    @Test
    void describesAFunction() {
        GetFunctionResponse function = aws.lambda.getFunction(request -> request.functionName("echo"));

        FunctionConfiguration configuration = function.configuration();
        assertThat(configuration.functionName()).isEqualTo("echo");
        assertThat(configuration.functionArn()).isEqualTo(ARN);
        assertThat(configuration.version()).isEqualTo("$LATEST");
        assertThat(configuration.role()).isEqualTo(LoopbackLambda.ROLE);
        assertThat(configuration.handler()).endsWith("EchoHandler::handleRequest");
        assertThat(configuration.runtimeAsString()).matches("java\\d+");
        assertThat(configuration.timeout()).isEqualTo(5);
        assertThat(configuration.memorySize()).isEqualTo(256);
        assertThat(configuration.state()).isEqualTo(State.ACTIVE);
        assertThat(configuration.environment().variables()).isEqualTo(Map.of("STAGE", "first"));
        assertThat(configuration.loggingConfig().logGroup()).isEqualTo("echo-log");
        assertThat(configuration.lastModified()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000");
        assertThat(function.code().location()).startsWith("file:").endsWith("test-classes/");
    }

    @Test
    void describesWhatAnAliasPointsTo() {
        aws.functions.create(echo("echo", Map.of("STAGE", "second")));

        GetFunctionConfigurationResponse live =
                aws.lambda.getFunctionConfiguration(request -> request.functionName("echo:live"));
        assertThat(live.version()).isEqualTo("1");
        assertThat(live.functionArn()).isEqualTo(ARN + ":live");
        assertThat(live.environment().variables()).isEqualTo(Map.of("STAGE", "first"));
        GetAliasResponse alias =
                aws.lambda.getAlias(request -> request.functionName(ARN).name("live"));
        assertThat(alias.aliasArn()).isEqualTo(ARN + ":live");
        assertThat(alias.name()).isEqualTo("live");
        assertThat(alias.functionVersion()).isEqualTo("1");
        assertThat(codeOf(() -> aws.lambda.getAlias(
                        request -> request.functionName("echo").name("blue"))))
                .isEqualTo("ResourceNotFoundException");
        assertThat(codeOf(() -> aws.lambda.getFunction(
                        request -> request.functionName("echo").qualifier("blue"))))
                .isEqualTo("ResourceNotFoundException");
    }

    @Test
    void listsVersionsAndAliases() {
        assertThat(aws.lambda
                        .listVersionsByFunction(request -> request.functionName("echo"))
                        .versions())
                .extracting(FunctionConfiguration::functionArn)
                .containsExactly(ARN + ":$LATEST", ARN + ":1");
        assertThat(aws.lambda
                        .listAliases(request -> request.functionName("echo"))
                        .aliases())
                .extracting(AliasConfiguration::name)
                .containsExactly("live");
        assertThat(aws.lambda
                        .listAliases(request -> request.functionName("echo").functionVersion("2"))
                        .aliases())
                .isEmpty();
    }

    @Test
    void listsFunctionsPageByPage() {
        for (int i = 0; i < 60; i++) {
            aws.functions.create(echo("other-" + (100 + i), Map.of()));
        }

        assertThat(aws.lambda.listFunctions().functions()).hasSize(50);
        assertThat(aws.lambda.listFunctionsPaginator().functions())
                .extracting(FunctionConfiguration::functionName)
                .hasSize(61)
                .doesNotHaveDuplicates();
        assertThat(aws.lambda.listFunctionsPaginator(request -> request.maxItems(7)).stream())
                .hasSize(9);
        assertThat(aws.lambda
                        .listFunctions(request -> request.functionVersion(FunctionVersion.ALL))
                        .functions())
                .extracting(FunctionConfiguration::functionArn)
                .startsWith(ARN + ":$LATEST", ARN + ":1");
        assertThat(codeOf(() -> aws.lambda.listFunctions(request -> request.maxItems(0))))
                .isEqualTo("ValidationException");
    }

    @Test
    void refusesByNameWhatItDoesNotDo() {
        assertThat(refusalOf(() -> aws.lambda.deleteFunction(request -> request.functionName("echo")))
                        .awsErrorDetails()
                        .errorMessage())
                .isEqualTo("The Rekey sandbox does not answer Lambda.DeleteFunction. Of Lambda, it answers GetAlias,"
                        + " GetFunction, GetFunctionConfiguration, GetPolicy, Invoke, ListAliases, ListFunctions,"
                        + " ListVersionsByFunction.");
        assertThat(refusalOf(() -> aws.lambda.listTags(request -> request.resource(ARN)))
                        .awsErrorDetails()
                        .errorMessage())
                .contains("does not answer Lambda.ListTags.");
        assertThat(refusalOf(() ->
                                aws.lambda.listProvisionedConcurrencyConfigs(request -> request.functionName("echo")))
                        .awsErrorDetails()
                        .errorMessage())
                .contains("does not answer Lambda.ListProvisionedConcurrencyConfigs.");
        assertThat(refusalOf(() -> aws.lambda.getAccountSettings())
                        .awsErrorDetails()
                        .errorMessage())
                .contains("does not answer Lambda.GetAccountSettings.");
    }

    @Test
    void countsEachOperationByItsName() {
        aws.invoke("echo", "{}");
        aws.lambda.listFunctions();
        codeOf(() -> aws.lambda.deleteFunction(request -> request.functionName("echo")));

        assertThat(aws.calls).containsExactly("Lambda.Invoke", "Lambda.ListFunctions", "Lambda.DeleteFunction");
    }
}
