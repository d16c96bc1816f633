/** A stand-in for AWS Key Management Service: symmetric keys that really encrypt. */
package rekey.sandbox.kms;
