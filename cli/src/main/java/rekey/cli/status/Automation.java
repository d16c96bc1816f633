package rekey.cli.status;

import java.time.Duration;
import java.util.Optional;
import rekey.cli.aws.AwsProblem;
import rekey.failure.Failure;
import rekey.rotation.RotationSettings;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;

/**
 * Whether secrets are rotated by themselves, as the deployed function is set: its own environment is the only place that
 * says so.
 *
 * @param automatic whether Amazon is asked by itself once the application is enrolled
 * @param before how long before a secret's end
 */
record Automation(boolean automatic, Duration before) {
    /** What the stack sets where nothing else is chosen. */
    static final Automation USUAL = new Automation(true, Duration.ofDays(RotationSettings.DAYS_BEFORE));

    /** Empty where no such function is deployed, or it is one that this version cannot read. */
    static Answer<Optional<Automation>> find(LambdaClient lambda, String function) {
        return Answer.ask(
                new AwsProblem("see how " + function + " is set", "lambda:GetFunctionConfiguration on it"), () -> {
                    try {
                        RotationSettings settings = RotationSettings.from(
                                lambda.getFunctionConfiguration(request -> request.functionName(function))
                                        .environment()
                                        .variables());
                        return Optional.of(new Automation(settings.automatic(), settings.before()));
                    } catch (ResourceNotFoundException | Failure e) {
                        return Optional.empty();
                    }
                });
    }
}
