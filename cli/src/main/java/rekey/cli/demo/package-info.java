/** What {@code rekey demo} does, step by step, and the two ways it is shown. */
package rekey.cli.demo;
