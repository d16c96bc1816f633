package rekey.sandbox.ssm;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.codeOf;
import static rekey.sandbox.LoopbackAws.refusalOf;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import rekey.sandbox.LoopbackAws;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.Principal;
import rekey.sandbox.iam.Grant;
import rekey.sandbox.iam.Policies;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;
import software.amazon.awssdk.services.ssm.model.ResourceTypeForTagging;
import software.amazon.awssdk.services.ssm.model.Tag;

/** What a role may do to parameters and, through Parameter Store, with their key. */
class ParameterAccessTest {
    private static final String ELSEWHERE = "/other/thing";

    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    private final String key = aws.kms.createKey().keyMetadata().arn();
    private final String session =
            aws.iam().issueKey(new Principal.RoleSession(AwsAccount.ID, TokenRole.NAME, "my-erp-token"));

    @AutoClose
    private final SsmClient ssm = aws.as(session, SsmClient.builder().httpClient(UrlConnectionHttpClient.create()));

    @AutoClose
    private final KmsClient kms = aws.as(session, KmsClient.builder().httpClient(UrlConnectionHttpClient.create()));

    @Test
    void theTokenFunctionReadsItsParametersAndNothingElse() {
        giveTokenRole();
        Stream.concat(TokenRole.PARAMETERS.stream(), Stream.of(ELSEWHERE)).forEach(name -> put(name, key));

        assertThat(read(TokenRole.PARAMETERS)).containsExactlyElementsOf(TokenRole.PARAMETERS);
        assertThat(refusalOf(() -> read(List.of(TokenRole.PARAMETERS.get(0), ELSEWHERE)))
                        .awsErrorDetails()
                        .errorMessage())
                .isEqualTo(
                        "User: arn:aws:sts::123456789012:assumed-role/my-erp-token-role/my-erp-token is not authorized"
                                + " to perform: ssm:GetParameters on resource: " + TokenRole.arn(ELSEWHERE)
                                + " because no identity-based policy allows the ssm:GetParameters action");
        assertThat(codeOf(() -> ssm.getParameter(
                        request -> request.name(TokenRole.PARAMETERS.get(0)).withDecryption(true))))
                .isEqualTo("AccessDeniedException");
        assertThat(aws.iam().unusedGrants())
                .extracting(Grant::toString)
                .containsExactly(
                        "TokenPolicy, statement 1: logs:CreateLogStream on"
                                + " arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/my-erp-token:*",
                        "TokenPolicy, statement 1: logs:PutLogEvents on"
                                + " arn:aws:logs:us-east-1:123456789012:log-group:/aws/lambda/my-erp-token:*");
    }

    @Test
    void aParameterThatNobodyReadsIsAnUnusedGrantAndAnUnusedValue() {
        giveTokenRole();
        TokenRole.PARAMETERS.forEach(name -> put(name, key));
        read(TokenRole.PARAMETERS.subList(0, 2));

        String last = TokenRole.arn(TokenRole.PARAMETERS.get(2));
        assertThat(aws.iam().unusedGrants())
                .extracting(Grant::toString)
                .contains(
                        "TokenPolicy, statement 2: ssm:GetParameters on " + last,
                        "TokenPolicy, statement 3: kms:Decrypt on " + key
                                + " where kms:EncryptionContext:PARAMETER_ARN " + last)
                .hasSize(4);
    }

    @Test
    void theKeyIsForParameterStoreOnly() {
        giveTokenRole();
        Map<String, String> context = Map.of("PARAMETER_ARN", TokenRole.arn(TokenRole.PARAMETERS.get(0)));
        SdkBytes blob = aws.kms
                .encrypt(request -> request.keyId(key)
                        .plaintext(SdkBytes.fromUtf8String("hunter2"))
                        .encryptionContext(context))
                .ciphertextBlob();

        assertThat(refusalOf(() ->
                        kms.decrypt(request -> request.ciphertextBlob(blob).encryptionContext(context))))
                .hasMessageContaining("is not authorized to perform: kms:Decrypt on resource: " + key
                        + " because no identity-based policy allows the kms:Decrypt action");
        assertThat(aws.kms
                        .decrypt(request -> request.ciphertextBlob(blob).encryptionContext(context))
                        .plaintext()
                        .asUtf8String())
                .isEqualTo("hunter2");
    }

