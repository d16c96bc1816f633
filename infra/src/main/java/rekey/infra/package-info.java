/**
 * The CDK app: one stack per SP-API application, out of constructs that another app can use as well. Knows the functions
 * only by what {@code rekey-lambda} publishes: names, handlers, environment variables, the custom resource's properties.
 */
package rekey.infra;
