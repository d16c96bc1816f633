/** A stand-in for Login with Amazon's token endpoint that behaves as the real one is known to. */
package rekey.sandbox.lwa;
