package rekey.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import rekey.sandbox.contract.shape.CheckedAnswers;
import rekey.sandbox.iam.Iam;
import rekey.sandbox.kms.Kms;
import rekey.sandbox.lambda.LocalFunctions;
import rekey.sandbox.sns.Sns;
import rekey.sandbox.sqs.Sqs;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/** A sandbox of its own, with real SDK clients for them that do not retry. */
public final class LoopbackAws implements AutoCloseable {
    public final SandboxClock clock;
    public final Kms keys;
    public final Sns mailbox;
    public final SsmClient ssm;
    public final KmsClient kms;
    public final SnsClient sns;
    public final Sqs queues;
    public final SqsClient sqs;

    private final Sandbox sandbox;

    public LoopbackAws() {
        try {
            sandbox = Sandbox.start(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        clock = sandbox.clock();
        keys = sandbox.kms();
        mailbox = sandbox.sns();
        ssm = ssmIn("us-east-1");
        kms = kmsIn("us-east-1");
        sns = snsIn("us-east-1");
        queues = sandbox.sqs();
        sqs = sqsIn("us-east-1", "operator");
    }

    public URI endpoint() {
        return sandbox.endpoint();
    }

    public Iam iam() {
        return sandbox.iam();
    }

    /** A client for one caller: for the access key of somebody whom {@link #iam} knows. */
    public <B extends AwsClientBuilder<B, C>, C> C as(String accessKeyId, B builder) {
        return configured(builder, "us-east-1")
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, "secret")))
                .build();
    }

    public SsmClient ssmIn(String region) {
        return configured(SsmClient.builder().httpClient(UrlConnectionHttpClient.create()), region)
                .build();
    }

    public KmsClient kmsIn(String region) {
        return configured(KmsClient.builder().httpClient(UrlConnectionHttpClient.create()), region)
                .build();
    }

    public SnsClient snsIn(String region) {
        return configured(SnsClient.builder().httpClient(UrlConnectionHttpClient.create()), region)
                .build();
    }

    /** @param accessKey whose calls these are */
    public SqsClient sqsIn(String region, String accessKey) {
        return configured(SqsClient.builder().httpClient(UrlConnectionHttpClient.create()), region)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "secret")))
                .build();
    }

    public LocalFunctions functions() {
        return sandbox.functions();
    }

    public Calls calls() {
        return sandbox.calls();
    }

    public AwsFaults faults() {
        return sandbox.faults();
    }

    /** The error code of the answer to a call that is expected to be refused. */
    public static String codeOf(ThrowingCallable call) {
        return refusalOf(call).awsErrorDetails().errorCode();
    }

    public static AwsServiceException refusalOf(ThrowingCallable call) {
        Throwable refusal = Assertions.catchThrowable(call);
        Assertions.assertThat(refusal).as("the call should be refused").isInstanceOf(AwsServiceException.class);
        return (AwsServiceException) refusal;
    }

    @Override
    public void close() {
        ssm.close();
        kms.close();
        sns.close();
        sqs.close();
        sandbox.close();
    }

    private <B extends AwsClientBuilder<B, C>, C> B configured(B builder, String region) {
        return builder.region(Region.of(region))
                .endpointOverride(endpoint())
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("operator", "secret")))
                .overrideConfiguration(overrides -> overrides
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .addExecutionInterceptor(CheckedAnswers.againstTheSdk()));
    }
}
