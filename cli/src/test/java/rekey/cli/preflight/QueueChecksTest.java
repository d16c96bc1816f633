package rekey.cli.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rekey.cli.aws.Aws;
import rekey.cli.preflight.Check.Result;
import rekey.credential.ApplicationName;
import rekey.sandbox.Sandbox;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What keeps Amazon's messages from arriving, or from being kept, is found before Amazon is asked for one. */
class QueueChecksTest {
    private static final String AMAZON = "arn:aws:iam::437568002678:root";
    private static final String ARN = "arn:aws:sqs:us-east-1:123456789012:";

    private final Sandbox sandbox = Sandbox.start(0);
    private final Aws aws = new Aws(
            Region.of(Sandbox.REGION), Sandbox.credentials(), Optional.empty(), Optional.of(sandbox.endpoint()));
    private final SqsClient sqs = aws.sqs();
    private final KmsClient kms = aws.kms();
    private final String key;

    QueueChecksTest() throws IOException {
        key = kms.createKey(request -> request.policy(keyPolicy("kms:GenerateDataKey\",\"kms:Decrypt")))
                .keyMetadata()
                .keyId();
        kms.createAlias(request -> request.aliasName("alias/my-erp-queues").targetKeyId(key));
        for (String name : List.of("my-erp-expiry", "my-erp-new-secret")) {
            create(name + "-failed", Map.of());
            create(
                    name,
                    Map.of(
                            QueueAttributeName.POLICY,
                            policy(name, ""),
                            QueueAttributeName.REDRIVE_POLICY,
                            "{\"deadLetterTargetArn\":\"%s%s-failed\",\"maxReceiveCount\":10}".formatted(ARN, name)));
        }
    }

    @AfterEach
    void close() {
        sqs.close();
        kms.close();
        sandbox.close();
    }

    @Test
    void passesWhereAllIsAsTheStackHasIt() {
        assertThat(run()).hasSize(10).allMatch(Check::isPassed);
        assertThat(found().arns()).containsValues(ARN + "my-erp-expiry", ARN + "my-erp-new-secret");
    }

    @Test
    void seesAQueueThatIsNotThereAndGoesOnWithTheOthers() {
        sqs.deleteQueue(request -> request.queueUrl(url("my-erp-new-secret")));

        assertThat(run()).hasSize(6);
        assertThat(failure()).isEqualTo("my-erp-new-secret is not there");
    }

    @Test
    void seesThatAmazonMayNotSendAndWhetherByADeny() {
        set("my-erp-expiry", QueueAttributeName.POLICY, "");
        assertThat(failure())
                .isEqualTo("my-erp-expiry its policy does not allow Amazon's account 437568002678 sqs:SendMessage");

        set("my-erp-expiry", QueueAttributeName.POLICY, policy("my-erp-expiry", """
                        ,{"Effect":"Deny","Principal":"*","Action":"sqs:*","Resource":"%smy-erp-expiry",
                        "Condition":{"StringNotEquals":{"aws:PrincipalAccount":"123456789012"}}}""".formatted(ARN)));
        assertThat(failure())
                .isEqualTo("my-erp-expiry its policy denies Amazon's account 437568002678 sqs:SendMessage");
    }

    @Test
    void doesNotJudgeAConditionThatItCannot() {
        set("my-erp-expiry", QueueAttributeName.POLICY, policy("my-erp-expiry", """
                        ,{"Effect":"Deny","Principal":{"AWS":"437568002678"},"Action":"sqs:*","Resource":"%smy-erp-expiry",
                        "Condition":{"StringNotEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}}""".formatted(ARN)));

        assertThat(run())
                .filteredOn(check -> check.result() == Result.UNKNOWN)
                .extracting(Check::text)
                .singleElement()
                .asString()
                .contains("cannot be judged");
    }

    @ParameterizedTest
    @CsvSource({"kms:GenerateDataKey, kms:Decrypt", "kms:Decrypt, kms:GenerateDataKey"})
    void seesAKeyThatAmazonMayNotUse(String left, String missing) {
        kms.putKeyPolicy(request -> request.keyId(key).policyName("default").policy(keyPolicy(left)));

        assertThat(run())
                .filteredOn(check -> check.result() == Result.FAILED)
                .extracting(Check::text)
                .containsOnly("its key alias/my-erp-queues does not allow Amazon's account 437568002678 " + missing);
    }

