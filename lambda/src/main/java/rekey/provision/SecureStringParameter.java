package rekey.provision;

import java.util.List;
import java.util.Optional;
import rekey.function.Journal;

/**
 * A parameter of a stack: makes it what the template wants, without ever changing a value.
 *
 * <p>All of it can be repeated after a crash. A put happens only when something differs, because each restarts
 * Parameter Store's count of the days without a change.
 */
final class SecureStringParameter {
    private static final int MOST_ATTEMPTS = 3;

    private final ParameterStore store;
    private final SecureStringProperties wanted;
    private final Journal journal;

    SecureStringParameter(ParameterStore store, SecureStringProperties wanted, Journal journal) {
        this.store = store;
        this.wanted = wanted;
        this.journal = journal;
    }

    /**
     * Creates the parameter, or sets right the one that is there.
     *
     * @param before what CloudFormation knows the resource by; empty in a Create
     * @return what it is to be known by from now on. A call that is repeated, because its answer was lost, takes what it
     *     created for adopted: the safe side, nobody deletes that
     * @throws ProvisionFailure when neither works
     */
    PhysicalId provide(Optional<PhysicalId> before) {
        Optional<PhysicalId> same = before.filter(id -> id.isOf(wanted.name()));
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Optional<FoundParameter> found = store.find();
            if (found.isPresent()) {
                reconcile(found.get());
                if (same.isEmpty()) {
                    journal.info("parameter.adopted", "parameter", wanted.name());
                }
                return same.orElseGet(() -> PhysicalId.adopted(wanted.name()));
            }
            if (store.create()) {
                journal.info("parameter.created", "parameter", wanted.name());
                return same.orElseGet(() -> PhysicalId.created(wanted.name()));
            }
        }
        throw ProvisionFailure.passing(
                "Somebody keeps creating and deleting %s. Deploy again when that has ended.".formatted(wanted.name()));
    }

    private void reconcile(FoundParameter found) {
        if (!found.isSecure()) {
            throw new ProvisionFailure(
                    ("%s exists, and is a %s: its value is not encrypted, and Parameter Store cannot make"
                                    + " it a SecureString. Note its value, delete it, deploy again, and store the value then. If"
                                    + " the value is a secret, renew it.")
                            .formatted(wanted.name(), found.type()));
        }
        if (found.tierFor(wanted) != wanted.tier()) {
            journal.info("tier.kept", "parameter", wanted.name(), "tier", found.tier());
        }
        List<String> differences = found.differencesFrom(wanted);
        if (!differences.isEmpty()) {
            String changed = String.join(", ", differences);
            long version = new SameValue(store, wanted.name(), journal).putAgain(found);
            journal.info("parameter.reconciled", "parameter", wanted.name(), "changed", changed, "version", version);
        } else if (!wanted.key().isItself(found.keyId())) {
            // Put by the alias, maybe when that named the key of an earlier deployment: only a read can tell.
            store.read(found);
        }
    }

    /**
     * Lets go of the parameter: deletes what this resource created, if that was asked for or if nobody has stored a value
     * in it, and nothing else. (A placeholder that stayed after a deployment that was rolled back would be under that
     * deployment's key, and the next one could not read it.)
     *
     * @throws ProvisionFailure when it cannot be deleted
     */
    void retire(PhysicalId id) {
        Optional<String> created = id.created();
        if (created.isEmpty()) {
            kept("not created by this resource");
        } else if (!wanted.deleted() && !holdsNothing(created.get())) {
            kept("retained");
        } else if (store.delete(created.get())) {
            journal.info("parameter.deleted", "parameter", created.get());
        } else {
            journal.info("parameter.deleted", "parameter", created.get(), "because", "it was gone already");
        }
    }

    /** Whether there is certainly no value to lose. One that cannot be read is one. */
    private boolean holdsNothing(String name) {
        if (!name.equals(wanted.name())) {
            return false;
        }
        try {
            return store.holdsPlaceholder();
        } catch (ProvisionFailure e) {
            journal.warn("parameter.unread", "parameter", name, "reason", e.getMessage());
            return false;
        }
    }

    private void kept(String why) {
        journal.info("parameter.kept", "parameter", wanted.name(), "because", why);
    }
}
