/** The token function: hands an access token for a seller or a scope to whoever may invoke it. */
package rekey.token;
