/** AWS's protocols over HTTP, AWS JSON 1.0 and 1.1 and query, without knowledge of any service. */
package rekey.sandbox.aws;
