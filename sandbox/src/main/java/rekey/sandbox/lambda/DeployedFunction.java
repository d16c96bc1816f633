package rekey.sandbox.lambda;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import rekey.sandbox.aws.AwsError;

/** A function with its versions and aliases. Thread-safe. */
final class DeployedFunction implements AutoCloseable {
    private final FunctionName name;
    private final TreeMap<Integer, FunctionVersion> versions = new TreeMap<>();
    private final TreeMap<String, String> aliases = new TreeMap<>();
    private final AtomicInteger running = new AtomicInteger();
    private FunctionVersion latest;
    private OptionalInt concurrency = OptionalInt.empty();

    DeployedFunction(FunctionName name, FunctionVersion latest) {
        this.name = name;
        this.latest = latest;
    }

    FunctionName name() {
        return name;
    }

    synchronized void update(FunctionVersion to) {
        latest.close();
        latest = to;
    }

    /** The number of a new version, or of the last one when nothing has changed since. */
    synchronized String publish(Instant now) {
        if (!versions.isEmpty() && versions.lastEntry().getValue().isSameAs(latest)) {
            return versions.lastKey().toString();
        }
        int number = versions.isEmpty() ? 1 : versions.lastKey() + 1;
        versions.put(number, latest.publish(Integer.toString(number), now));
        return Integer.toString(number);
    }

    synchronized void alias(String alias, String version) {
        if (!alias.matches("(?![0-9]+$)[A-Za-z0-9_-]{1,128}")) {
            throw AwsError.refused(
                    "InvalidParameterValueException",
                    "An alias has 1 to 128 letters, digits, hyphens and underscores, and not digits alone.");
        }
        if (find(Optional.of(version), false).isEmpty()) {
            throw name.qualified(version).notFound();
        }
        aliases.put(alias, version);
    }

    synchronized void deleteAlias(String alias) {
        aliases.remove(alias);
    }

    /** @throws AwsError when there is no such version or alias */
    synchronized FunctionVersion at(Optional<String> qualifier) {
        return find(qualifier, true)
                .orElseThrow(() -> name.qualified(qualifier.orElseThrow()).notFound());
    }

    /** By their names, with their versions. */
    synchronized Map<String, String> aliases() {
        return new TreeMap<>(aliases);
    }

    /** {@code $LATEST}, and what was published, in the order of the numbers. */
    synchronized List<FunctionVersion> versions() {
        List<FunctionVersion> all = new ArrayList<>(List.of(latest));
        all.addAll(versions.values());
        return all;
    }

    /** From now on, no more than so many invocations at a time. */
    synchronized void limit(int invocations) {
        concurrency = OptionalInt.of(invocations);
    }

    /** Counts an invocation that begins; false when it would be one too many. */
    synchronized boolean begin() {
        if (concurrency.isPresent() && running.get() >= concurrency.getAsInt()) {
            return false;
        }
        running.incrementAndGet();
        return true;
    }

    void end() {
        running.decrementAndGet();
    }

    @Override
    public synchronized void close() {
        versions().forEach(FunctionVersion::close);
    }

    private Optional<FunctionVersion> find(Optional<String> qualifier, boolean orAlias) {
        String version =
                qualifier.map(by -> orAlias ? aliases.getOrDefault(by, by) : by).orElse(FunctionName.LATEST);
        if (version.equals(FunctionName.LATEST)) {
            return Optional.of(latest);
        }
        return version.matches("[0-9]{1,9}")
                ? Optional.ofNullable(versions.get(Integer.valueOf(version)))
                : Optional.empty();
    }
}
