/**
 * AWS's models of its services, and what is checked against them: every answer of the sandbox must have the shape that AWS
 * says it has, and a request that the model forbids must be refused.
 *
 * <p>Two sources say what the models are: the classes of the Java SDK, which are always there and know names, types, enum
 * values and which errors an operation has, and botocore's files, where Python has it, which know also what is required,
 * how long it may be and which pattern it has.
 */
package rekey.sandbox.contract.shape;
