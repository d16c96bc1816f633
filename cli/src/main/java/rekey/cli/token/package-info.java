/** What {@code rekey token} does: one call of the token function. */
package rekey.cli.token;
