package rekey.sandbox.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import rekey.function.FunctionEnvironment;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.Caller;
import rekey.sandbox.iam.Iam;

/**
 * Lambda: the functions that are deployed in the sandbox, all in {@code us-east-1}, with versions, aliases, policies and
 * event source mappings. Each version is one environment that takes concurrent invocations; it is started for the first.
 *
 * <p>A function calls AWS with a session of its own role. Who invokes one must be allowed {@code lambda:InvokeFunction} by
 * {@link Iam}, on the ARN that is invoked. Where an ARN is asked for, a name does as well. What Lambda would refuse throws
 * {@link AwsError}. Thread-safe.
 */
public final class LocalFunctions implements AutoCloseable {
    private static final String INVOKE = "lambda:InvokeFunction";
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MEGABYTES = 512;
    private static final int LARGEST_PAYLOAD = 6 * 1024 * 1024;
    private static final int LARGEST_EVENT = 1024 * 1024;

    private final Map<String, DeployedFunction> functions = new ConcurrentSkipListMap<>();
    private final SandboxClock clock;
    private final Iam iam;
    private final Environments environments;
    private final KeptLogs logs;
    private final Invoker invoker;
    private final EventInvocations events;
    private final EventSources sources;
    private final Permissions permissions;

    public LocalFunctions(SandboxClock clock, Iam iam, FunctionHost host, FunctionSurroundings surroundings) {
        this.clock = clock;
        this.iam = iam;
        this.environments = new Environments(clock, iam, host, surroundings.variables());
        this.logs = new KeptLogs(iam, surroundings.logs());
        this.invoker = new Invoker(this::find, environments, logs, surroundings.metrics());
        this.events = new EventInvocations(clock, invoker);
        this.sources = new EventSources(clock, iam, environments, invoker, surroundings.queues());
        this.permissions = new Permissions(iam);
    }

    /**
     * Makes a function, or changes what its {@code $LATEST} is.
     *
     * @return its ARN
     * @throws AwsError when its role cannot be assumed, or Lambda's rules are broken
     */
    public String create(FunctionDefinition definition) {
        definition.refuseReservedVariables();
        try {
            environments.assume(definition);
        } catch (AwsError refused) {
            throw AwsError.refused("InvalidParameterValueException", refused.getMessage());
        }
        return put(definition, Optional.empty(), null);
    }

    /** As {@link #deploy(String, String, FunctionEnvironment, Duration)}, with 30 s for an invocation. */
    public void deploy(String name, String handler, FunctionEnvironment environment) {
        deploy(name, handler, environment, TIMEOUT);
    }

    /**
     * Starts a function with an environment made by hand instead of a role and variables: in this process, anew when it is
     * there.
     *
     * @param handler as Lambda takes it, {@code package.Class::handleRequest}; the class has a constructor that takes a
     *     {@link FunctionEnvironment}
     * @param timeout what an invocation is told it has
     * @throws IllegalArgumentException when there is no such class or constructor
     * @throws RuntimeException whatever the constructor throws
     */
    public void deploy(String name, String handler, FunctionEnvironment environment, Duration timeout) {
        FunctionDefinition definition = new FunctionDefinition(
                name, handler, "", environment.variables(), timeout, MEGABYTES, Optional.empty());
        put(definition, Optional.of(environment), environments.start(definition, FunctionName.LATEST, environment));
    }

    /**
     * Keeps a function as it is now.
     *
     * @return the version's number; the last one's when nothing has changed since that was published
     */
    public String publishVersion(String function) {
        return invoker.function(FunctionName.of(function)).publish(clock.instant());
    }

    /**
     * Makes an alias, or points it to another version.
     *
     * @return the alias's ARN
     */
    public String putAlias(String function, String alias, String version) {
        FunctionName name = FunctionName.of(function);
        invoker.function(name).alias(alias, version);
        return name.qualified(alias).arn();
    }

    public void deleteAlias(String function, String alias) {
        find(FunctionName.of(function)).ifPresent(found -> found.deleteAlias(alias));
    }

    /** As {@link #addPermission(String, JsonNode, String)}, under an id of its own. */
    public void addPermission(String functionOrAliasArn, JsonNode permission) {
        addPermission(functionOrAliasArn, permission, UUID.randomUUID().toString());
    }

    /**
     * Lets somebody invoke a function or an alias, besides those who may already.
     *
     * @param permission properties of CloudFormation's {@code AWS::Lambda::Permission}, or an IAM statement
     * @param id the statement's, for {@link #removePermission} and for the report of unused grants: a logical id
     */
    public void addPermission(String functionOrAliasArn, JsonNode permission, String id) {
        FunctionName name = FunctionName.of(functionOrAliasArn);
        invoker.find(name);
        permissions.add(name, permission, id);
    }

