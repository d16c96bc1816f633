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
    void theAwsCliSaysWhoCallsAndWhatAKeysPolicyIs() throws Exception {
        JsonNode caller = json("sts", "get-caller-identity");
        assertThat(caller.path("Account").asText()).isEqualTo("123456789012");
        assertThat(caller.path("Arn").asText()).startsWith("arn:aws:iam::123456789012:user/");
        assertThat(caller.path("UserId").asText()).startsWith("AIDA");

        String key = json("kms", "create-key").at("/KeyMetadata/Arn").asText();
        assertThat(json("kms", "get-key-policy", "--key-id", key).path("Policy").asText())
                .contains("arn:aws:iam::123456789012:root");
        assertThat(run(command("kms", "encrypt", "--key-id", "alias/aws/ssm", "--plaintext", "aHVudGVyMg=="))
                        .output())
                .contains("An error occurred (AccessDeniedException) when calling the Encrypt operation");
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
        assertThat(run(command("sns", "publish", "--topic-arn", topic, "--message", "hello"))
                        .output())
                .contains("InvalidAction", "The Rekey sandbox does not answer SNS.Publish");
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