    @Test
    void theKeyIsForTheNamedParametersOnly() {
        giveTokenRole();
        aws.iam().attach(TokenRole.ARN, "more", allow("'ssm:GetParameters'", TokenRole.arn(ELSEWHERE)), "More");
        put(ELSEWHERE, key);

        assertThat(refusalOf(() -> read(List.of(ELSEWHERE))).awsErrorDetails())
                .satisfies(error -> assertThat(error.errorCode()).isEqualTo("AccessDeniedException"))
                .satisfies(error -> assertThat(error.errorMessage())
                        .contains("is not authorized to perform: kms:Decrypt on resource: " + key + " because")
                        .endsWith("(Service: AWSKMS; Status Code: 400; Error Code: AccessDeniedException)"));
        assertThat(ssm.getParameters(request -> request.names(ELSEWHERE)).parameters())
                .as("without decryption nothing is asked of the key")
                .hasSize(1);
    }

    @Test
    void theKeyOfAwsIsOpenThroughParameterStoreToWhoeverMayReadTheParameter() {
        aws.iam().attach(TokenRole.ARN, "p", allow("'ssm:*'", "*"), "All");
        put(ELSEWHERE, "alias/aws/ssm");

        assertThat(read(List.of(ELSEWHERE))).containsExactly(ELSEWHERE);
        assertThat(codeOf(() -> aws.kms.encrypt(
                        request -> request.keyId("alias/aws/ssm").plaintext(SdkBytes.fromUtf8String("hunter2")))))
                .as("even an administrator cannot use it directly")
                .isEqualTo("AccessDeniedException");
    }

    @ParameterizedTest
    @CsvSource({"STANDARD, kms:Encrypt", "ADVANCED, kms:GenerateDataKey"})
    void writingNeedsTheRightThatTheTierTakes(ParameterTier tier, String action) {
        aws.iam().attach(TokenRole.ARN, "p", allow("'ssm:PutParameter'", "*"), "Writes");
        PutParameterRequest put = PutParameterRequest.builder()
                .name(ELSEWHERE)
                .value("hunter2")
                .type(ParameterType.SECURE_STRING)
                .tier(tier)
                .keyId(key)
                .build();

        assertThat(refusalOf(() -> ssm.putParameter(put)))
                .hasMessageContaining("is not authorized to perform: " + action + " on resource: " + key)
                .hasMessageNotContaining("hunter2");
        assertThat(aws.ssm.describeParameters().parameters()).isEmpty();
        aws.iam().attach(TokenRole.ARN, "q", allow("'" + action + "'", key), "Key");
        assertThat(ssm.putParameter(put).version()).isEqualTo(1);
    }

    @Test
    void selectorsAndArnsTakeTheRightOnTheParameterItself() {
        giveTokenRole();
        String name = TokenRole.PARAMETERS.get(0);
        put(name, key);
        aws.ssm.labelParameterVersion(request -> request.name(name).labels("good"));

        for (String given :
                List.of(name, name + ":1", name + ":good", TokenRole.arn(name), TokenRole.arn(name) + ":1")) {
            assertThat(read(List.of(given))).as(given).containsExactly(name);
        }
        assertThat(codeOf(() -> read(List.of(ELSEWHERE + ":1")))).isEqualTo("AccessDeniedException");
    }

    @Test
    void aRefusalDoesNotTellWhetherThereIsSuchAParameter() {
        String before =
                refusalOf(() -> read(List.of(ELSEWHERE))).awsErrorDetails().errorMessage();
        put(ELSEWHERE, key);

        assertThat(refusalOf(() -> read(List.of(ELSEWHERE))).awsErrorDetails().errorMessage())
                .isEqualTo(before);
        assertThat(before).contains("ssm:GetParameters");
    }

    @ParameterizedTest
    @MethodSource("operations")
    void eachOperationTakesItsRight(String action, String resource, Consumer<SsmClient> operation) {
        aws.ssm.putParameter(request -> request.name(ELSEWHERE).value("x").type(ParameterType.STRING));
        ThrowingCallable call = () -> operation.accept(ssm);

        assertThat(refusalOf(call).awsErrorDetails().errorMessage())
                .contains("is not authorized to perform: " + action + " on resource: " + resource + " because");
        aws.iam().attach(TokenRole.ARN, "p", allow("'" + action + "'", resource), "One");
        operation.accept(ssm);
        assertThat(aws.iam().unusedGrants()).isEmpty();
    }

