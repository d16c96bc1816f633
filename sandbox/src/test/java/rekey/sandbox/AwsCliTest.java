package rekey.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The clients that operators use, which parse answers with code other than the Java SDK's. */
class AwsCliTest {
    private static final String POLICY =
            "{\"Type\":\"NoChangeNotification\",\"Version\":\"1.0\",\"Attributes\":{\"After\":\"150\",\"Unit\":\"Days\"}}";

    /** The exit code of a program that is not there, as in a shell. */
    private static final int MISSING = 127;

    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    /** What a program printed, and its exit code. */
    private record Outcome(int code, String output) {}

    @Test
    void theAwsCliWorksOnParameters() throws Exception {
        JsonNode put = json(
                "ssm",
                "put-parameter",
                "--name",
                "/my-erp/lwa/clientsecret",
                "--value",
                "hunter2",
                "--type",
                "SecureString",
                "--tier",
                "Advanced",
                "--policies",
                "[" + POLICY + "]");
        assertThat(put.path("Version").asInt()).isEqualTo(1);
        assertThat(put.path("Tier").asText()).isEqualTo("Advanced");

        JsonNode read =
                json("ssm", "get-parameters", "--names", "/my-erp/lwa/clientsecret", "/my-erp/b", "--with-decryption");
        assertThat(read.at("/Parameters/0/Value").asText()).isEqualTo("hunter2");
        assertThat(read.at("/InvalidParameters/0").asText()).isEqualTo("/my-erp/b");

        JsonNode described = json("ssm", "describe-parameters").at("/Parameters/0");
        assertThat(described.at("/Policies/0/PolicyText").asText()).isEqualTo(POLICY);
        assertThat(described.at("/Policies/0/PolicyStatus").asText()).isEqualTo("Pending");
        assertThat(described.path("KeyId").asText()).isEqualTo("alias/aws/ssm");
        assertThat(described.has("LastModifiedDate")).isTrue();

        JsonNode history =
                json("ssm", "get-parameter-history", "--name", "/my-erp/lwa/clientsecret", "--with-decryption");
        assertThat(history.at("/Parameters/0/Value").asText()).isEqualTo("hunter2");
        assertThat(history.at("/Parameters/0/Policies/0/PolicyType").asText()).isEqualTo("NoChangeNotification");

        assertThat(run(command("ssm", "get-parameter", "--name", "/missing")).output())
                .contains("An error occurred (ParameterNotFound) when calling the GetParameter operation");
        assertThat(run(command("ssm", "list-documents")).output())
                .contains("UnknownOperationException", "The Rekey sandbox does not answer AmazonSSM.ListDocuments");
    }

    @Test
    void theAwsCliWorksOnTopics() throws Exception {
        String topic = json("sns", "create-topic", "--name", "my-erp-notices", "--attributes", "DisplayName=Rekey & co")
                .path("TopicArn")
                .asText();
        assertThat(topic).isEqualTo("arn:aws:sns:us-east-1:123456789012:my-erp-notices");
        assertThat(json("sns", "get-topic-attributes", "--topic-arn", topic)
                        .at("/Attributes/DisplayName")
                        .asText())
                .isEqualTo("Rekey & co");

        assertThat(subscribe(topic, "email", "a@example.com")).isEqualTo("pending confirmation");
        String sms = subscribe(topic, "sms", "+15550001");
        JsonNode listed = json("sns", "list-subscriptions-by-topic", "--topic-arn", topic);
        assertThat(listed.at("/Subscriptions/0/SubscriptionArn").asText()).isEqualTo("PendingConfirmation");
        assertThat(listed.at("/Subscriptions/1/SubscriptionArn").asText()).isEqualTo(sms);

        String token = aws.mailbox.confirmationToken(topic, "a@example.com").reveal();
        assertThat(json("sns", "confirm-subscription", "--topic-arn", topic, "--token", token)
                        .path("SubscriptionArn")
                        .asText())
                .startsWith(topic + ":");
        assertThat(run(command("sns", "unsubscribe", "--subscription-arn", sms)))
                .isEqualTo(new Outcome(0, ""));
        assertThat(run(command("sns", "list-subscriptions-by-topic", "--topic-arn", topic + "2"))
                        .output())
                .contains("An error occurred (NotFound) when calling the ListSubscriptionsByTopic operation:"
                        + " Topic does not exist");
        assertThat(run(command("sns", "list-tags-for-resource", "--resource-arn", topic))
                        .output())
                .contains("InvalidAction", "The Rekey sandbox does not answer SNS.ListTagsForResource");
    }

