/**
 * The rotation function: asks Amazon for a new client secret, takes it in, proves it, promotes it, tells people. Each step
 * can be repeated after a crash; a secret is never in fewer places than before.
 */
package rekey.rotation;
