/** What {@code rekey history} does: who did what and when, without any value. */
package rekey.cli.history;
