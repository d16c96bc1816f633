package rekey.sandbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static rekey.sandbox.ledger.StoredApplication.NAMES;
import static rekey.sandbox.ledger.StoredApplication.NOW;
import static rekey.sandbox.ledger.StoredApplication.ample;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rekey.credential.Placeholder;
import rekey.failure.LedgerUnreadable;
import rekey.failure.RotationRefused;
import rekey.failure.TryLater;
import rekey.ledger.Change;
import rekey.ledger.KnownSecret;
import rekey.ledger.Ledger;
import rekey.ledger.LedgerStore;
import rekey.ledger.LedgerText;
import rekey.ledger.RotationRequest;
import rekey.ledger.RotationRequest.Outcome;
import rekey.sandbox.provision.MeddlingProxy;
import rekey.sandbox.provision.MeddlingProxy.Fate;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

class LedgerStoreTest {
    private static final String NAME = NAMES.ledger();

    @AutoClose
    private final StoredApplication my = new StoredApplication();

    private final LedgerStore store = my.ledgers;

    @Test
    void isEmptyUntilItsFirstWriteMakesIt() {
        assertThat(store.read(ample())).isEqualTo(Ledger.EMPTY);

        Ledger written = say("done/1");

        assertThat(written.said()).containsOnlyKeys("done/1");
        assertThat(store.read(ample())).isEqualTo(written);
        ParameterHistory first = history().get(0);
        assertThat(first.type()).isEqualTo(ParameterType.STRING);
        assertThat(first.tier()).isEqualTo(ParameterTier.STANDARD);
        assertThat(first.keyId()).isNull();
    }

    @Test
    void beginsAnewOverAPlaceholder() {
        store(Placeholder.VALUE + "\n");

        assertThat(store.read(ample())).isEqualTo(Ledger.EMPTY);
        assertThat(say("done/1").said()).containsOnlyKeys("done/1");
    }

    @Test
    void saysInItsHistoryWhoDidWhatAndWhen() {
        say("done/1");
        store.add("arn:aws:iam::123456789012:user/jane", "took it back", now -> now.saying("done/2", NOW), ample());

        assertThat(history().stream()
                        .map(version ->
                                LedgerText.read(version.value()).change().orElseThrow()))
                .extracting(Change::by, Change::what)
                .containsExactly(
                        tuple("rotation", "said done/1"), tuple("arn:aws:iam::123456789012:user/jane", "took it back"));
    }

    @Test
    void writesNothingWhenNothingIsNew() {
        Ledger written = say("done/1");

        assertThat(say("done/1")).isEqualTo(written);
        assertThat(store.add("watch", "nothing", now -> now, ample())).isEqualTo(written);
        assertThat(my.puts()).isEqualTo(1);
    }

