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
        JsonNode put = ssm(
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

        JsonNode read = ssm("get-parameters", "--names", "/my-erp/lwa/clientsecret", "/my-erp/b", "--with-decryption");
        assertThat(read.at("/Parameters/0/Value").asText()).isEqualTo("hunter2");
        assertThat(read.at("/InvalidParameters/0").asText()).isEqualTo("/my-erp/b");

        JsonNode described = ssm("describe-parameters").at("/Parameters/0");
        assertThat(described.at("/Policies/0/PolicyText").asText()).isEqualTo(POLICY);
        assertThat(described.at("/Policies/0/PolicyStatus").asText()).isEqualTo("Pending");
        assertThat(described.path("KeyId").asText()).isEqualTo("alias/aws/ssm");
        assertThat(described.has("LastModifiedDate")).isTrue();

        JsonNode history = ssm("get-parameter-history", "--name", "/my-erp/lwa/clientsecret", "--with-decryption");
        assertThat(history.at("/Parameters/0/Value").asText()).isEqualTo("hunter2");
        assertThat(history.at("/Parameters/0/Policies/0/PolicyType").asText()).isEqualTo("NoChangeNotification");

        assertThat(run(command("get-parameter", "--name", "/missing")).output())
                .contains("An error occurred (ParameterNotFound) when calling the GetParameter operation");
        assertThat(run(command("list-documents")).output())
                .contains("UnknownOperationException", "The Rekey sandbox does not answer AmazonSSM.ListDocuments");
    }

    @Test
    void boto3WorksOnParametersAndKeys() throws Exception {
        String script = """
                import sys
                try:
                    import boto3
                except ImportError:
                    sys.exit(127)
                def client(name):
                    return boto3.client(name, endpoint_url=sys.argv[1], region_name='us-east-1')
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
                """;
        Outcome outcome = run("python3", "-c", script, aws.endpoint().toString(), POLICY);
        assumeTrue(outcome.code() != MISSING, "python3 with boto3 is not installed");
        assertThat(outcome).isEqualTo(new Outcome(0, "all well\n"));
    }

    private JsonNode ssm(String... arguments) throws Exception {
        Outcome outcome = run(command(arguments));
        assumeTrue(outcome.code() != MISSING, "the aws command is not installed");
        assertThat(outcome.code()).as(outcome.output()).isZero();
        return new ObjectMapper().readTree(outcome.output());
    }

    private String[] command(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("aws", "--endpoint-url", aws.endpoint().toString(), "--output", "json", "ssm"));
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
