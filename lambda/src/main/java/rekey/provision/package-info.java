/**
 * The provision function: the SecureString parameters that CloudFormation cannot create, as a custom resource of its.
 *
 * <p>It never gets a value and never changes one: a new parameter holds a placeholder, an existing one keeps what it has.
 */
package rekey.provision;
