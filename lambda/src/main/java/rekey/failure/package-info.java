/**
 * What can go wrong, one type for each thing that somebody must do about it.
 *
 * <p>AWS Lambda hands the type's name to the caller as {@code errorType} and the message as {@code errorMessage}, so
 * these names are an interface: a caller branches on them. A message says what failed, on what, and what to do. It
 * never holds a credential, nor any text that came from outside.
 */
package rekey.failure;
