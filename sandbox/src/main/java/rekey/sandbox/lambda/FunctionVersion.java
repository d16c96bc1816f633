package rekey.sandbox.lambda;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import rekey.function.FunctionEnvironment;

/**
 * A function as it was defined at one time: {@code $LATEST}, or what a version was published from. It has one
 * environment, started for its first invocation, that takes concurrent ones. Thread-safe.
 */
final class FunctionVersion implements AutoCloseable {
    private final FunctionDefinition definition;
    private final String version;
    private final Optional<FunctionEnvironment> given;
    private final Instant modified;
    private final String revision = UUID.randomUUID().toString();
    private ExecutionEnvironment environment;

    /**
     * @param given what the function is started with instead of what Lambda would give it
     * @param environment one that is started already, or null
     */
    FunctionVersion(
            FunctionDefinition definition,
            String version,
            Optional<FunctionEnvironment> given,
            Instant modified,
            ExecutionEnvironment environment) {
        this.definition = definition;
        this.version = version;
        this.given = given;
        this.modified = modified;
        this.environment = environment;
    }

    /** What is published under a number. */
    FunctionVersion publish(String number, Instant now) {
        return new FunctionVersion(definition, number, given, now, null);
    }

    boolean isSameAs(FunctionVersion other) {
        return definition.equals(other.definition) && Objects.equals(given, other.given);
    }

    FunctionDefinition definition() {
        return definition;
    }

    String version() {
        return version;
    }

    Instant modified() {
        return modified;
    }

    String revision() {
        return revision;
    }

    /** @throws rekey.sandbox.aws.AwsError when it has to be started and its role cannot be assumed */
    synchronized ExecutionEnvironment environment(Environments environments) {
        if (environment == null || !environment.running().lives()) {
            close();
            environment = given.map(own -> environments.start(definition, version, own))
                    .orElseGet(() -> environments.start(definition, version));
        }
        return environment;
    }

    @Override
    public synchronized void close() {
        if (environment != null) {
            environment.close();
            environment = null;
        }
    }
}
