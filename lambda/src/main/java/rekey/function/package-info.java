/** What every function is given by the place it runs in: variables, clock, AWS clients, time left, a log. */
package rekey.function;