    @Test
    void theAwsCliPublishes() throws Exception {
        String topic = json("sns", "create-topic", "--name", "my-erp-notices", "--attributes", "DisplayName=Rekey")
                .path("TopicArn")
                .asText();
        subscribe(topic, "email", "a@example.com");
        aws.mailbox.confirm(topic, "a@example.com");
        subscribe(topic, "sms", "+15550001");
        aws.mailbox.inbox().clear();

        JsonNode published = json(
                "sns",
                "publish",
                "--topic-arn",
                topic,
                "--subject",
                "Rotate & put",
                "--message",
                "{\"default\":\"30 days left\",\"email\":\"There are 30 days left.\\nRotate it.\"}",
                "--message-structure",
                "json",
                "--message-attributes",
                "{\"AWS.SNS.SMS.SenderID\":{\"DataType\":\"String\",\"StringValue\":\"REKEY\"}}");
        assertThat(published.path("MessageId").asText()).isNotBlank();

        JsonNode inbox = aws.mailbox.inbox().json();
        assertThat(inbox.at("/0/subject").asText()).isEqualTo("Rotate & put");
        assertThat(inbox.at("/0/message").asText()).startsWith("There are 30 days left.\nRotate it.\n\n--\n");
        assertThat(inbox.at("/1/message").asText()).isEqualTo("REKEY> 30 days left");
        assertThat(aws.mailbox.inbox().mails("+15550001").get(0).sender()).contains("REKEY");

        assertThat(run(command(
                        "sns",
                        "set-topic-attributes",
                        "--topic-arn",
                        topic,
                        "--attribute-name",
                        "KmsMasterKeyId",
                        "--attribute-value",
                        "alias/none")))
                .isEqualTo(new Outcome(0, ""));
        assertThat(run(command("sns", "publish", "--topic-arn", topic, "--message", "hello"))
                        .output())
                .contains("An error occurred (KMSNotFound) when calling the Publish operation");
    }

    @Test
    void theAwsCliWorksOnRules() throws Exception {
        String pattern = "{\"source\": [\"aws.ssm\"]}";
        json("events", "put-rule", "--name", "reminder", "--event-pattern", pattern);
        json("events", "put-rule", "--name", "daily", "--schedule-expression", "cron(0 9 * * ? *)");
        json(
                "events",
                "put-targets",
                "--rule",
                "reminder",
                "--targets",
                "Id=1,Arn=arn:aws:sns:us-east-1:123456789012:my-erp-notices");

        JsonNode rules = json("events", "list-rules").path("Rules");
        assertThat(rules.findValuesAsText("Name")).containsExactly("daily", "reminder");
        assertThat(rules.at("/0/ScheduleExpression").asText()).isEqualTo("cron(0 9 * * ? *)");
        assertThat(rules.at("/1/EventPattern").asText()).isEqualTo(pattern);
        assertThat(rules.at("/1/State").asText()).isEqualTo("ENABLED");
        assertThat(json("events", "list-targets-by-rule", "--rule", "reminder")
                        .at("/Targets/0/Id")
                        .asText())
                .isEqualTo("1");
        assertThat(json(
                                "events",
                                "put-events",
                                "--entries",
                                "[{\"Source\":\"a\",\"DetailType\":\"b\",\"Detail\":\"{}\",\"Time\":1795000000}]")
                        .path("FailedEntryCount")
                        .asInt())
                .isZero();
        assertThat(run(command("events", "delete-rule", "--name", "reminder")).output())
                .contains("An error occurred (ValidationException) when calling the DeleteRule operation:"
                        + " Rule can't be deleted since it has targets.");
    }

