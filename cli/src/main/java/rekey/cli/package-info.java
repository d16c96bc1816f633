/** The operator's command, {@code rekey}: one class a subcommand. */
package rekey.cli;