    @Test
    void seesAKeyThatNobodyCanUseAndOneThatNoOtherAccountCan() {
        set("my-erp-expiry", QueueAttributeName.KMS_MASTER_KEY_ID, "alias/nobody");
        assertThat(failure()).isEqualTo("my-erp-expiry is encrypted with the key alias/nobody, which is not there");

        set("my-erp-expiry", QueueAttributeName.KMS_MASTER_KEY_ID, "alias/aws/sqs");
        assertThat(failure()).contains("my-erp-expiry is encrypted with");

        set("my-erp-expiry", QueueAttributeName.KMS_MASTER_KEY_ID, "alias/my-erp-queues");
        kms.disableKey(request -> request.keyId(key));
        assertThat(run())
                .filteredOn(check -> check.result() == Result.FAILED)
                .extracting(Check::text)
                .containsOnly("is encrypted with the key alias/my-erp-queues, whose state is Disabled");
    }

    @Test
    void passesAQueueThatSqsEncryptsItself() {
        set("my-erp-expiry", QueueAttributeName.KMS_MASTER_KEY_ID, "");

        assertThat(run()).allMatch(Check::isPassed);
    }

    @Test
    void seesThatMessagesAreNotKeptForTwoWeeks() {
        set("my-erp-new-secret", QueueAttributeName.MESSAGE_RETENTION_PERIOD, "345600");
        assertThat(failure()).isEqualTo("my-erp-new-secret keeps messages for 4 days, not for 14 days");

        set("my-erp-new-secret", QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600");
        set("my-erp-new-secret-failed", QueueAttributeName.MESSAGE_RETENTION_PERIOD, "600");
        assertThat(failure()).isEqualTo("my-erp-new-secret-failed keeps messages for 10 minutes, not for 14 days");
    }

    @Test
    void seesAMessageThatCouldNotBeDealtWith() {
        sqs.sendMessage(
                request -> request.queueUrl(url("my-erp-new-secret-failed")).messageBody("x"));

        assertThat(failure()).isEqualTo("my-erp-new-secret-failed holds 1 message that could not be dealt with");
    }

    @Test
    void seesAQueueThatHandsOnNothingOrToAnother() {
        set("my-erp-new-secret", QueueAttributeName.REDRIVE_POLICY, "");

        assertThat(failure())
                .isEqualTo("my-erp-new-secret does not hand on to my-erp-new-secret-failed what cannot be dealt with");
    }

    @ParameterizedTest
    @CsvSource({
        "AmazonSQS.GetQueueUrl, sqs:GetQueueUrl",
        "AmazonSQS.GetQueueAttributes, sqs:GetQueueAttributes",
        "TrentService.DescribeKey, kms:DescribeKey",
        "TrentService.GetKeyPolicy, kms:GetKeyPolicy"
    })
    void saysWhatItWouldTakeToKnow(String operation, String right) {
        sandbox.faults().fail(operation, 400, "AccessDeniedException");

        assertThat(run())
                .filteredOn(check -> check.result() == Result.UNKNOWN)
                .isNotEmpty()
                .allSatisfy(check ->
                        assertThat(check.text()).contains("access denied. Get").contains(right));
        assertThat(run()).noneMatch(check -> check.result() == Result.FAILED);
    }

    private QueueChecks.Found found() {
        return new QueueChecks(sqs, kms, new ApplicationName("my-erp"), Instant.parse("2026-11-23T15:00:00Z")).run();
    }

    private List<Check> run() {
        return found().checks();
    }

    /** The one check that failed; it says what to do. */
    private String failure() {
        List<Check> failed = run().stream().filter(check -> !check.isPassed()).toList();
        assertThat(failed).hasSize(1);
        assertThat(failed.get(0).remedy()).isNotEmpty();
        return failed.get(0).subject() + " " + failed.get(0).text();
    }

    private void create(String name, Map<QueueAttributeName, String> more) {
        sqs.createQueue(request -> request.queueName(name)
                .attributes(Map.of(
                        QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                        "1209600",
                        QueueAttributeName.KMS_MASTER_KEY_ID,
                        "alias/my-erp-queues")));
        more.forEach((attribute, value) -> set(name, attribute, value));
    }

    private void set(String queue, QueueAttributeName attribute, String value) {
        sqs.setQueueAttributes(request -> request.queueUrl(url(queue)).attributes(Map.of(attribute, value)));
    }

    private String url(String queue) {
        return sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
    }

    private static String policy(String queue, String more) {
        return """
                {"Version":"2012-10-17","Statement":[
                {"Effect":"Allow","Principal":{"AWS":"%s"},"Action":["sqs:SendMessage","sqs:GetQueueAttributes"],
                "Resource":"%s%s"}%s]}""".formatted(AMAZON, ARN, queue, more);
    }

    private static String keyPolicy(String actions) {
        return """
                {"Version":"2012-10-17","Statement":[
                {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"kms:*","Resource":"*"},
                {"Effect":"Allow","Principal":{"AWS":"%s"},"Action":["%s"],"Resource":"*",
                "Condition":{"StringEquals":{"kms:ViaService":"sqs.us-east-1.amazonaws.com"}}}]}""".formatted(AMAZON, actions);
    }
}
