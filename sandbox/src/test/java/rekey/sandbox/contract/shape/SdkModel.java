package rekey.sandbox.contract.shape;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * The model as the generated classes of the Java SDK have it. They do not know which members are required, how long a text
 * may be or what pattern it has. Safe for use by several threads.
 */
final class SdkModel implements Model {
    static final SdkModel INSTANCE = new SdkModel();

    /** Errors that the wire calls otherwise, which the classes do not tell. */
    private static final Map<String, String> CODES =
            Map.of("software.amazon.awssdk.services.sns.model.InvalidParameterValueException", "ParameterValueInvalid");

    private final Map<String, Operation> operations = new ConcurrentHashMap<>();

    private SdkModel() {}

    @Override
    public String name() {
        return "the Java SDK";
    }

    @Override
    public Operation operation(Service service, String operation) {
        return operations.computeIfAbsent(service.named(operation), name -> read(service, operation));
    }

    private static Operation read(Service service, String operation) {
        String services = "software.amazon.awssdk.services." + service.sdkPackage;
        Class<?> request = named(services + ".model." + operation + "Request");
        return new Operation(
                SdkShapes.structure(request),
                SdkShapes.structure(named(services + ".model." + operation + "Response")),
                true,
                errors(named(services + "." + service.sdkName + "Client"), request));
    }

    /** The client's method declares them. */
    private static Map<String, Operation.Fault> errors(Class<?> client, Class<?> request) {
        Method method = Arrays.stream(client.getMethods())
                .filter(candidate -> Arrays.equals(candidate.getParameterTypes(), new Class<?>[] {request}))
                .filter(candidate -> !candidate.getReturnType().getSimpleName().endsWith("Iterable"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(client + " has no method for " + request));
        return Arrays.stream(method.getExceptionTypes())
                .filter(type -> AwsServiceException.class.isAssignableFrom(type) && type != AwsServiceException.class)
                .collect(Collectors.toMap(
                        type -> Operation.plain(CODES.getOrDefault(type.getName(), type.getSimpleName())),
                        type -> new Operation.Fault(OptionalInt.empty(), SdkShapes.structure(type)),
                        (one, same) -> one,
                        LinkedHashMap::new));
    }

    private static Class<?> named(String type) {
        try {
            return Class.forName(type);
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("The Java SDK has no " + type, e);
        }
    }
}
