package rekey.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsEvent;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.aws.Principal;
import rekey.sandbox.iam.Iam;

/**
 * Somebody calls in the clear, manages the keys, takes the topic's policy away and puts it back; at the end, the watch
 * function is gone.
 */
final class Mishaps {
    private static final Principal.User ADMIN = new Principal.User(AwsAccount.ID, "admin");
    private static final Caller IN_THE_CLEAR = Caller.overNetwork(ADMIN, false);

    private Mishaps() {}

    static void live(Life life) {
        refusedInTheClear(life);
        keysAreManaged(life);
        keptWhenRefused(life);
    }

    /** A round of the watch that could not be. */
    static void withoutTheWatch(Life life) {
        life.account.sandbox.functions().delete("my-erp-watch");
        life.pass(Duration.ofDays(Life.ROUND));
        life.note(life.visible(life.queue("WatchUndelivered")) == 1, "nothing is left of the round");
    }

    private static void refusedInTheClear(Life life) {
        life.note(
                refused(() -> life.account.sandbox.sns().publish(IN_THE_CLEAR, Life.TOPIC, Optional.empty(), "x")),
                "the topic takes what is sent in the clear");
        for (String id : life.logicalIds("AWS::SQS::Queue")) {
            life.note(
                    refused(() -> life.account.sandbox.sqs().send(IN_THE_CLEAR, life.stack.arn(id), "x")),
                    id + " takes what is sent in the clear");
        }
    }

    private static void keysAreManaged(Life life) {
        life.logicalIds("AWS::KMS::Key")
                .forEach(id -> life.account.kms.describeKey(request -> request.keyId(life.stack.physicalId(id))));
    }

    /** A reminder that the topic refuses is in the queue, whichever rule it came by. */
    private static void keptWhenRefused(Life life) {
        Iam iam = life.account.sandbox.iam();
        JsonNode policy = iam.resourcePolicy(Life.TOPIC).orElseThrow();
        iam.deleteResourcePolicy(Life.TOPIC);
        for (int days : new int[] {150, 165, 173, 99}) {
            life.account
                    .sandbox
                    .events()
                    .put(new AwsEvent(
                            "aws.ssm",
                            "Parameter Store Policy Action",
                            "us-east-1",
                            List.of(),
                            AwsJson.object()
                                    .put("policy-type", "NoChangeNotification")
                                    .put("parameter-name", Life.SECRET)
                                    .put(
                                            "action-reason",
                                            "The parameter has not been changed for " + days + " days.")));
        }
        long kept = life.visible(life.queue("RemindersUndelivered"));
        life.note(kept == 4, kept + " reminders are kept");
        iam.putResourcePolicy(
                Life.TOPIC, policy, life.logicalIds("AWS::SNS::TopicPolicy").get(0));
    }

    private static boolean refused(Runnable call) {
        try {
            call.run();
            return false;
        } catch (AwsError e) {
            return true;
        }
    }
}
