/** The ledger as the operator's command reads and writes it. */
package rekey.cli.ledger;
