package rekey.sandbox.contract.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import rekey.sandbox.Sandbox;
import rekey.sandbox.contract.shape.KnownDifferences.Difference;

/** Every answer and every refusal that the sandbox gives on a tour of all its operations has the shape that AWS's has. */
class AnswersFitTheModelTest {
    private static final ConcurrentLinkedQueue<Answer> answers = new ConcurrentLinkedQueue<>();
    private static final Map<String, String> failures = new TreeMap<>();
    private static Set<String> operations;
    private static Set<String> stops;

    @BeforeAll
    static void goOnTheTour() throws Exception {
        try (Sandbox sandbox = Sandbox.start(0);
                Tour tour = new Tour(
                        sandbox.endpoint(), new CheckedAnswers(answers::add), sandbox.deployTokenFunction("my-erp"))) {
            operations = Operations.of(sandbox.endpoint());
            stops = tour.stops().keySet();
            tour.stops().forEach((operation, stop) -> {
                if (operations.contains(operation)) {
                    visit(operation, stop);
                }
            });
        }
    }

    private static void visit(String operation, Runnable stop) {
        try {
            stop.run();
        } catch (RuntimeException | AssertionError e) {
            failures.put(operation, e.toString());
        }
    }

    @Test
    void theTourStopsAtEveryOperation() {
        assertThat(operations).hasSizeGreaterThan(30);
        Set<String> without = new TreeSet<>(operations);
        without.removeAll(stops);
        assertThat(without)
                .as("operations that the tour has no stop for: add one")
                .isEmpty();
        assertThat(failures).isEmpty();
    }

    @Test
    void everyOperationAnsweredOnTheTour() {
        Set<String> unanswered = new TreeSet<>(operations);
        // Its token is in a mail that nobody reads here.
        unanswered.remove("SNS.ConfirmSubscription");
        answers.stream()
                .filter(answer -> !answer.isRefusal())
                .forEach(answer -> unanswered.remove(answer.service().named(answer.operation())));
        assertThat(unanswered).isEmpty();
    }

    @Test
    void answersFitWhatTheJavaSdkKnows() {
        assertThat(problems(SdkModel.INSTANCE)).isEmpty();
    }

    @Test
    void answersFitWhatBotocoreKnows() {
        Optional<BotocoreModel> botocore = BotocoreModel.find();
        assumeTrue(botocore.isPresent(), "python3 with botocore is not installed");
        assertThat(problems(botocore.get())).isEmpty();
    }

    @Test
    void everyKnownDifferenceIsStillThere() {
        Optional<BotocoreModel> botocore = BotocoreModel.find();
        assumeTrue(botocore.isPresent(), "python3 with botocore is not installed");
        AnswerCheck check = new AnswerCheck(botocore.get());
        List<Difference> gone = new ArrayList<>(KnownDifferences.ALL);
        for (Answer answer : answers) {
            check.problems(answer).forEach(problem -> gone.removeIf(difference -> difference.isSeen(answer, problem)));
        }
        assertThat(gone).as("differences to take from the list").isEmpty();
    }

    private static List<String> problems(Model model) {
        AnswerCheck check = new AnswerCheck(model);
        Set<String> problems = new TreeSet<>();
        for (Answer answer : answers) {
            check.problems(answer).stream()
                    .filter(problem -> !KnownDifferences.knows(answer, problem))
                    .forEach(problem -> problems.add(answer + ": " + problem));
        }
        return new ArrayList<>(problems);
    }
}
