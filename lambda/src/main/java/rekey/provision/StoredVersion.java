package rekey.provision;

import rekey.credential.Secret;

/** One version of a parameter, with its value. */
record StoredVersion(long number, Secret value) {}
