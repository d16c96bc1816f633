package rekey.cli;

import java.util.List;
import java.util.Optional;
import rekey.cli.aws.Aws;
import rekey.credential.ApplicationName;
import rekey.credential.Grantee.Seller;
import rekey.credential.ParameterNames;
import rekey.credential.Placeholder;
import rekey.deployment.DeployedNames;
import rekey.sandbox.Sandbox;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * An application's stack in a sandbox, as far as the operator's commands see it: the key with its alias, the
 * topic with subscriptions, and the parameters, put by the function that makes them with a placeholder. Made by hand, with the names that the CDK app gives.
 */
final class SandboxStack {
    private static final List<Integer> REMINDER_DAYS = List.of(150, 165, 173);
    private static final String POLICY =
            "{\"Type\":\"NoChangeNotification\",\"Version\":\"1.0\",\"Attributes\":{\"After\":\"%d\",\"Unit\":\"Days\"}}";

    static final String OPERATOR = "ops@example.com";
    /** Has not followed the link in the mail yet. */
    static final String DEPUTY = "deputy@example.com";

    private final Sandbox sandbox;
    private final DeployedNames deployed;
    private final ParameterNames names;

    SandboxStack(Sandbox sandbox, ApplicationName application) {
        this.sandbox = sandbox;
        this.deployed = new DeployedNames(application);
        this.names = new ParameterNames(application);
    }

    /** Makes all of it. Not to be repeated. */
    void deploy() {
        sandbox.deployTokenFunction(names.application().value());
        Aws provision = as(deployed.provisionFunction());
        try (KmsClient kms = provision.kms();
                SnsClient sns = provision.sns();
                SsmClient ssm = provision.ssm()) {
            topic(sns);
            String keyArn = key(kms);
            create(ssm, keyArn, names.clientIdentifier(), List.of());
            create(ssm, keyArn, names.clientSecret(), REMINDER_DAYS);
            create(ssm, keyArn, names.refreshToken(Seller.DEFAULT), List.of());
        }
    }

    /** The sandbox's AWS for the user whose access key is {@code user}: there it is the user's name as well. */
    Aws as(String user) {
        return new Aws(
                Region.of(Sandbox.REGION),
                StaticCredentialsProvider.create(AwsBasicCredentials.create(user, "sandbox")),
                Optional.empty(),
                Optional.of(sandbox.endpoint()));
    }

    /** Two mail addresses, of which one has confirmed, and a telephone, which need not. */
    private void topic(SnsClient sns) {
        String arn = sns.createTopic(request -> request.name(deployed.topic())).topicArn();
        sns.subscribe(request -> request.topicArn(arn).protocol("email").endpoint(OPERATOR));
        sandbox.sns().confirm(arn, OPERATOR);
        sns.subscribe(request -> request.topicArn(arn).protocol("email").endpoint(DEPUTY));
        sns.subscribe(request -> request.topicArn(arn).protocol("sms").endpoint("+14155550100"));
    }

    private String key(KmsClient kms) {
        var key = kms.createKey(
                        request -> request.description("Protects the SP-API credentials of " + names.application()))
                .keyMetadata();
        kms.enableKeyRotation(request -> request.keyId(key.keyId()));
        kms.createAlias(request -> request.aliasName(deployed.keyAlias()).targetKeyId(key.keyId()));
        return key.arn();
    }

    private static void create(SsmClient ssm, String keyArn, String name, List<Integer> reminderDays) {
        ssm.putParameter(request -> {
            request.name(name)
                    .value(Placeholder.VALUE)
                    .type(ParameterType.SECURE_STRING)
                    .keyId(keyArn)
                    .tier(ParameterTier.STANDARD);
            if (!reminderDays.isEmpty()) {
                request.tier(ParameterTier.ADVANCED)
                        .policies(reminderDays.stream()
                                .map(POLICY::formatted)
                                .toList()
                                .toString());
            }
        });
    }
}
