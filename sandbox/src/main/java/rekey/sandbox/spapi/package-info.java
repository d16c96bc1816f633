/** A stand-in for the Selling Partner API, as far as a secret's rotation and its proof need it. */
package rekey.sandbox.spapi;
