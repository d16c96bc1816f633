/** What {@code rekey status} finds out of a deployed application, what it makes of that, and the two ways it is shown. */
package rekey.cli.status;
