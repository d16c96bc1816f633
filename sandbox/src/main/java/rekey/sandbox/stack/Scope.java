package rekey.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;

/** What names stand for while a template is resolved. */
interface Scope {
    /** A parameter's or pseudo parameter's value, or a resource's Ref; missing for {@code AWS::NoValue}. */
    JsonNode ref(String name);

    /** An attribute of a resource. */
    JsonNode attribute(String logicalId, String attribute);

    /** Whether a named condition holds. */
    boolean condition(String name);
}
