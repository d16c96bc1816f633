package rekey.sandbox.contract.shape;

import static rekey.sandbox.contract.shape.Tour.refused;

import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/** SNS. */
final class TopicStops {
    private static final String NONE = "arn:aws:sns:us-east-1:123456789012:none";
    private static final String PHONE = "+14155550100";

    private final Tour tour;
    private final SnsClient sns;

    TopicStops(Tour tour) {
        this.tour = tour;
        sns = tour.client(SnsClient::builder);
    }

    void addTo(Map<String, Runnable> stops) {
        stops.put("SNS.CreateTopic", this::create);
        stops.put("SNS.ListTopics", this::list);
        stops.put("SNS.GetTopicAttributes", this::describe);
        stops.put("SNS.SetTopicAttributes", this::change);
        stops.put("SNS.DeleteTopic", this::delete);
        stops.put("SNS.Subscribe", this::subscribe);
        stops.put("SNS.ConfirmSubscription", this::confirm);
        stops.put("SNS.ListSubscriptions", this::subscriptions);
        stops.put("SNS.ListSubscriptionsByTopic", this::subscriptionsOfOne);
        stops.put("SNS.Unsubscribe", this::unsubscribe);
        stops.put("SNS.Publish", this::publish);
        stops.put("SNS.PublishBatch", this::publishSeveral);
    }

    private void create() {
        String name = tour.newName();
        sns.createTopic(request -> request.name(name).attributes(Map.of("DisplayName", "Rekey")));
        refused(() -> sns.createTopic(request -> request.name(name).attributes(Map.of("DisplayName", "Other"))));
        refused(() -> sns.createTopic(request -> request.name("no name")));
    }

    private void list() {
        for (int i = 0; i <= 100; i++) {
            newTopic();
        }
        String next = sns.listTopics().nextToken();
        sns.listTopics(request -> request.nextToken(next));
        refused(() -> sns.listTopics(request -> request.nextToken("none")));
    }

    private void describe() {
        sns.getTopicAttributes(request -> request.topicArn(newTopic()));
        refused(() -> sns.getTopicAttributes(request -> request.topicArn(NONE)));
        refused(() -> sns.getTopicAttributes(request -> request.topicArn("none")));
        refused(() -> sns.getTopicAttributes(request -> request.topicArn(NONE.replace("1234", "4321"))));
    }

    private void change() {
        sns.setTopicAttributes(request ->
                request.topicArn(newTopic()).attributeName("DisplayName").attributeValue("Other"));
        refused(() -> sns.setTopicAttributes(
                request -> request.topicArn(NONE).attributeName("DisplayName").attributeValue("Other")));
    }

    private void delete() {
        sns.deleteTopic(request -> request.topicArn(newTopic()));
    }

    private void subscribe() {
        sns.subscribe(request -> request.topicArn(newTopic())
                .protocol("email")
                .endpoint("ops@example.com")
                .returnSubscriptionArn(true));
        sns.subscribe(request -> request.topicArn(newTopic()).protocol("sms").endpoint(PHONE));
        refused(() -> sns.subscribe(
                request -> request.topicArn(newTopic()).protocol("pigeon").endpoint("loft")));
        refused(() ->
                sns.subscribe(request -> request.topicArn(NONE).protocol("sms").endpoint(PHONE)));
    }

    /** The right token is in a mail only. */
    private void confirm() {
        refused(() ->
                sns.confirmSubscription(request -> request.topicArn(newTopic()).token("none")));
        refused(() -> sns.confirmSubscription(request -> request.topicArn(NONE).token("none")));
    }

    private void subscriptions() {
        String topic = newTopic();
        for (int i = 0; i <= 100; i++) {
            String phone = "+1415555%04d".formatted(i);
            sns.subscribe(request -> request.topicArn(topic).protocol("sms").endpoint(phone));
        }
        String next = sns.listSubscriptions().nextToken();
        sns.listSubscriptions(request -> request.nextToken(next));
        refused(() -> sns.listSubscriptions(request -> request.nextToken("none")));
    }

    private void subscriptionsOfOne() {
        String topic = newTopic();
        sns.subscribe(request -> request.topicArn(topic).protocol("email").endpoint("ops@example.com"));
        sns.subscribe(request -> request.topicArn(topic).protocol("sms").endpoint(PHONE));
        sns.listSubscriptionsByTopic(request -> request.topicArn(topic));
        refused(() -> sns.listSubscriptionsByTopic(request -> request.topicArn(NONE)));
        refused(() ->
                sns.listSubscriptionsByTopic(request -> request.topicArn(topic).nextToken("none")));
    }

    private void unsubscribe() {
        String arn = sns.subscribe(
                        request -> request.topicArn(newTopic()).protocol("sms").endpoint(PHONE))
                .subscriptionArn();
        sns.unsubscribe(request -> request.subscriptionArn(arn));
        refused(() -> sns.unsubscribe(request -> request.subscriptionArn("none")));
    }

    private void publish() {
        sns.publish(request -> request.topicArn(newTopic()).subject("Rekey").message("rotate it"));
        sns.publish(request ->
                request.topicArn(newTopic()).messageStructure("json").message("{\"default\":\"rotate it\"}"));
        refused(() -> sns.publish(request -> request.topicArn(NONE).message("rotate it")));
        refused(() -> sns.publish(
                request -> request.topicArn(newTopic()).messageStructure("json").message("{}")));
    }

    private void publishSeveral() {
        PublishBatchRequestEntry entry =
                PublishBatchRequestEntry.builder().id("a").message("rotate it").build();
        sns.publishBatch(request -> request.topicArn(newTopic()).publishBatchRequestEntries(entry));
        refused(() ->
                sns.publishBatch(request -> request.topicArn(newTopic()).publishBatchRequestEntries(entry, entry)));
        refused(() -> sns.publishBatch(request -> request.topicArn(NONE).publishBatchRequestEntries(entry)));
    }

    private String newTopic() {
        return sns.createTopic(request -> request.name(tour.newName())).topicArn();
    }
}
