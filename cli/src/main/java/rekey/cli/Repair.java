package rekey.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import rekey.credential.ApplicationName;
import rekey.deployment.DeployedNames;

/** How people are told to set right what is deployed. */
public final class Repair {
    private Repair() {}

    /**
     * A sentence. Not with a shorter command: what a deployment leaves out, it takes away. And not with the same one, with
     * which nothing differs that CloudFormation would look at.
     */
    public static String of(ApplicationName application, Instant now) {
        return "Deploy the stack %s again, by the command in its output DeployAgain with -c repair=%s added."
                .formatted(new DeployedNames(application).stack(), LocalDate.ofInstant(now, ZoneOffset.UTC));
    }
}
