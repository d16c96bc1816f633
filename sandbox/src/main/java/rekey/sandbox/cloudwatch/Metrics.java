package rekey.sandbox.cloudwatch;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import rekey.sandbox.SandboxClock;

/**
 * Metrics of one region, in minutes as CloudWatch keeps them, for 15 days (<a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html">concepts</a>). What is
 * never recorded does not exist: it is missing, not zero. Safe for use by several threads.
 */
public final class Metrics {
    static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration RETENTION = Duration.ofDays(15);

    private final SandboxClock clock;
    private final Map<MetricKey, NavigableMap<Instant, Samples>> recorded = new ConcurrentHashMap<>();
    private final Map<MetricKey, DoubleSupplier> gauges = new ConcurrentHashMap<>();
    private final List<BiConsumer<MetricKey, Instant>> listeners = new CopyOnWriteArrayList<>();

    public Metrics(SandboxClock clock) {
        this.clock = clock;
    }

    /** Records a value now. Whoever records nothing but failures has no rate: record zeros for what went well. */
    public void add(String namespace, String name, Map<String, String> dimensions, double value) {
        add(new MetricKey(namespace, name, dimensions), clock.instant(), value);
    }

    /**
     * Records a value of another time. Alarms look at what is late in the minute that is now, and at what is early when
     * its time has come.
     */
    void add(MetricKey key, Instant time, double value) {
        Instant minute = time.truncatedTo(ChronoUnit.MINUTES);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        change(key, minutes -> minutes.merge(minute, Samples.of(value), Samples::plus));
        tell(key, minute.isBefore(now) ? now : minute);
    }

    /**
     * Has a value looked at when an alarm on it is evaluated.
     *
     * @param value not called while anything here is locked
     * @return to be run when the value may have risen from zero: until then alarms on it rest; it only makes a note
     */
    public Runnable gauge(String namespace, String name, Map<String, String> dimensions, DoubleSupplier value) {
        MetricKey key = new MetricKey(namespace, name, dimensions);
        gauges.put(key, value);
        Runnable risen = () -> tell(key, clock.instant().truncatedTo(ChronoUnit.MINUTES));
        risen.run();
        return risen;
    }

    /** Forgets a gauge, as its queue is deleted; what was recorded of it stays. */
    public void removeGauge(String namespace, String name, Map<String, String> dimensions) {
        gauges.remove(new MetricKey(namespace, name, dimensions));
    }

    /** The sum of all that was recorded in the last 15 days, zero when nothing was. */
    public double sum(String namespace, String name, Map<String, String> dimensions) {
        return in(new MetricKey(namespace, name, dimensions), Instant.MIN, Instant.MAX)
                .map(Samples::sum)
                .orElse(0.0);
    }

    /** What was recorded from {@code start} to before {@code end}. */
    Optional<Samples> in(MetricKey key, Instant start, Instant end) {
        NavigableMap<Instant, Samples> minutes = recorded.get(key);
        if (minutes == null) {
            return Optional.empty();
        }
        synchronized (minutes) {
            return minutes.subMap(start, end).values().stream().reduce(Samples::plus);
        }
    }

    /** The minutes from {@code start} to before {@code end} in which something was recorded. */
    List<Instant> minutes(MetricKey key, Instant start, Instant end) {
        NavigableMap<Instant, Samples> minutes = recorded.get(key);
        if (minutes == null) {
            return List.of();
        }
        synchronized (minutes) {
            return List.copyOf(minutes.subMap(start, end).keySet());
        }
    }

    /**
     * Looks at a gauge, if it is one, for the minute that ends now. That is recorded, so that an alarm looks again when
     * it leaves the period. Zero is recorded once: afterwards it is missing, as of a queue that is not in use.
     */
    void look(MetricKey key, Instant end) {
        DoubleSupplier gauge = gauges.get(key);
        if (gauge == null) {
            return;
        }
        double value = gauge.getAsDouble();
        change(key, minutes -> {
            boolean wasZero =
                    minutes.isEmpty() || minutes.lastEntry().getValue().maximum() == 0;
            if (value != 0 || !wasZero) {
                // Two alarms may look in the same minute: that is one sample.
                minutes.put(end.minus(MINUTE), Samples.of(value));
            }
        });
    }

    /** Has somebody told, on the thread that records, at the end of which minute something has changed or may have. */
    void onChange(BiConsumer<MetricKey, Instant> listener) {
        listeners.add(listener);
    }

    private void change(MetricKey key, Consumer<NavigableMap<Instant, Samples>> change) {
        NavigableMap<Instant, Samples> minutes = recorded.computeIfAbsent(key, unknown -> new TreeMap<>());
        synchronized (minutes) {
            change.accept(minutes);
            minutes.headMap(clock.instant().minus(RETENTION)).clear();
        }
    }

    private void tell(MetricKey key, Instant minute) {
        listeners.forEach(listener -> listener.accept(key, minute.plus(MINUTE)));
    }
}
