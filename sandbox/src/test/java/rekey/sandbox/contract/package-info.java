/**
 * What Rekey relies on of AWS's APIs, written once as tests and run against several back ends: the sandbox always, LocalStack
 * where there is Docker, and whatever {@code -Dit.aws.endpoint=http://…} names.
 */
package rekey.sandbox.contract;
