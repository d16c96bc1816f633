package rekey.infra;

import rekey.credential.ParameterNames;
import rekey.deployment.DeployedNames;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/**
 * One SP-API application: its credentials, the function that gives tokens, those that rotate the secret and look after it,
 * and the people who are told.
 */
public final class RekeyStack extends Stack {

    public RekeyStack(
            Construct scope, String id, StackProps props, Configuration configuration, FunctionArchive archive) {
        super(scope, id, props);
        DeployedNames names = new DeployedNames(configuration.application());
        Notices notices = new Notices(
                this, "Notices", new Notices.Props(names.topic(), configuration.emails(), configuration.phones()));
        CredentialVault vault = new CredentialVault(this, "Vault", new CredentialVault.Props(configuration, archive));
        TokenFunction tokens =
                new TokenFunction(this, "Token", new TokenFunction.Props(configuration, vault, notices, archive));
        Reminders reminders = new Reminders(
                this,
                "Reminders",
                new Reminders.Props(
                        new ParameterNames(configuration.application()).clientSecret(),
                        configuration.reminderDays(),
                        notices));
        AmazonQueues queues = new AmazonQueues(this, "Queues", new AmazonQueues.Props(names, configuration.onDelete()));
        RotationFunction rotation = new RotationFunction(
                this, "Rotation", new RotationFunction.Props(configuration, vault, queues, notices, archive));
        WatchFunction watch =
                new WatchFunction(this, "Watch", new WatchFunction.Props(configuration, vault, notices, archive));
        new RotationAlarms(this, "RotationAlarms", new RotationAlarms.Props(names, queues, rotation, watch, notices));
        new Overview(
                this,
                "Overview",
                new Overview.Props(names.dashboard(), tokens, notices, reminders, queues, rotation, watch));

        String app = configuration.application().value();
        output("Next1ConfirmMails", "Each address gets a mail of AWS: open its link, or no reminder will come");
        output(
                "Next2Store",
                "./rekey put clientidentifier --app %1$s, then clientsecret and refreshToken".formatted(app));
        output("Next3Check", "./rekey status --app %1$s && ./rekey token --app %1$s".formatted(app));
        output(
                "Next4Enrol",
                "./rekey enrol --app %1$s: it says what to do in Amazon's console so that the secret rotates itself"
                        .formatted(app));
        output("DeployAgain", configuration.command());
        output("TokenFunctionArn", tokens.live().getFunctionArn());
        output("CallerPolicyArn", tokens.callerPolicy().getManagedPolicyArn());
        output("ExpiryQueueArn", queues.expiry().getQueueArn());
        output("NewSecretQueueArn", queues.newSecret().getQueueArn());
        output("RotationFunctionArn", rotation.function().getFunctionArn());
        output("TopicArn", notices.topic().getTopicArn());
        output("KeyArn", vault.key().getKeyArn());
    }

    private void output(String id, String value) {
        CfnOutput.Builder.create(this, id).value(value).build();
    }
}
