/** AWS as the commands use it: who calls, where, and what its refusals mean to an operator. */
package rekey.cli.aws;
