package rekey.sandbox.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;

/**
 * The log groups of one region. Each line that is written runs through the group's metric filters, and gives up the
 * {@linkplain EmbeddedMetrics metrics that are embedded} in it. Of a group the newest 10,000 lines are kept, and none for
 * longer than its retention. Who may write is for others to check. Safe for use by several threads.
 *
 * <p>A line that claims to hold metrics and breaks the format's rules is written like any other, whoever logs it hears
 * nothing, and none of its metrics is recorded: so does CloudWatch, which only <a
 * href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch-Logs-Monitoring-CloudWatch-Metrics.html">counts</a>
 * it, as {@code EMFParsingErrors} or {@code EMFValidationErrors} of the group in {@code AWS/Logs}. That is done here as
 * well, so that an alarm on it can be tried; and the rule that was broken is in {@link #refusedMetrics}, for whoever
 * wonders where a metric is.
 */
public final class LogGroups {
    private static final String ALL_STREAMS = ":*";
    private static final int MOST_REFUSED = 1_000;

    private final SandboxClock clock;
    private final Metrics metrics;
    private final String region;
    private final Map<String, LogGroup> groups = new ConcurrentHashMap<>();
    private final Map<String, MetricFilter> filters = new ConcurrentHashMap<>();
    private final List<RefusedMetrics> refused = new CopyOnWriteArrayList<>();

    public LogGroups(SandboxClock clock, Metrics metrics, String region) {
        this.clock = clock;
        this.metrics = metrics;
        this.region = region;
    }

    /** Makes a group that keeps its lines for ever. Returns its ARN, which ends in {@code :*}. */
    public String create(String name) {
        return create(name, Optional.empty());
    }

    /**
     * Makes a group, or changes its retention.
     *
     * @param properties of an {@code AWS::Logs::LogGroup}, with nothing left to resolve
     * @return its ARN, which ends in {@code :*}
     * @throws AwsError {@code ValidationError} for what is not known here
     */
    public String create(String name, JsonNode properties) {
        Properties group = new Properties("The log group " + name, properties)
                .knowing(Set.of("LogGroupName", "RetentionInDays", "Tags"));
        return create(
                name,
                group.has("RetentionInDays")
                        ? Optional.of(Duration.ofDays(group.wholeNumber("RetentionInDays", 1)))
                        : Optional.empty());
    }

    private String create(String name, Optional<Duration> retention) {
        groups.compute(
                name, (key, before) -> before == null ? new LogGroup(retention) : before.withRetention(retention));
        return AwsAccount.arn("logs", region, "log-group:" + name + ALL_STREAMS);
    }

    /** Deletes a group with its lines and its filters. */
    public void delete(String groupArn) {
        String name = name(groupArn);
        groups.remove(name);
        filters.values().removeIf(filter -> filter.logGroup().equals(name));
    }

    /**
     * Writes a line, now, and records the metrics in it.
     *
     * @param groupArn with or without {@code :*}
     * @throws AwsError {@code ResourceNotFoundException} when there is no such group
     */
    public void write(String groupArn, String stream, String line) {
        String name = name(groupArn);
        group(name).add(new LogLine(clock.instant(), stream, line));
        filters.values().stream()
                .filter(filter -> filter.logGroup().equals(name))
                .forEach(filter -> filter.count(line, metrics));
        record(name, line);
    }

    /** The lines whose metrics were not recorded, and why: the newest 1,000, in the order of time. */
    public List<RefusedMetrics> refusedMetrics() {
        return List.copyOf(refused);
    }

    /** What is in a group, the oldest line first. */
    public List<LogLine> lines(String groupArn) {
        return group(name(groupArn)).lines(clock.instant());
    }

    /**
     * Adds a filter to a group, in place of one of the same {@code FilterName}.
     *
     * @param properties of an {@code AWS::Logs::MetricFilter}, with nothing left to resolve
     * @return its id, to delete it by
     * @throws AwsError {@code ValidationError} for what is not known here, {@code ResourceNotFoundException} when there is
     *     no such group
     */
    public String putMetricFilter(JsonNode properties) {
        MetricFilter filter = MetricFilter.of(properties);
        group(filter.logGroup());
        String id = filter.logGroup() + "/"
                + filter.name().orElseGet(() -> UUID.randomUUID().toString());
        filters.put(id, filter);
        return id;
    }

    public void deleteMetricFilter(String id) {
        filters.remove(id);
    }

    private void record(String group, String line) {
        JsonNode json = FilterPattern.json(line);
        if (!EmbeddedMetrics.claimedBy(line, json)) {
            return;
        }
        try {
            EmbeddedMetrics embedded = EmbeddedMetrics.read(json, clock.instant());
            embedded.values().forEach(value -> metrics.add(value.metric(), embedded.time(), value.number()));
        } catch (AwsError e) {
            refused.add(new RefusedMetrics(clock.instant(), group, e.type(), e.getMessage()));
            if (refused.size() > MOST_REFUSED) {
                refused.remove(0);
            }
            metrics.add("AWS/Logs", e.type(), Map.of("LogGroupName", group), 1);
        }
    }

    private LogGroup group(String name) {
        LogGroup group = groups.get(name);
        if (group == null) {
            throw AwsError.refused("ResourceNotFoundException", "There is no log group " + name + ".");
        }
        return group;
    }

    private String name(String groupArn) {
        String prefix = AwsAccount.arn("logs", region, "log-group:");
        String rest = groupArn.startsWith(prefix) ? groupArn.substring(prefix.length()) : groupArn;
        return rest.endsWith(ALL_STREAMS) ? rest.substring(0, rest.length() - ALL_STREAMS.length()) : rest;
    }

    /** A line as it was written. Do not print it where others read: it is what a function chose to log. */
    public record LogLine(Instant time, String stream, String text) {
        @Override
        public String toString() {
            return "LogLine[" + time + " " + stream + ", " + text.length() + " characters]";
        }
    }
}
