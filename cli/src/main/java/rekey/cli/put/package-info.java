/** What {@code rekey put} does: checks a credential, tries it, stores it. */
package rekey.cli.put;
