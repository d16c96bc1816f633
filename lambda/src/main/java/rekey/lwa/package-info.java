/** Login with Amazon's token endpoint: what is sent to it, and what its answers mean. */
package rekey.lwa;
