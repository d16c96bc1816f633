/** A stand-in for AWS Systems Manager Parameter Store. */
package rekey.sandbox.ssm;
