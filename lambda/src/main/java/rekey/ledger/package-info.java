/**
 * What is known of the client secret's dates, and what was done about them: facts that several functions add to, kept in
 * one parameter without any secret in it, whose history is the audit trail.
 */
package rekey.ledger;
