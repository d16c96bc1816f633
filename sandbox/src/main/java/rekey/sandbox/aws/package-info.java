/** The AWS JSON 1.1 protocol over HTTP, without knowledge of any service. */
package rekey.sandbox.aws;