    @Test
    void losesNoFactOfMany() throws Exception {
        say("first");
        List<Ledger> answers = StoredApplication.atOnce(16, number -> say("done/" + number));

        assertThat(store.read(ample()).said().keySet())
                .containsExactlyInAnyOrderElementsOf(IntStream.rangeClosed(-1, 15)
                        .mapToObj(number -> number < 0 ? "first" : "done/" + number)
                        .collect(Collectors.toSet()));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.said()).containsKey("first"));
        assertThat(my.puts()).as("one each, and none again").isEqualTo(17);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6})
    void givesTheRightToExactlyOneOfMany(int others) throws Exception {
        List<Boolean> rights = StoredApplication.atOnce(10 + others, number -> {
            if (number < others) {
                say("done/" + number);
                return false;
            }
            return claim(number);
        });

        assertThat(rights).containsOnlyOnce(true);
        Ledger ledger = store.read(ample());
        assertThat(ledger.requests().stream()
                        .filter(RotationRequest::mayHaveRotated)
                        .map(RotationRequest::id))
                .containsExactly("claim-" + rights.indexOf(true));
        assertThat(ledger.said()).hasSize(others);
        assertThat(claim(99)).as("after all of them").isFalse();
    }

    /**
     * Somebody who knows of no claim writes between two, and crashes: his version, the latest, has none. The next
     * claimant must see the first one's all the same.
     */
    @Test
    void sellsNoRightTwiceBehindAVersionThatKnowsOfNoClaim() {
        say("first");
        my.proxy.next(
                "PutParameter",
                MeddlingProxy.after(() -> assertThat(claimDirectly(1)).isTrue()));

        say("second");

        assertThat(LedgerText.read(my.stored(NAME)).requests())
                .as("its own text")
                .isEmpty();
        assertThat(store.read(ample()).requestUnderWay(NOW)).isPresent();
        assertThat(claim(2)).isFalse();
    }

    @Test
    void refusesAClaimThatIsNotAllowed() {
        RuntimeException refusal = new RotationRefused("Not now.");

        assertThatThrownBy(() -> store.claim(
                        request(1),
                        ledger -> {
                            throw refusal;
                        },
                        ample()))
                .isSameAs(refusal);
        assertThat(my.puts()).isZero();
    }

    @Test
    void refusesAClaimThatWasMadeBefore() {
        assertThat(claim(1)).isTrue();

        assertThatThrownBy(() -> store.claim(request(1), ledger -> {}, ample()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** The write is there, its answer is not, and the SDK sends it again: two versions of ours, nobody else's. */
    @Test
    void aClaimWhoseAnswerIsLostIsNoRivalOfItself() {
        say("first");
        my.proxy.next("PutParameter", Fate.ANSWER_LOST);

        assertThat(claim(1)).isTrue();

        assertThat(history()).hasSize(3);
        assertThat(store.read(ample()).requestUnderWay(NOW)).contains(request(1));
    }

    /** Its first version was the first of all, though the second came after another's. */
    @Test
    void aClaimWhoseAnswerIsLostStillComesBeforeALaterOne() {
        say("first");
        boolean[] other = {true};
        my.proxy.next("PutParameter", Fate.ANSWER_LOST);
        my.proxy.next("PutParameter", MeddlingProxy.after(() -> other[0] = claimDirectly(2)));

        assertThat(claim(1)).isTrue();
        assertThat(other[0]).isFalse();
    }

    @Test
    void aWriteWhoseAnswersAreAllLostIsToBeTriedAgainAndDoesNothingTwice() {
        for (int i = 0; i < 3; i++) {
            my.proxy.next("PutParameter", Fate.ANSWER_LOST);
        }

        assertThatThrownBy(() -> say("done/1")).isInstanceOf(TryLater.class);
        assertThat(say("done/1").said()).containsOnlyKeys("done/1");
        assertThat(my.puts()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "GetParameters, 400, ThrottlingException, rekey.failure.TryLater",
        "GetParameters, 500, InternalServerError, rekey.failure.TryLater",
        "GetParameters, 400, AccessDeniedException, rekey.failure.AccessDenied",
        "PutParameter, 400, ThrottlingException, rekey.failure.TryLater",
        "PutParameter, 400, TooManyUpdates, rekey.failure.TryLater",
        "PutParameter, 400, AccessDeniedException, rekey.failure.AccessDenied",
        "PutParameter, 400, ParameterMaxVersionLimitExceeded, rekey.failure.StoreRefused"
    })
    void failsAsTheCallDoes(String operation, int status, String error, Class<?> failure) {
        my.sandbox.faults().fail("AmazonSSM." + operation, status, error);

        assertThatThrownBy(() -> say("done/1"))
                .isInstanceOf(failure)
                .hasMessageContaining(failure == TryLater.class ? error : NAME);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Xq7QUOTEDqX", "{\"secrets\":[],\"requests\":\"Xq7QUOTEDqX\",\"said\":{}}", "{}"})
    void saysWhichVersionCannotBeUnderstoodAndWritesNothingOverIt(String text) {
        say("done/1");
        store(text);

        assertThatThrownBy(() -> say("done/2"))
                .isInstanceOf(LedgerUnreadable.class)
                .hasMessageStartingWith("Version 2 of " + NAME + " cannot be understood")
                .hasMessageNotContaining("Xq7QUOTEDqX")
                .hasNoCause();
        assertThat(my.stored(NAME)).isEqualTo(text);
    }

    @Test
    void worksAgainWhenAnEarlierVersionIsPutBackOverOneThatCannotBeUnderstood() {
        say("done/1");
        say("done/2");
        String good = my.stored(NAME);
        store("broken");

        store(good);

        assertThat(store.read(ample()).said()).containsOnlyKeys("done/1", "done/2");
        assertThat(say("done/3").said()).containsOnlyKeys("done/1", "done/2", "done/3");
    }

    @Test
    void beginsAnewWhenItIsDeleted() {
        LongStream.range(0, 5).forEach(number -> say("done/" + number));
        my.proxy.next("PutParameter", MeddlingProxy.after(() -> my.ssm.deleteParameter(delete -> delete.name(NAME))));

        assertThat(say("done/5").said()).hasSize(6);
        assertThat(say("done/6").said()).hasSize(7);
        my.ssm.deleteParameter(delete -> delete.name(NAME));
        assertThat(say("done/7").said()).containsOnlyKeys("done/7");
    }

    @Test
    void worksForLongerThanParameterStoreKeepsVersions() {
        for (int i = 0; i < 110; i++) {
            int version = i;
            store.add(
                    "rotation",
                    "promoted",
                    now -> now.with(KnownSecret.storedByHand("3fa9c2d4e5f6", NOW.plusSeconds(version), version)),
                    ample());
        }

        KnownSecret current = store.read(ample()).current().orElseThrow();
        assertThat(current.version()).isEqualTo(109);
        assertThat(current.expires()).isEqualTo(NOW.plus(KnownSecret.LIFE));
    }

    private Ledger say(String key) {
        return store.add("rotation", "said " + key, now -> now.saying(key, NOW), ample());
    }

    private boolean claim(int number) {
        return claim(store, number);
    }

    /** Past the proxy, which is busy. */
    private boolean claimDirectly(int number) {
        return claim(new LedgerStore(my.ssm, NAMES, my.sandbox.clock()), number);
    }

    private static boolean claim(LedgerStore store, int number) {
        try {
            return store.claim(
                    request(number),
                    ledger -> ledger.requestUnderWay(NOW).ifPresent(request -> {
                        throw new RotationRefused("One is under way.");
                    }),
                    ample());
        } catch (RotationRefused e) {
            return false;
        }
    }

    private static RotationRequest request(int number) {
        return new RotationRequest("claim-" + number, NOW, "watch", Outcome.ASKED, "");
    }

    private void store(String text) {
        my.ssm.putParameter(
                put -> put.name(NAME).value(text).type(ParameterType.STRING).overwrite(true));
    }

    private List<ParameterHistory> history() {
        return my.ssm.getParameterHistory(get -> get.name(NAME)).parameters();
    }
}
