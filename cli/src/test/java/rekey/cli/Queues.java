package rekey.cli;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The queues as the stack has them, made by hand where the template has none. */
final class Queues {
    private static final String ARN = "arn:aws:sqs:us-east-1:123456789012:";
    private static final String POLICY = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::437568002678:root"},
            "Action":["%s"],"Resource":"%s"}%s]}""";
    private static final String OWN = """
            ,{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"kms:*","Resource":"*"}""";

    private Queues() {}

    static boolean areThere(SqsClient sqs) {
        return sqs.listQueues(request -> request.queueNamePrefix("my-erp-expiry")).queueUrls().stream()
                .anyMatch(url -> url.endsWith("/my-erp-expiry"));
    }

    static void make(SqsClient sqs, KmsClient kms) {
        if (areThere(sqs)) {
            return;
        }
        String key = kms.createKey(
                        request -> request.policy(POLICY.formatted("kms:GenerateDataKey\",\"kms:Decrypt", "*", OWN)))
                .keyMetadata()
                .keyId();
        kms.createAlias(request -> request.aliasName("alias/my-erp-queues").targetKeyId(key));
        for (String name : List.of("my-erp-expiry", "my-erp-new-secret")) {
            Map<QueueAttributeName, String> usual = Map.of(
                    QueueAttributeName.MESSAGE_RETENTION_PERIOD,
                    "1209600",
                    QueueAttributeName.KMS_MASTER_KEY_ID,
                    "alias/my-erp-queues");
            sqs.createQueue(request -> request.queueName(name + "-failed").attributes(usual));
            String url = sqs.createQueue(request -> request.queueName(name).attributes(usual))
                    .queueUrl();
            sqs.setQueueAttributes(request -> request.queueUrl(url)
                    .attributes(Map.of(
                            QueueAttributeName.POLICY,
                            POLICY.formatted("sqs:SendMessage\",\"sqs:GetQueueAttributes", ARN + name, ""),
                            QueueAttributeName.VISIBILITY_TIMEOUT,
                            "60",
                            QueueAttributeName.REDRIVE_POLICY,
                            "{\"deadLetterTargetArn\":\"%s%s-failed\",\"maxReceiveCount\":10}".formatted(ARN, name))));
        }
    }
}
