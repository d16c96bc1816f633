/** What the things that a deployment makes are called: known to the CDK app, which makes them, and to the command. */
package rekey.deployment;
