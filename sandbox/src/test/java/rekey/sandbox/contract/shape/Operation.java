package rekey.sandbox.contract.shape;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a model says of an operation.
 *
 * @param hasResult whether its answer has an element for the result, in the query protocol
 * @param errors what it may be refused with, by its {@linkplain #plain plain} name
 */
record Operation(Shape.Structure input, Shape.Structure output, boolean hasResult, Map<String, Fault> errors) {
    /** @param status the HTTP status that goes with an error, empty where the model does not say */
    record Fault(OptionalInt status, Shape.Structure shape) {}

    /** The SDK and the wire call one error {@code ParameterNotFoundException} and {@code ParameterNotFound}. */
    static String plain(String error) {
        return error.replaceFirst("^.*[#.]", "").replaceFirst("Exception$", "").toLowerCase(Locale.ROOT);
    }
}
