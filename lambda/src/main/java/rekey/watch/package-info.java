/** The watch function: looks after the secret, the sellers' authorizations and the notices' addresses once a day. */
package rekey.watch;
