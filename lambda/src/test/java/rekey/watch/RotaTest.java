package rekey.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import rekey.failure.NotEnrolled;
import rekey.failure.TryLater;
import rekey.failure.WatchIncomplete;
import rekey.function.Deadline;
import rekey.function.FakeContext;
import rekey.function.Journal;

class RotaTest {
    private final FakeContext context = new FakeContext(60_000);
    private final List<String> done = new ArrayList<>();

    private record Task(String name, int weight, Consumer<Round> what) implements Duty {
        @Override
        public void attend(Round round) {
            what.accept(round);
        }
    }

    private Duty fine(String name) {
        return new Task(name, 1, round -> done.add(name));
    }

    private static Duty failing(String name, RuntimeException with) {
        return new Task(name, 1, round -> {
            throw with;
        });
    }

    private void attend(Deadline deadline, Duty... duties) {
        new Rota(List.of(duties))
                .attend(new Round(Instant.EPOCH, deadline, new Journal(context.getLogger()), new Readings()));
    }

    private void attend(Duty... duties) {
        attend(Deadline.in(Duration.ofSeconds(60)), duties);
    }

    @Test
    void hasEverythingLookedAfterInItsOrder() {
        attend(fine("one"), fine("two"), fine("three"));

        assertThat(done).containsExactly("one", "two", "three");
        assertThat(context.log()).isEmpty();
    }

    @Test
    void oneFailureKeepsNoOtherFromItsTurnAndAllAreSaidInTheEnd() {
        TryLater busy = new TryLater("SNS is busy.");
        NotEnrolled notEnrolled = new NotEnrolled();

        assertThatThrownBy(() -> attend(fine("one"), failing("two", busy), failing("three", notEnrolled), fine("four")))
                .isInstanceOf(WatchIncomplete.class)
                .hasMessage("two: %s three: %s".formatted(busy.getMessage(), notEnrolled.getMessage()))
                .hasSuppressedException(busy)
                .hasSuppressedException(notEnrolled);
        assertThat(done).containsExactly("one", "four");
        assertThat(context.log())
                .containsExactly(
                        "{\"level\":\"WARN\",\"event\":\"watch.failed\",\"duty\":\"two\",\"failure\":\"TryLater\"}\n",
                        "{\"level\":\"WARN\",\"event\":\"watch.failed\",\"duty\":\"three\",\"failure\":\"NotEnrolled\"}\n");
    }

    /** Its message may repeat what came from outside. */
    @Test
    void ofAFailureThatIsNotOursOnlyWhereItHappenedIsSaid() {
        assertThatThrownBy(() -> attend(failing("one", new IllegalStateException("Atzr|whatever")), fine("two")))
                .isInstanceOf(WatchIncomplete.class)
                .message()
                .matches(
                        "one: java\\.lang\\.IllegalStateException at rekey\\.watch\\.RotaTest\\..*\\(RotaTest\\.java:\\d+\\)\\.");
        assertThat(done).containsExactly("two");
        assertThat(context.log()).noneMatch(line -> line.contains("whatever"));
    }

    @Test
    void whatHangsHasItsShareOfTheTimeAndNoMore() {
        List<Duration> left = new ArrayList<>();
        Consumer<Round> measure = round -> left.add(round.deadline().remaining());
        attend(new Task("light", 1, measure), new Task("heavy", 3, measure), new Task("last", 0, measure));

        assertThat(left.get(0)).isBetween(Duration.ofSeconds(14), Duration.ofSeconds(15));
        assertThat(left.get(1)).isBetween(Duration.ofSeconds(58), Duration.ofSeconds(60));
        assertThat(left.get(2)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
    }

    @Test
    void manyLightOnesLeaveNobodyWithoutTime() {
        List<Duration> left = new ArrayList<>();
        Stream<Duty> many = IntStream.range(0, 100)
                .mapToObj(i -> new Task(
                        "seller " + i, 0, round -> left.add(round.deadline().remaining())));
        attend(many.toArray(Duty[]::new));

        assertThat(left).hasSize(100).allMatch(each -> each.compareTo(Duration.ofSeconds(5)) > 0);
    }

    @Test
    void nobodyGetsMoreTimeThanThereIs() {
        List<Duration> left = new ArrayList<>();
        attend(
                Deadline.in(Duration.ofSeconds(1)),
                new Task("one", 1, round -> left.add(round.deadline().remaining())),
                new Task("two", 0, round -> left.add(round.deadline().remaining())));

        assertThat(left).allMatch(each -> each.compareTo(Duration.ofSeconds(1)) <= 0);
    }
}