    static Stream<Arguments> operations() {
        String thing = TokenRole.arn(ELSEWHERE);
        return Stream.of(
                operation("GetParameter", thing, ssm -> ssm.getParameter(request -> request.name(ELSEWHERE))),
                operation("GetParameters", thing, ssm -> ssm.getParameters(request -> request.names(ELSEWHERE))),
                operation(
                        "GetParametersByPath",
                        TokenRole.arn("/other"),
                        ssm -> ssm.getParametersByPath(request -> request.path("/other"))),
                operation(
                        "GetParameterHistory",
                        thing,
                        ssm -> ssm.getParameterHistory(request -> request.name(ELSEWHERE))),
                operation(
                        "DescribeParameters", "arn:aws:ssm:us-east-1:123456789012:*", ssm -> ssm.describeParameters()),
                operation(
                        "PutParameter",
                        thing,
                        ssm -> ssm.putParameter(
                                request -> request.name(ELSEWHERE).value("y").overwrite(true))),
                operation("DeleteParameter", thing, ssm -> ssm.deleteParameter(request -> request.name(ELSEWHERE))),
                operation("DeleteParameters", thing, ssm -> ssm.deleteParameters(request -> request.names(ELSEWHERE))),
                operation(
                        "LabelParameterVersion",
                        thing,
                        ssm -> ssm.labelParameterVersion(
                                request -> request.name(ELSEWHERE).labels("good"))),
                operation(
                        "UnlabelParameterVersion",
                        thing,
                        ssm -> ssm.unlabelParameterVersion(request ->
                                request.name(ELSEWHERE).parameterVersion(1L).labels("good"))),
                operation(
                        "AddTagsToResource",
                        thing,
                        ssm -> ssm.addTagsToResource(request -> request.resourceType(ResourceTypeForTagging.PARAMETER)
                                .resourceId(ELSEWHERE)
                                .tags(tag()))),
                operation(
                        "RemoveTagsFromResource",
                        thing,
                        ssm -> ssm.removeTagsFromResource(
                                request -> request.resourceType(ResourceTypeForTagging.PARAMETER)
                                        .resourceId(ELSEWHERE)
                                        .tagKeys("a"))),
                operation(
                        "ListTagsForResource",
                        thing,
                        ssm -> ssm.listTagsForResource(request -> request.resourceType(ResourceTypeForTagging.PARAMETER)
                                .resourceId(ELSEWHERE))));
    }

    private static Arguments operation(String operation, String resource, Consumer<SsmClient> call) {
        return Arguments.of("ssm:" + operation, resource, call);
    }

    @Test
    void tagsOfANewParameterTakeARightOfTheirOwn() {
        aws.iam().attach(TokenRole.ARN, "p", allow("'ssm:PutParameter'", "*"), "Put");
        PutParameterRequest put = PutParameterRequest.builder()
                .name(ELSEWHERE)
                .value("x")
                .type(ParameterType.STRING)
                .tags(tag())
                .build();

        assertThat(refusalOf(() -> ssm.putParameter(put))).hasMessageContaining("ssm:AddTagsToResource");
        aws.iam().attach(TokenRole.ARN, "p", allow("['ssm:PutParameter','ssm:AddTagsToResource']", "*"), "Put");
        ssm.putParameter(put);
    }

    @Test
    void aDenyOfCallsInTheClearRefusesThem() {
        aws.iam()
                .attach(
                        TokenRole.ARN,
                        "p",
                        Policies.of(
                                "{'Effect':'Allow','Action':'ssm:*','Resource':'*'}",
                                "{'Effect':'Deny','Action':'*','Resource':'*',"
                                        + "'Condition':{'Bool':{'aws:SecureTransport':'false'}}}"),
                        "SecureOnly");
        ssm.describeParameters();

        assertThat(refusalOf(() -> ssm.describeParameters(request ->
                        request.overrideConfiguration(override -> override.putHeader("X-Forwarded-Proto", "http")))))
                .hasMessageContaining("with an explicit deny in an identity-based policy");
        assertThat(aws.iam().unusedGrants()).isEmpty();
    }

    @Test
    void saysWhoWasRefused() {
        assertThat(codeOf(() -> read(List.of(ELSEWHERE)))).isEqualTo("AccessDeniedException");

        assertThat(aws.calls().byCaller()).anySatisfy(call -> {
            assertThat(call.caller()).endsWith("assumed-role/my-erp-token-role/my-erp-token");
            assertThat(call.operation()).isEqualTo("AmazonSSM.GetParameters");
            assertThat(call.times()).isEqualTo(1);
            assertThat(call.refused()).isEqualTo(Map.of("AccessDeniedException", 1L));
        });
    }

    private void giveTokenRole() {
        aws.iam().attach(TokenRole.ARN, "TokenPolicy", TokenRole.policy(key), "TokenPolicy");
    }

    private void put(String name, String keyId) {
        aws.ssm.putParameter(request -> request.name(name)
                .value("hunter2")
                .type(ParameterType.SECURE_STRING)
                .keyId(keyId));
    }

    private List<String> read(List<String> names) {
        return ssm.getParameters(request -> request.names(names).withDecryption(true)).parameters().stream()
                .map(Parameter::name)
                .toList();
    }

    private static JsonNode allow(String actions, String resource) {
        return Policies.of("{'Effect':'Allow','Action':" + actions + ",'Resource':'" + resource + "'}");
    }

    private static Tag tag() {
        return Tag.builder().key("a").value("b").build();
    }
}
