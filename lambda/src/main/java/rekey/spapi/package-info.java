/** SP-API, as far as keeping the secret alive needs it: asking for a new one, and a call that proves a token works. */
package rekey.spapi;
