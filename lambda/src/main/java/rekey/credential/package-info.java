/** The credentials of one SP-API application: what they are called, how they are carried, where they are read. */
package rekey.credential;
