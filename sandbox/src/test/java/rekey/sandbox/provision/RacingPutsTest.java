package rekey.sandbox.provision;

import static org.assertj.core.api.Assertions.assertThat;
import static rekey.sandbox.provision.ProvisionedStack.NAME;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import rekey.sandbox.provision.MeddlingProxy.Fate;

/** An operator stores a new value between the function's read and its put of the value that it read. */
class RacingPutsTest {
    private static final String OLD = "amzn1.oa2-cs.v1.c5e0d1f2a3b4c6d7";
    private static final String NEW = "amzn1.oa2-cs.v1.9f8e7d6c5b4a3921";
    private static final String NEWEST = "amzn1.oa2-cs.v1.1122334455667788";

    @AutoClose
    private final ProvisionedStack stack = new ProvisionedStack();

    RacingPutsTest() {
        stack.store(OLD, put -> put.description("Before"));
    }

    @Test
    void theNewValueIsTheLatestAgain() {
        stack.proxy.next("PutParameter", stores(NEW));

        assertSuccess(stack.update(NAME));

        assertThat(stack.value()).isEqualTo(NEW);
        assertThat(stack.latest().description()).isEqualTo(ProvisionedStack.DESCRIPTION);
        assertThat(stack.latest().version()).as("old, new, old, new").isEqualTo(4);
        assertThat(stack.logs()).contains("\"event\":\"parameter.restored\"").contains("\"from\":2,\"version\":4");
    }

    @Test
    void theNewestOfSeveralIsTheLatestAgain() {
        stack.proxy.next("PutParameter", MeddlingProxy.after(() -> {
            stack.store(NEW);
            stack.store(NEWEST);
        }));

        assertSuccess(stack.update(NAME));

        assertThat(stack.value()).isEqualTo(NEWEST);
    }

    @Test
    void aValueThatComesWhileTheOtherIsPutBackIsPutBackAsWell() {
        stack.proxy.next("PutParameter", stores(NEW));
        stack.proxy.next("PutParameter", stores(NEWEST));

        assertSuccess(stack.update(NAME));

        assertThat(stack.value()).isEqualTo(NEWEST);
        assertThat(stack.latest().version()).isEqualTo(6);
    }

    @Test
    void itGivesUpOnSomebodyWhoNeverStops() {
        for (int i = 0; i < 10; i++) {
            stack.proxy.next("PutParameter", stores(NEW + i));
        }

        JsonNode answer = stack.update(NAME);

        assertThat(answer.get("Status").asText()).isEqualTo("FAILED");
        assertThat(answer.get("Reason").asText()).contains("Somebody keeps storing values in " + NAME);
        assertThat(stack.value()).as("the last that was stored").isEqualTo(NEW + 4);
    }

    /** The put is there, its answer is not, and the SDK sends it again: two versions of ours, nobody else's. */
    @Test
    void aPutWhoseAnswerIsLostIsNotTakenForSomebodyElses() {
        stack.proxy.next("PutParameter", Fate.ANSWER_LOST);

        assertSuccess(stack.update(NAME));

        assertThat(stack.value()).isEqualTo(OLD);
        assertThat(stack.latest().version()).isEqualTo(3);
        assertThat(stack.logs()).doesNotContain("parameter.restored");
    }

    /** Ours, the operator's, and ours once more: the version right before the last is not the one to look at. */
    @Test
    void aValueBetweenAPutAndItsRepetitionIsPutBack() {
        stack.proxy.next("PutParameter", () -> {
            stack.store(NEW);
            return Fate.ANSWER_LOST;
        });

        assertSuccess(stack.update(NAME));

        assertThat(stack.value()).isEqualTo(NEW);
        assertThat(stack.latest().version()).as("old, new, old, old, new").isEqualTo(5);
    }

    @Test
    void aThrottledPutBackIsTriedAgainUntilItWorks() {
        stack.proxy.next("PutParameter", stores(NEW));
        for (int i = 0; i < 4; i++) {
            stack.proxy.next("PutParameter", Fate.THROTTLED);
        }

        assertSuccess(stack.update(NAME));

        assertThat(stack.value()).isEqualTo(NEW);
    }

    @Test
    void aNewValueThatCannotBeReadIsNamedByItsVersion() {
        String other = stack.newKey();
        stack.proxy.next("PutParameter", MeddlingProxy.after(() -> {
            stack.store(NEW, put -> put.keyId(other));
            stack.kms.disableKey(request -> request.keyId(other));
        }));

        JsonNode answer = stack.update(NAME);

        assertThat(answer.get("Status").asText()).isEqualTo("FAILED");
        assertThat(answer.get("Reason").asText())
                .startsWith("Somebody stored version 2 of " + NAME)
                .contains("version 3, the latest, holds the value from before")
                .contains("-c key=" + other)
                .contains("store the value of version 2 again; aws ssm get-parameter --name " + NAME + ":2");
        assertThat(stack.sandbox.calls().of("AmazonSSM.GetParameter"))
                .as("what does not pass is not tried again")
                .isEqualTo(2);
    }

    @Test
    void aParameterThatIsDeletedMeanwhileIsThereWithItsValue() {
        stack.proxy.next(
                "PutParameter", MeddlingProxy.after(() -> stack.ssm.deleteParameter(request -> request.name(NAME))));

        assertSuccess(stack.update(NAME));

        assertThat(stack.value()).isEqualTo(OLD);
        assertThat(stack.latest().version()).isEqualTo(1);
    }

    @Test
    void aParameterThatIsMadeAnewMeanwhileKeepsItsNewValue() {
        stack.store(OLD, put -> put.description("Before"));
        stack.proxy.next("PutParameter", MeddlingProxy.after(() -> {
            stack.ssm.deleteParameter(request -> request.name(NAME));
            stack.store(NEW);
        }));

        assertSuccess(stack.update(NAME));

        assertThat(stack.value()).isEqualTo(NEW);
    }

    private Supplier<Fate> stores(String value) {
        return MeddlingProxy.after(() -> stack.store(value));
    }

    private static void assertSuccess(JsonNode answer) {
        assertThat(answer.get("Status").asText()).as("%s", answer).isEqualTo("SUCCESS");
        assertThat(answer.get("PhysicalResourceId").asText()).isEqualTo(NAME);
    }

    /** The SDK gives up after three attempts; the put-back is still tried again. */
    @Test
    void aPutBackWhoseAnswersAreLostIsTriedAgain() {
        stack.proxy.next("PutParameter", stores(NEW));
        for (int i = 0; i < 3; i++) {
            stack.proxy.next("PutParameter", Fate.ANSWER_LOST);
        }

        assertSuccess(stack.update(NAME));

        assertThat(stack.value()).isEqualTo(NEW);
    }
}
