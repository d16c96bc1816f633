/** AWS Lambda, as far as running this project's functions needs it: Invoke, and the Runtime API. */
package rekey.sandbox.lambda;
