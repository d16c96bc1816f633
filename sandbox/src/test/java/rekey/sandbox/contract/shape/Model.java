package rekey.sandbox.contract.shape;

/** What a source knows of AWS's services. Safe for use by several threads. */
interface Model {
    /** {@code the Java SDK}, {@code botocore}. */
    String name();

    /** @throws IllegalArgumentException when the model has no such operation */
    Operation operation(Service service, String operation);
}
