/** What is looked at before Amazon is asked for a new secret: its message is the only copy, and must not be lost. */
package rekey.cli.preflight;
