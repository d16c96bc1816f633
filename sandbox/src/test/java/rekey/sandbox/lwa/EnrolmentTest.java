package rekey.sandbox.lwa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.sandbox.Sandbox;
import rekey.sandbox.iam.Policies;
import rekey.sandbox.spapi.SellingPartner;

/** Amazon sends to a queue what the queue's policy and its key let it send, and nothing else. */
class EnrolmentTest {
    private static final String READ = "sqs:GetQueueAttributes";
    private static final String SEND = "sqs:SendMessage";
    private static final String AMAZON = "'Principal':{'AWS':'arn:aws:iam::437568002678:root'}";

    @AutoClose
    private final SellingPartner amazon = new SellingPartner();

    private final RegisteredApplication application = amazon.application;

    @Test
    void anEnrolledApplicationsNewSecretArrives() {
        amazon.enrolled();

        String secret = application.rotateInConsole();

        assertThat(application.clientSecret()).isEqualTo(secret);
        assertThat(amazon.received(amazon.newSecret))
                .singleElement()
                .extracting(message -> message.at("/payload/applicationOAuthClientNewSecret/newClientSecret")
                        .asText())
                .isEqualTo(secret);
        assertThat(application.messages().undelivered()).isEmpty();
    }

    @Test
    void nobodyIsToldOfTheSecretsOfOthers() {
        application.rotateInConsole();
        amazon.enrolled();
        application.issueSecret();
        amazon.sandbox.lwa().register().rotateInConsole();
        application.withdraw();
        application.rotateInConsole();

        assertThat(application.isEnrolled()).isFalse();
        assertThat(application.messages().written()).isEmpty();
        assertThat(amazon.received(amazon.newSecret)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {READ, SEND})
    void theConsoleRefusesAQueueThatAmazonMayNotUse(String onlyRight) {
        amazon.allow(amazon.newSecret, onlyRight);
        String missing = onlyRight.equals(READ) ? SEND : READ;

        assertThatThrownBy(amazon::enrolled)
                .isInstanceOf(EnrolmentRefused.class)
                .hasMessageStartingWith("Amazon cannot use " + amazon.newSecret + ": ")
                .hasMessageContaining("no resource-based policy allows the " + missing + " action")
                .hasMessageEndingWith(
                        "Let arn:aws:iam::437568002678:root do sqs:GetQueueAttributes and" + " sqs:SendMessage on it.");
        assertThat(application.isEnrolled()).isFalse();
    }

    @Test
    void theConsoleRefusesAQueueWithADenyOrNoneAtAll() {
        amazon.policy(amazon.expiry, allowed(amazon.expiry), denied(amazon.expiry));
        assertThatThrownBy(amazon::enrolled)
                .hasMessageContaining("with an explicit deny in a resource-based policy")
                .hasMessageContaining(amazon.expiry);

        amazon.sandbox.sqs().deleteQueue(amazon.expiry);
        assertThatThrownBy(amazon::enrolled).isInstanceOf(EnrolmentRefused.class);
        assertThatThrownBy(() -> application.enrol("my-erp-expiry", amazon.newSecret))
                .isInstanceOf(EnrolmentRefused.class)
                .hasMessageContaining("The specified queue does not exist.");
        assertThatThrownBy(() -> application.enrol(amazon.expiry + ".fifo", amazon.newSecret))
                .isInstanceOf(EnrolmentRefused.class)
                .hasMessageContaining("FIFO");
    }

    @Test
    void aSecretIsLostWhenARightIsTakenAwayAfterTheEnrolment() {
        amazon.enrolled();
        amazon.policy(amazon.newSecret, allowed(amazon.newSecret), denied(amazon.newSecret));

        application.rotateInConsole();

        assertThat(amazon.received(amazon.newSecret)).isEmpty();
        assertThat(application.messages().undelivered()).singleElement().satisfies(lost -> {
            assertThat(lost.message()).isEqualTo(application.messages().last(MessageType.NEW_SECRET));
            assertThat(lost.reason()).contains("explicit deny");
            assertThat(lost.toString()).doesNotContain(application.clientSecret());
        });
    }

    @Test
    void aSecretIsLostWhenItsQueueIsGone() {
        amazon.enrolled();
        amazon.sandbox.sqs().deleteQueue(amazon.newSecret);

        application.rotateInConsole();

        assertThat(application.messages().undelivered()).hasSize(1);
    }

    @Test
    void aDenyOfCallsWithoutTlsDoesNotConcernAmazon() {
        amazon.policy(
                amazon.newSecret,
                allowed(amazon.newSecret),
                "{'Effect':'Deny','Principal':'*','Action':'sqs:*','Resource':'" + amazon.newSecret
                        + "','Condition':{'Bool':{'aws:SecureTransport':'false'}}}");
        amazon.enrolled();

        application.rotateInConsole();

        assertThat(amazon.received(amazon.newSecret)).hasSize(1);
    }

    @Test
    void anEncryptedQueueNeedsTheRightToItsKey() {
        encrypt("'kms:GenerateDataKey','kms:Decrypt'");
        amazon.enrolled();

        application.rotateInConsole();

        assertThat(amazon.received(amazon.newSecret)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'kms:GenerateDataKey'", "'kms:Decrypt'", "'kms:Encrypt'"})
    void anEncryptedQueueTakesNothingWithoutTheRightToItsKey(String onlyRight) {
        encrypt(onlyRight);
        amazon.enrolled();

        application.rotateInConsole();

        assertThat(amazon.received(amazon.newSecret)).isEmpty();
        assertThat(application.messages().undelivered())
                .singleElement()
                .satisfies(lost -> assertThat(lost.reason()).contains("437568002678", "kms:"));
    }

    @Test
    void theKeyThatAwsKeepsForSqsIsNotForAmazon() {
        amazon.sandbox.sqs().setAttributes(amazon.newSecret, Map.of("KmsMasterKeyId", "alias/aws/sqs"));
        amazon.enrolled();

        application.rotateInConsole();

        assertThat(amazon.received(amazon.newSecret)).isEmpty();
        assertThat(application.messages().undelivered()).hasSize(1);
    }

    /** Gives the queue a key of its own, with which Amazon may do so much. */
    private void encrypt(String actions) {
        JsonNode policy = Policies.of(
                "{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::123456789012:root'},'Action':'kms:*','Resource':'*'}",
                "{'Effect':'Allow'," + AMAZON + ",'Action':[" + actions + "],'Resource':'*'}");
        String key = amazon.sandbox.services().kms().createKey(Sandbox.REGION, "queues", false, Optional.of(policy));
        amazon.sandbox.sqs().setAttributes(amazon.newSecret, Map.of("KmsMasterKeyId", key));
    }

    private static String allowed(String queueArn) {
        return "{'Effect':'Allow'," + AMAZON + ",'Action':['" + READ + "','" + SEND + "'],'Resource':'" + queueArn
                + "'}";
    }

    private static String denied(String queueArn) {
        return "{'Effect':'Deny','Principal':'*','Action':'sqs:SendMessage','Resource':'" + queueArn + "'}";
    }
}
