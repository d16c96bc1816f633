/** Who may do what: roles, policies and their conditions, and which grants were used. */
package rekey.sandbox.iam;
