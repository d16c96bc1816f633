package rekey.sandbox.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.LoopbackAws.codeOf;
import static rekey.sandbox.LoopbackAws.refusalOf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import rekey.credential.Secret;
import rekey.sandbox.LoopbackAws;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InternalErrorException;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** The service as a whole: what is not in it, what is counted, what fails on demand, and many callers at once. */
class SnsServiceTest {
    private static final int CALLS = 64;

    @AutoClose
    private final LoopbackAws aws = new LoopbackAws();

    @AutoClose("shutdownNow")
    private final ExecutorService callers = Executors.newFixedThreadPool(8);

    private final SnsClient sns = aws.sns;
    private final String topic =
            sns.createTopic(request -> request.name("my-erp-notices")).topicArn();

    @Test
    void refusesByNameWhatItDoesNotDo() {
        assertThat(refusalOf(() -> sns.listTagsForResource(request -> request.resourceArn(topic)))
                        .awsErrorDetails()
                        .errorMessage())
                .startsWith("The Rekey sandbox does not answer SNS.ListTagsForResource. It answers:"
                        + " SNS.ConfirmSubscription, ");
        assertThat(codeOf(() -> sns.listTagsForResource(request -> {}))).isEqualTo("InvalidAction");
    }

    @Test
    void countsItsOperationsBesideThoseOfTheOtherProtocol() {
        aws.kms.listKeys();
        sns.listTopics();
        sns.listTopics();
        codeOf(() -> sns.publish(request -> {}));

        assertThat(aws.calls().all())
                .containsEntry("SNS.CreateTopic", 1L)
                .containsEntry("SNS.ListTopics", 2L)
                .containsEntry("SNS.Publish", 1L)
                .containsEntry("TrentService.ListKeys", 1L)
                .hasSize(4);
    }

    @Test
    void anOperationFailsOnDemandUntilItIsRepaired() {
        aws.faults().fail("SNS.ListTopics", 500, "InternalError");
        aws.faults().fail("SNS.Subscribe", 404, "NotFound");

        assertThat(refusalOf(sns::listTopics))
                .isInstanceOf(InternalErrorException.class)
                .hasMessageContaining("The sandbox was told to fail.");
        assertThat(refusalOf(() -> subscribe("+15550001"))).isInstanceOf(NotFoundException.class);
        assertThat(sns.listSubscriptions().subscriptions()).isEmpty();

        aws.faults().repair();
        assertThat(sns.listTopics().topics()).hasSize(1);
    }

    @Test
    void onlyOneOfManySubscribesTheEndpoint() throws Exception {
        List<String> arns = inParallel(i -> subscribe("+15550001"));

        assertThat(arns).hasSize(CALLS).containsOnly(arns.get(0));
        assertThat(sns.listSubscriptions().subscriptions()).hasSize(1);
    }

    @Test
    void noneOfManySubscriptionsIsLost() throws Exception {
        List<String> arns = inParallel(i -> subscribe("+1555" + (1000 + i)));

        assertThat(arns).doesNotHaveDuplicates();
        assertThat(sns.listSubscriptionsByTopic(request -> request.topicArn(topic)).subscriptions().stream()
                        .map(listed -> listed.subscriptionArn()))
                .containsExactlyInAnyOrderElementsOf(arns);
    }

    @Test
    void aSubscriptionDoesNotPrintItsToken() {
        Subscription subscription = new Subscription(
                1,
                topic + ":" + new UUID(0, 0),
                TopicArn.parse(topic),
                Channel.EMAIL,
                "operator@example.com",
                Secret.of("0123456789abcdef"),
                false,
                Optional.empty());
        assertThat(subscription.toString()).contains("operator@example.com").doesNotContain("0123456789");
    }

    private String subscribe(String number) {
        return sns.subscribe(request -> request.topicArn(topic).protocol("sms").endpoint(number))
                .subscriptionArn();
    }

    private List<String> inParallel(IntFunction<String> call) throws Exception {
        List<Callable<String>> calls = IntStream.range(0, CALLS)
                .mapToObj(i -> (Callable<String>) () -> call.apply(i))
                .toList();
        List<String> answers = new ArrayList<>();
        for (Future<String> answer : callers.invokeAll(calls)) {
            answers.add(answer.get());
        }
        return answers;
    }
}
