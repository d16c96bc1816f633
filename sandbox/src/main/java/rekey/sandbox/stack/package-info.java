/**
 * CloudFormation, as far as this project's stack needs it: takes the CDK app's synthesised template and makes everything in
 * it, in dependency order, with the custom resources' own functions.
 */
package rekey.sandbox.stack;
