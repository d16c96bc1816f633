/** A stand-in for AWS Security Token Service. */
package rekey.sandbox.sts;
