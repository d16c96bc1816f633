package rekey.infra;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.lambda.Architecture;
import software.amazon.awscdk.services.lambda.DockerImageFunction;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.lambda.Runtime;
import software.amazon.awscdk.services.lambda.SnapStartConf;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;
import software.constructs.Node;

/**
 * One of Rekey's functions, with a role and a log of its own. The role may write this log, and nothing else until
 * something is granted to it.
 *
 * <p>ARM64, 512 MB. The log is kept for a year, as
 * <a href="https://developer-docs.amazon.com/sp-api/docs/data-protection-policy">Amazon's data protection policy</a>
 * asks, and stays when the stack goes. X-Ray is off: the right to write traces exists only on {@code *}.
 */
final class JavaFunction extends Construct {
    private static final int MEGABYTES = 512;

    private static final Map<String, String> FOR_THE_JVM =
            Map.of("JAVA_TOOL_OPTIONS", String.join(" ", JvmOptions.FOR_A_FAST_START));

    /**
     * @param handler the class, as {@code package.Class}; its method is {@code handleRequest}
     * @param variables what the function reads, besides what Lambda sets
     * @param packaging what Lambda gets, and starts it from
     */
    record Props(
            String name,
            String description,
            String handler,
            FunctionArchive archive,
            Duration timeout,
            Map<String, String> variables,
            Packaging packaging) {}

    /** A zip on Lambda's own Java, or a container image. */
    sealed interface Packaging {
        /** @param snapStart whether published versions start from a snapshot */
        record Zip(boolean snapStart) implements Packaging {}

        /**
         * Without snapshots: those are for zips.
         *
         * @param base what it is built on
         */
        record Image(String base) implements Packaging {}
    }

    private final Role role;
    private final LogGroup log;
    private final Function function;

    JavaFunction(Construct scope, String id, Props props) {
        super(scope, id);
        role = Role.Builder.create(this, "Role")
                .description("What %s may do".formatted(props.name()))
                .assumedBy(new ServicePrincipal("lambda.amazonaws.com"))
                .build();
        log = LogGroup.Builder.create(this, "Log")
                .retention(RetentionDays.ONE_YEAR)
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
        log.grantWrite(role);
        function = props.packaging() instanceof Packaging.Image image
                ? image(props, image.base())
                : zip(props, (Packaging.Zip) props.packaging());
        new TreeMap<>(props.variables()).forEach(function::addEnvironment);
        // It is not ready before its rights are. That it needs the role itself, the template says anyway.
        Node resource = function.getNode().getDefaultChild().getNode();
        resource.removeDependency(role);
        resource.addDependency(role.getNode().findChild("DefaultPolicy"));
    }

    private Function zip(Props props, Packaging.Zip zip) {
        return Function.Builder.create(this, "Function")
                .functionName(props.name())
                .description(props.description())
                .runtime(Runtime.JAVA_25)
                .architecture(Architecture.ARM_64)
                .handler(props.handler() + "::handleRequest")
                .code(props.archive().code())
                .memorySize(MEGABYTES)
                .timeout(props.timeout())
                .role(role)
                .logGroup(log)
                .environment(FOR_THE_JVM)
                .snapStart(zip.snapStart() ? SnapStartConf.ON_PUBLISHED_VERSIONS : null)
                .build();
    }

    /** The image says by itself which class it starts with. */
    private Function image(Props props, String base) {
        return DockerImageFunction.Builder.create(this, "Function")
                .functionName(props.name())
                .description(props.description())
                .architecture(Architecture.ARM_64)
                .code(props.archive().imageOn(base))
                .memorySize(MEGABYTES)
                .timeout(props.timeout())
                .role(role)
                .logGroup(log)
                .environment(FOR_THE_JVM)
                .build();
    }

    Role role() {
        return role;
    }

    LogGroup log() {
        return log;
    }

    Function function() {
        return function;
    }
}
