/** What {@code rekey enrol} does: says how Amazon is told where to send its messages, and looks whether they come. */
package rekey.cli.enrol;
