/** What {@code rekey rotate} and {@code rekey rollback} do: give an order to the rotation function, and follow it. */
package rekey.cli.rotate;