    public void removePermission(String functionOrAliasArn, String id) {
        permissions.remove(FunctionName.of(functionOrAliasArn), id);
    }

    /** Deletes a function with all that belongs to it; nothing happens when it is not there. */
    public void delete(String function) {
        FunctionName name = FunctionName.of(function);
        sources.deleteOf(name);
        permissions.removeAll(name);
        Optional.ofNullable(functions.remove(name.function())).ifPresent(DeployedFunction::close);
    }

    /**
     * Has a function invoked with the messages of a queue.
     *
     * @param properties CloudFormation's of an {@code AWS::Lambda::EventSourceMapping}
     * @return the mapping's id
     */
    public String putEventSource(JsonNode properties) {
        return sources.put(EventSource.of(properties));
    }

    public void deleteEventSource(String id) {
        sources.delete(id);
    }

    /** How the last reading went, as Lambda says it: {@code OK}, {@code No records processed} or {@code PROBLEM: …}. */
    public String lastProcessingResult(String eventSourceId) {
        return sources.lastResult(eventSourceId);
    }

    /** Lets no more than so many invocations of a function run at a time; with 0, all are throttled. */
    public void limitConcurrency(String function, int invocations) {
        invoker.function(FunctionName.of(function)).limit(invocations);
    }

    /**
     * Invokes a function and waits for what comes of it.
     *
     * @param payload JSON of up to 6 MB; none counts as an empty object
     */
    public Invoked invoke(Caller caller, String arn, byte[] payload) {
        return invoke(caller, FunctionName.of(arn), payload);
    }

    /**
     * Has a function invoked soon, at the latest before the clock is moved.
     *
     * @param payload JSON of up to 1 MB
     */
    public void deliver(Caller caller, String arn, String payload) {
        deliver(caller, FunctionName.of(arn), payload.getBytes(UTF_8));
    }

    /**
     * What the functions logged and were allowed to, an entry an invocation that logged, the last 1,000 of them. Functions
     * without a log group may always log.
     */
    public List<String> logs() {
        return logs.kept();
    }

    /** What the functions logged that their roles may not write: in AWS, nobody would ever see it. The last 1,000. */
    public List<String> lostLogs() {
        return logs.lost();
    }

    /** Ends all functions. */
    @Override
    public void close() {
        functions.values().forEach(DeployedFunction::close);
    }

    /** Runs a function with any payload, whoever it is for. */
    Invoked run(String function, byte[] payload) {
        return invoker.run(FunctionName.of(function), payload);
    }

    Invoked invoke(Caller caller, FunctionName name, byte[] payload) {
        check(caller, INVOKE, name.arn());
        return invoker.run(name, checked(payload, LARGEST_PAYLOAD));
    }

    void deliver(Caller caller, FunctionName name, byte[] payload) {
        check(caller, INVOKE, name.arn());
        events.add(name, checked(payload, LARGEST_EVENT));
    }

    void dryRun(Caller caller, FunctionName name) {
        check(caller, INVOKE, name.arn());
        invoker.find(name);
    }

    /** @throws AwsError HTTP 403 */
    void check(Caller caller, String action, String resource) {
        iam.refusal(caller, action, resource, Map.of()).ifPresent(reason -> {
            throw new AwsError(403, "AccessDeniedException", reason);
        });
    }

    DeployedFunction function(FunctionName name) {
        return invoker.function(name);
    }

    List<DeployedFunction> all() {
        return List.copyOf(functions.values());
    }

    Optional<ObjectNode> policy(FunctionName name) {
        return permissions.policy(name.arn());
    }

    private Optional<DeployedFunction> find(FunctionName name) {
        return name.isHere() ? Optional.ofNullable(functions.get(name.function())) : Optional.empty();
    }

    private String put(
            FunctionDefinition definition, Optional<FunctionEnvironment> given, ExecutionEnvironment started) {
        FunctionName name = FunctionName.of(definition.name());
        FunctionVersion latest = new FunctionVersion(definition, FunctionName.LATEST, given, clock.instant(), started);
        functions.merge(name.function(), new DeployedFunction(name, latest), (existing, unused) -> {
            existing.update(latest);
            return existing;
        });
        return name.arn();
    }

    private static byte[] checked(byte[] payload, int most) {
        if (payload.length > most) {
            throw new AwsError(413, "RequestTooLargeException", "Request must be smaller than " + most + " bytes.");
        }
        // Lambda passes an empty object on when a caller sends no payload.
        byte[] event = payload.length == 0 ? "{}".getBytes(UTF_8) : payload;
        try {
            if (!AwsJson.read(new String(event, UTF_8)).isMissingNode()) {
                return event;
            }
        } catch (JsonProcessingException e) {
            // Falls through; its message may quote the payload.
        }
        throw AwsError.refused("InvalidRequestContentException", "Could not parse request body into json");
    }
}
