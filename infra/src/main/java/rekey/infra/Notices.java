package rekey.infra;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.amazon.awscdk.services.cloudwatch.ComparisonOperator;
import software.amazon.awscdk.services.cloudwatch.IMetric;
import software.amazon.awscdk.services.cloudwatch.MetricOptions;
import software.amazon.awscdk.services.cloudwatch.TreatMissingData;
import software.amazon.awscdk.services.cloudwatch.actions.SnsAction;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.kms.Key;
import software.amazon.awscdk.services.sns.Topic;
import software.amazon.awscdk.services.sns.subscriptions.EmailSubscription;
import software.amazon.awscdk.services.sns.subscriptions.SmsSubscription;
import software.constructs.Construct;

/**
 * How people hear of things: a topic with their addresses and numbers.
 *
 * <p>It is encrypted under a key of its own, which EventBridge and CloudWatch may use: SNS's own key
 * <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-enable-encryption-for-topic-sqs-queue-subscriptions.html">they
 * may not</a>, and the key of the credentials is nobody's but theirs. An address gets nothing until its owner has
 * confirmed it.
 */
public final class Notices extends Construct {
    /** Who a notice is from; SNS puts it in capitals before a short message, {@code REKEY> }. */
    static final String SENDER = "Rekey";

    /**
     * What it is made of.
     *
     * @param topicName a name for the topic, such as {@code my-erp-notices}
     * @param emails addresses, any number
     * @param phones numbers in E.164, any number
     */
    public record Props(String topicName, List<String> emails, List<String> phones) {}

    private final Key key;
    private final Topic topic;

    public Notices(Construct scope, String id, Props props) {
        super(scope, id);
        key = Key.Builder.create(this, "Key")
                .description("Encrypts the notices of " + props.topicName())
                .enableKeyRotation(true)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        topic = Topic.Builder.create(this, "Topic")
                .topicName(props.topicName())
                .displayName(SENDER)
                .masterKey(key)
                .enforceSsl(true)
                .build();
        // EventBridge's right on the key comes with each rule. A condition on the source would shut either service out.
        key.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("AlarmsPublish")
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey*"))
                .resources(List.of("*"))
                .build());
        topic.addToResourcePolicy(PolicyStatement.Builder.create()
                .sid("AlarmsPublish")
                .principals(List.of(new ServicePrincipal("cloudwatch.amazonaws.com")))
                .actions(List.of("sns:Publish"))
                .resources(List.of(topic.getTopicArn()))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of("aws:SourceAccount", Stack.of(this).getAccount())))
                .build());
        props.emails().forEach(address -> topic.addSubscription(new EmailSubscription(address)));
        props.phones().forEach(number -> topic.addSubscription(new SmsSubscription(number)));
        alarm(
                this,
                "FailedAlarm",
                props.topicName() + " not delivered",
                "A mail or a short message could not be delivered. Short messages stop when the account's monthly spending"
                        + " limit is used up (1 US dollar unless you raised it) and go to verified numbers only while the"
                        + " account is in the SMS sandbox: see Text messaging in the SNS console.",
                // A day, so that its own message to an address that fails does not bring it back every few hours.
                topic.metricNumberOfNotificationsFailed(MetricOptions.builder()
                        .period(Duration.days(1))
                        .statistic("Sum")
                        .build()));
    }

    public Topic topic() {
        return topic;
    }

    /** Lets {@code role} publish, and use the topic's key by way of SNS only. */
    public void grantPublish(Role role) {
        allow(role, "sns:Publish", topic.getTopicArn());
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of("kms:Decrypt", "kms:GenerateDataKey"))
                .resources(List.of(key.getKeyArn()))
                .conditions(Map.of(
                        "StringEquals",
                        Map.of(
                                "kms:ViaService",
                                "sns.%s.amazonaws.com".formatted(Stack.of(this).getRegion()))))
                .build());
    }

    /** Lets {@code role} see who is subscribed, and who has not confirmed it. */
    public void grantListSubscriptions(Role role) {
        allow(role, "sns:ListSubscriptionsByTopic", topic.getTopicArn());
    }

    /**
     * Tells people when a metric reaches 1 or more.
     *
     * @param name what it is called in the message's subject
     * @param whatToDo the message's text
     */
    public Alarm alarm(Construct scope, String id, String name, String whatToDo, IMetric metric) {
        return alarm(scope, id, name, whatToDo, metric, 1);
    }

    /** As the other, from {@code threshold} on. */
    public Alarm alarm(Construct scope, String id, String name, String whatToDo, IMetric metric, int threshold) {
        return ringing(Alarm.Builder.create(scope, id)
                .alarmName(name)
                .alarmDescription(whatToDo)
                .metric(metric)
                .threshold(threshold)
                .evaluationPeriods(1)
                .comparisonOperator(ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD)
                .treatMissingData(TreatMissingData.NOT_BREACHING));
    }

    /** Tells people when a metric falls below {@code threshold}; one that is missing has not. */
    public Alarm alarmBelow(Construct scope, String id, String name, String whatToDo, IMetric metric, int threshold) {
        return ringing(Alarm.Builder.create(scope, id)
                .alarmName(name)
                .alarmDescription(whatToDo)
                .metric(metric)
                .threshold(threshold)
                .evaluationPeriods(1)
                .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                .treatMissingData(TreatMissingData.NOT_BREACHING));
    }

    /**
     * Tells people when a metric that was there is missing for {@code periods} of its periods or somewhat longer.
     *
     * <p>It says so as the alarm falls from OK back to INSUFFICIENT_DATA, in which it began. Treating what is missing as
     * breaching would ring in every new deployment, before there was anything to measure; and
     * <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html">CloudWatch
     * looks back further</a> than the periods in both cases.
     */
    public Alarm alarmMissing(Construct scope, String id, String name, String whatToDo, IMetric metric, int periods) {
        Alarm alarm = Alarm.Builder.create(scope, id)
                .alarmName(name)
                .alarmDescription(whatToDo)
                .metric(metric)
                .threshold(1)
                .evaluationPeriods(periods)
                .comparisonOperator(ComparisonOperator.LESS_THAN_THRESHOLD)
                .treatMissingData(TreatMissingData.MISSING)
                .build();
        alarm.addInsufficientDataAction(new SnsAction(topic));
        return alarm;
    }

    private Alarm ringing(Alarm.Builder builder) {
        Alarm alarm = builder.build();
        alarm.addAlarmAction(new SnsAction(topic));
        return alarm;
    }

    private static void allow(Role role, String action, String topicArn) {
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(List.of(action))
                .resources(List.of(topicArn))
                .build());
    }
}
