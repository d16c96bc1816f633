package rekey.sandbox.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import rekey.credential.Placeholder;
import rekey.credential.Secret;
import rekey.sandbox.lwa.MessageType;
import rekey.sandbox.lwa.RegisteredApplication.SecretDates;
import rekey.sandbox.lwa.SecretMessages.Message;

/**
 * The rotation function dies after every single one of its calls, and what was in the queues comes again in every order:
 * the new secret ends as the current one, is put there once, and is nowhere lost on the way.
 */
class EveryCrashTest {
    private static final Duration UNTIL_DUE = Duration.ofDays(141);
    /** How often a queue gives a message before it goes to the dead-letter queue. */
    private static final int MOST_DELIVERIES = 30;
    /** Of four messages, of which the second and the third are copies of one. */
    private static final List<List<Integer>> ORDERS = orders(4).stream()
            .filter(order -> order.indexOf(1) < order.indexOf(2))
            .toList();

    /** Where it dies: after so many calls for a message of this type. */
    record Point(MessageType type, int calls) {}

    static Stream<Point> points() {
        try (MortalFunction function = new MortalFunction()) {
            function.sandbox.clock().advance(UNTIL_DUE);
            int forExpiry = callsFor(function, function.application.messages().last(MessageType.EXPIRY));
            int forSecret = callsFor(function, function.application.messages().last(MessageType.NEW_SECRET));
            assertThat(forExpiry).isGreaterThan(5);
            assertThat(forSecret).isGreaterThan(8);
            return Stream.concat(
                    IntStream.rangeClosed(0, forExpiry).mapToObj(n -> new Point(MessageType.EXPIRY, n)),
                    IntStream.rangeClosed(0, forSecret).mapToObj(n -> new Point(MessageType.NEW_SECRET, n)));
        }
    }

    @ParameterizedTest
    @MethodSource("points")
    void endsPromotedExactlyOnceAndIsNeverLost(Point point) {
        try (MortalFunction function = new MortalFunction()) {
            // A first rotation, so that an old message of Amazon's can turn up again.
            function.sandbox.clock().advance(UNTIL_DUE);
            deliverAll(function, List.of(function.application.messages().last(MessageType.EXPIRY)), new ArrayList<>());
            for (int order = 0; order < ORDERS.size(); order++) {
                Message old = function.application.messages().last(MessageType.NEW_SECRET);
                function.sandbox.clock().advance(UNTIL_DUE);
                dieAndComeBack(function, point, old, order);
            }
        }
    }

    private static void dieAndComeBack(MortalFunction function, Point point, Message old, int order) {
        int issued = function.application.secrets().size();
        List<String> proven = new ArrayList<>(List.of(function.current()));
        Message expiry = function.application.messages().last(MessageType.EXPIRY);
        if (point.type() == MessageType.NEW_SECRET) {
            assertThat(function.takes(expiry.body())).isTrue();
        }
        Message first = point.type() == MessageType.EXPIRY
                ? expiry
                : function.application.messages().last(MessageType.NEW_SECRET);
        function.life.dieAfter(point.calls());
        boolean acknowledged = function.takes(first.body());
        function.life.live();
        if (acknowledged && first.body().contains(function.application.clientSecret())) {
            // The queue would not give it again.
            assertThat(function.current()).as("acknowledged when done").isEqualTo(function.application.clientSecret());
        }
        assertIsStoredOnceItIsNoted(function);

        if (function.application.secrets().size() == issued) {
            // It died before Amazon was asked, which it cannot know: it waits for a message as long as an overlap
            // lasts.
            deliverAll(function, List.of(expiry, old), proven);
            function.sandbox.clock().advance(Duration.ofDays(8));
            deliverAll(function, List.of(function.application.messages().last(MessageType.EXPIRY)), proven);
        }
        List<Message> mixed = new ArrayList<>(List.of(
                expiry,
                function.application.messages().last(MessageType.NEW_SECRET),
                function.application.messages().last(MessageType.NEW_SECRET),
                old));
        deliverAll(function, ORDERS.get(order).stream().map(mixed::get).toList(), proven);

        String newest = function.application.clientSecret();
        assertThat(function.application.secrets()).as("issued once").hasSize(issued + 1);
        assertThat(function.current()).isEqualTo(newest);
        assertThat(function.puts(newest)).as("put once").isOne();
        assertThat(function.pending()).isEqualTo(Placeholder.VALUE);
        assertThat(function.ledger().current().orElseThrow().fingerprint())
                .isEqualTo(Secret.of(newest).fingerprint());
        assertThat(function.ledger().pending()).isEmpty();
        assertThat(function.ledger().current().orElseThrow().expires())
                .isEqualTo(millis(newestOf(function).expires()));
        assertThat(function.logs).noneMatch(line -> line.contains(newest));
    }

    /** Delivers until the queue is empty; what fails goes to its end. */
    private static void deliverAll(MortalFunction function, List<Message> messages, List<String> proven) {
        Deque<Message> queue = new ArrayDeque<>(messages);
        int deliveries = 0;
        int known = function.application.secrets().size();
        while (!queue.isEmpty()) {
            assertThat(++deliveries).as("deliveries").isLessThan(MOST_DELIVERIES);
            Message message = queue.poll();
            if (!function.takes(message.body())) {
                queue.add(message);
            }
            if (function.application.secrets().size() > known) {
                known = function.application.secrets().size();
                queue.add(function.application.messages().last(MessageType.NEW_SECRET));
            }
            assertNothingIsLost(function, queue, proven);
        }
    }

    private static void assertNothingIsLost(MortalFunction function, Deque<Message> queue, List<String> proven) {
        String newest = function.application.clientSecret();
        Set<String> places = new LinkedHashSet<>(List.of(function.current(), function.pending()));
        boolean queued = queue.stream().anyMatch(message -> message.body().contains(newest));
        assertThat(queued || places.contains(newest)).as("it is somewhere").isTrue();
        assertIsStoredOnceItIsNoted(function);
        if (!proven.isEmpty()) {
            assertThat(function.current()).as("a proven one").isIn(proven.get(0), newest);
        }
    }

    /** From when the ledger knows it, Parameter Store has it, whatever becomes of its message. */
    private static void assertIsStoredOnceItIsNoted(MortalFunction function) {
        String newest = function.application.clientSecret();
        if (function.ledger().find(Secret.of(newest).fingerprint()).isPresent()) {
            assertThat(List.of(function.current(), function.pending()))
                    .as("stored once noted")
                    .contains(newest);
        }
    }

    private static int callsFor(MortalFunction function, Message message) {
        function.life.live();
        assertThat(function.takes(message.body())).isTrue();
        return function.life.live();
    }

    private static SecretDates newestOf(MortalFunction function) {
        List<SecretDates> secrets = function.application.secrets();
        return secrets.get(secrets.size() - 1);
    }

    private static Instant millis(Instant instant) {
        return Instant.ofEpochMilli(instant.toEpochMilli());
    }

    /** Every order of {@code size} things. */
    private static List<List<Integer>> orders(int size) {
        if (size == 0) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (List<Integer> shorter : orders(size - 1)) {
            for (int at = 0; at <= shorter.size(); at++) {
                List<Integer> longer = new ArrayList<>(shorter);
                longer.add(at, size - 1);
                all.add(longer);
            }
        }
        return all;
    }
}
