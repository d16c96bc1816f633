/** The SecureString parameters that CloudFormation cannot create, as a custom resource of its. */
package rekey.provision;