    @Test
    void boto3WorksOnTopics() throws Exception {
        assertRuns("""
                sns = client('sns')
                topic = sns.create_topic(Name='notices', Attributes={'DisplayName': '\\u00e9 <&>'})['TopicArn']
                assert sns.get_topic_attributes(TopicArn=topic)['Attributes']['DisplayName'] == '\\u00e9 <&>'
                arn = sns.subscribe(TopicArn=topic, Protocol='email', Endpoint='a@example.com',
                                    ReturnSubscriptionArn=True)['SubscriptionArn']
                for i in range(100):
                    sns.subscribe(TopicArn=topic, Protocol='sms', Endpoint='+1555%d' % (1000 + i))
                pages = list(sns.get_paginator('list_subscriptions_by_topic').paginate(TopicArn=topic))
                assert [len(page['Subscriptions']) for page in pages] == [100, 1], pages
                assert pages[0]['Subscriptions'][0] == {
                    'TopicArn': topic, 'Protocol': 'email', 'SubscriptionArn': 'PendingConfirmation',
                    'Owner': '123456789012', 'Endpoint': 'a@example.com'}
                sns.unsubscribe(SubscriptionArn=arn)
                assert len(sns.list_subscriptions()['Subscriptions']) == 100
                try:
                    sns.subscribe(TopicArn=topic, Protocol='email', Endpoint='nobody')
                    raise AssertionError('subscribed')
                except sns.exceptions.InvalidParameterException:
                    pass
                sns.delete_topic(TopicArn=topic)
                assert sns.list_topics()['Topics'] == []
                try:
                    sns.get_topic_attributes(TopicArn=topic)
                    raise AssertionError('found')
                except sns.exceptions.NotFoundException:
                    print('all well')
                """);
    }

    @Test
    void theAwsCliWorksOnQueues() throws Exception {
        String dead = json("sqs", "create-queue", "--queue-name", "dead")
                .path("QueueUrl")
                .asText();
        String redrive = "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:dead\",\"maxReceiveCount\":1}";
        String live = json(
                        "sqs",
                        "create-queue",
                        "--queue-name",
                        "live",
                        "--attributes",
                        new ObjectMapper().writeValueAsString(Map.of("RedrivePolicy", redrive)))
                .path("QueueUrl")
                .asText();
        json("sqs", "send-message", "--queue-url", live, "--message-body", "a & \u00e9");
        json("sqs", "receive-message", "--queue-url", live, "--visibility-timeout", "0");
        assertThat(run(command("sqs", "receive-message", "--queue-url", live))).isEqualTo(new Outcome(0, ""));
        JsonNode given = json("sqs", "receive-message", "--queue-url", dead, "--attribute-names", "All")
                .at("/Messages/0");
        assertThat(given.path("Body").asText()).isEqualTo("a & \u00e9");
        assertThat(given.at("/Attributes/DeadLetterQueueSourceArn").asText()).endsWith(":live");
        assertThat(json("sqs", "get-queue-attributes", "--queue-url", dead, "--attribute-names", "All")
                        .at("/Attributes/ApproximateNumberOfMessagesNotVisible")
                        .asText())
                .isEqualTo("1");
        json("sqs", "start-message-move-task", "--source-arn", "arn:aws:sqs:us-east-1:123456789012:dead");

        assertThat(run(command("sqs", "get-queue-url", "--queue-name", "none")).output())
                .contains("An error occurred (AWS.SimpleQueueService.NonExistentQueue) when calling the GetQueueUrl"
                        + " operation");
        assertThat(run(command("sqs", "remove-permission", "--queue-url", live, "--label", "a"))
                        .output())
                .contains("UnknownOperationException", "The Rekey sandbox does not answer AmazonSQS.RemovePermission");
    }

    @Test
    void boto3WorksOnQueues() throws Exception {
        assertRuns("""
                sqs = client('sqs')
                url = sqs.create_queue(QueueName='expiry', Attributes={'VisibilityTimeout': '60'})['QueueUrl']
                attributes = {'clientId': {'DataType': 'String', 'StringValue': '\\u00e9'},
                              'blob': {'DataType': 'Binary', 'BinaryValue': b'\\x00\\xff'}}
                sent = sqs.send_message(QueueUrl=url, MessageBody='hello', MessageAttributes=attributes)
                message, = sqs.receive_message(QueueUrl=url, WaitTimeSeconds=20, MessageAttributeNames=['All'],
                                               MessageSystemAttributeNames=['All'])['Messages']
                assert message['MessageId'] == sent['MessageId']
                assert message['MD5OfMessageAttributes'] == sent['MD5OfMessageAttributes']
                assert message['MessageAttributes'] == attributes, message
                assert message['Attributes']['ApproximateReceiveCount'] == '1'
                batch = sqs.delete_message_batch(QueueUrl=url, Entries=[
                    {'Id': 'a', 'ReceiptHandle': message['ReceiptHandle']}, {'Id': 'b', 'ReceiptHandle': 'none'}])
                assert [entry['Id'] for entry in batch['Successful']] == ['a']
                assert batch['Failed'][0]['Code'] == 'ReceiptHandleIsInvalid'
                assert 'Messages' not in sqs.receive_message(QueueUrl=url)
                pages = list(sqs.get_paginator('list_queues').paginate(PaginationConfig={'PageSize': 1}))
                assert pages[0]['QueueUrls'] == [url]
                queue = boto3.resource('sqs', endpoint_url=sys.argv[1], region_name='us-east-1').Queue(url)
                assert queue.attributes['VisibilityTimeout'] == '60'
                sqs.delete_queue(QueueUrl=url)
                try:
                    sqs.send_message(QueueUrl=url, MessageBody='hello')
                    raise AssertionError('sent')
                except sqs.exceptions.QueueDoesNotExist as refusal:
                    assert refusal.response['Error']['Code'] == 'AWS.SimpleQueueService.NonExistentQueue'
                    assert refusal.response['Error']['QueryErrorCode'] == 'QueueDoesNotExist', refusal.response
                    print('all well')
                """);
    }

