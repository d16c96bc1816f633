package rekey.infra;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.EventPattern;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.targets.SnsTopic;
import software.constructs.Construct;

/**
 * Reminds people of a client secret that is getting old: Parameter Store's policy event becomes one plain sentence in
 * their mailbox and on their phone, without any code that has to run.
 *
 * <p>Parameter Store
 * <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-cwe.html">sends these events on
 * a best-effort basis</a>. A reminder that EventBridge cannot deliver within a day waits in a queue for 14 days, and an
 * alarm says so.
 */
public final class Reminders extends Construct {
    /**
     * What they are made of.
     *
     * @param parameterName the client secret's parameter, exactly
     * @param days after how many days its policies send an event, in rising order; at least one
     * @param notices who is told
     */
    public record Props(String parameterName, List<Integer> days, Notices notices) {}

    private final DeadLetters deadLetters;

    public Reminders(Construct scope, String id, Props props) {
        super(scope, id);
        deadLetters = DeadLetters.in(this);
        Stream.concat(
                        props.days().stream().map(days -> Reminder.after(days, props.parameterName())),
                        Stream.of(Reminder.inOtherWords(props.days(), props.parameterName())))
                .forEach(reminder -> rule(reminder, props.notices()));
        props.notices()
                .alarm(
                        this,
                        "UndeliveredAlarm",
                        props.parameterName() + " reminder not delivered",
                        "A reminder that the client secret in " + props.parameterName() + " is getting old could not be"
                                + " delivered. See how old it is with rekey status, and rotate it in time.",
                        deadLetters.waiting());
    }

    /** How many reminders lie there that could not be delivered, and how many of those that somebody has seen. */
    public List<IMetric> waiting() {
        return deadLetters.shown();
    }

    private void rule(Reminder reminder, Notices notices) {
        String sentence =
                reminder.sentence().replace(Reminder.PARAMETER, EventField.fromPath("$.detail.parameter-name"));
        Rule.Builder.create(this, reminder.id())
                .description("Reminds of the client secret's age")
                .eventPattern(EventPattern.builder()
                        .source(List.of("aws.ssm"))
                        .detailType(List.of("Parameter Store Policy Action"))
                        .detail(reminder.pattern())
                        .build())
                .targets(List.of(SnsTopic.Builder.create(notices.topic())
                        .message(RuleTargetInput.fromText(sentence))
                        .deadLetterQueue(deadLetters.undelivered())
                        .build()))
                .build();
    }
}
