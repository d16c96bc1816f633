/** AWS and Login with Amazon on loopback, for trying out and for tests. Never part of what is deployed. */
package rekey.sandbox;