    @Test
    void boto3WorksOnParametersAndKeys() throws Exception {
        assertRuns("""
                ssm, kms = client('ssm'), client('kms')
                key = kms.create_key(Description='test')['KeyMetadata']['KeyId']
                blob = kms.encrypt(KeyId=key, Plaintext=b'hunter2', EncryptionContext={'a': 'b'})['CiphertextBlob']
                assert kms.decrypt(CiphertextBlob=blob, EncryptionContext={'a': 'b'})['Plaintext'] == b'hunter2'
                try:
                    kms.decrypt(CiphertextBlob=blob)
                    raise AssertionError('decrypted in another context')
                except kms.exceptions.InvalidCiphertextException:
                    pass
                ssm.put_parameter(Name='/a', Value='hunter2', Type='SecureString', KeyId=key, Tier='Advanced',
                                  Policies='[%s]' % sys.argv[2])
                assert ssm.get_parameter(Name='/a', WithDecryption=True)['Parameter']['Value'] == 'hunter2'
                described = ssm.describe_parameters()['Parameters'][0]
                assert described['Policies'][0]['PolicyText'] == sys.argv[2]
                assert described['LastModifiedDate'].year > 2000
                try:
                    ssm.put_parameter(Name='/a', Value='x')
                    raise AssertionError('overwritten')
                except ssm.exceptions.ParameterAlreadyExists:
                    print('all well')
                """);
    }

    private String subscribe(String topic, String protocol, String endpoint) throws Exception {
        return json(
                        "sns",
                        "subscribe",
                        "--topic-arn",
                        topic,
                        "--protocol",
                        protocol,
                        "--notification-endpoint",
                        endpoint)
                .path("SubscriptionArn")
                .asText();
    }

    /** Runs Python that makes clients of boto3 by {@code client} and prints {@code all well} at its end. */
    private void assertRuns(String script) throws Exception {
        String preparation = """
                import sys
                try:
                    import boto3
                except ImportError:
                    sys.exit(127)
                def client(name):
                    return boto3.client(name, endpoint_url=sys.argv[1], region_name='us-east-1')
                """;
        Outcome outcome =
                run("python3", "-c", preparation + script, aws.endpoint().toString(), POLICY);
        assumeTrue(outcome.code() != MISSING, "python3 with boto3 is not installed");
        assertThat(outcome).isEqualTo(new Outcome(0, "all well\n"));
    }

    private JsonNode json(String... arguments) throws Exception {
        Outcome outcome = run(command(arguments));
        assumeTrue(outcome.code() != MISSING, "the aws command is not installed");
        assertThat(outcome.code()).as(outcome.output()).isZero();
        return new ObjectMapper().readTree(outcome.output());
    }

    private String[] command(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("aws", "--endpoint-url", aws.endpoint().toString(), "--output", "json"));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }

    private static Outcome run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment
                .keySet()
                .removeIf(name ->
                        name.startsWith("AWS_") || name.toLowerCase(Locale.ROOT).endsWith("_proxy"));
        environment.putAll(Map.of(
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "AWS_DEFAULT_REGION", "us-east-1",
                "AWS_CONFIG_FILE", "/dev/null",
                "AWS_SHARED_CREDENTIALS_FILE", "/dev/null",
                "AWS_EC2_METADATA_DISABLED", "true",
                "AWS_PAGER", "",
                "NO_PROXY", "*"));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new Outcome(MISSING, e.getMessage());
        }
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("%s ends", command[0])
                .isTrue();
        return new Outcome(process.exitValue(), output);
    }
}
