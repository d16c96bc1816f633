package rekey.provision;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import rekey.credential.Secret;
import rekey.function.Journal;

/**
 * Puts a parameter again with the value that it has, to change what is around the value.
 *
 * <p>Parameter Store has no compare-and-set. When an operator, or a rotation, puts a new value between our read and our
 * put, our put brings the old one back, and everyone who reads the parameter gets it. That shows in the version: ours is
 * then not the one right after the version that we read. So the versions in between are read, and the newest whose value
 * is not what we had put is put once more; and the same is asked of that put, until nothing came in between. (A version
 * in between that has our value is our own: a put whose answer was lost, and which the SDK sent again.)
 *
 * <p>What remains: for the moment between the two puts a reader may get the old value, which is still good, because LWA
 * honours a rotated secret for 7 days. When the second put cannot be made, it is tried again for as long as there is time;
 * if that does not help, the failure says which version to store again. A first put is not begun with so little time left
 * that it might not be checked. And a parameter that is deleted and made anew in that very moment, with as many versions
 * as it had, is taken for the one before.
 */
final class SameValue {
    private static final int MOST_ROUNDS = 5;
    private static final Duration NEEDED = Duration.ofSeconds(3);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ParameterStore store;
    private final String name;
    private final Journal journal;

    SameValue(ParameterStore store, String name, Journal journal) {
        this.store = store;
        this.name = name;
        this.journal = journal;
    }

    /**
     * @return the number of the version that is the latest now
     * @throws ProvisionFailure when the value cannot be read or put
     */
    long putAgain(FoundParameter found) {
        StoredVersion before = store.read(found);
        if (store.deadline().remaining().compareTo(NEEDED) < 0) {
            throw ProvisionFailure.passing("Too little time is left to update %s. Deploy again.".formatted(name));
        }
        StoredVersion ours = new StoredVersion(store.put(found, before.value()), before.value());
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Optional<StoredVersion> newer = newestBetween(before.number(), ours);
            if (newer.isEmpty()) {
                return ours.number();
            }
            before = ours;
            ours = putBack(found, newer.get(), ours);
            journal.warn(
                    "parameter.restored", "parameter", name, "from", newer.get().number(), "version", ours.number());
        }
        throw new ProvisionFailure("Somebody keeps storing values in %s while its settings are updated.".formatted(name)
                + " Wait until that has ended, see that the newest value is in it, and deploy again.");
    }

    /** The newest version before ours, and after the one that ours repeats, that has another value than ours. */
    private Optional<StoredVersion> newestBetween(long repeated, StoredVersion ours) {
        // A number that is not higher: the parameter was deleted and made anew, and all that it has is in between.
        long first = ours.number() > repeated ? repeated + 1 : 1;
        for (long number = ours.number() - 1; number >= first; number--) {
            long version = number;
            Optional<StoredVersion> other = insist(() -> store.read(version), version, ours);
            if (other.isPresent() && !other.get().value().equals(ours.value())) {
                return other;
            }
        }
        return Optional.empty();
    }

    private StoredVersion putBack(FoundParameter found, StoredVersion newer, StoredVersion ours) {
        Secret value = newer.value();
        return new StoredVersion(insist(() -> store.put(found, value), newer.number(), ours), value);
    }

    private <T> T insist(Supplier<T> call, long newer, StoredVersion ours) {
        while (true) {
            try {
                return call.get();
            } catch (ProvisionFailure e) {
                if (!e.isPassing() || store.deadline().remaining().compareTo(PAUSE) <= 0) {
                    throw lost(newer, ours, e);
                }
                pause(newer, ours, e);
            }
        }
    }

    private void pause(long newer, StoredVersion ours, ProvisionFailure failure) {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw lost(newer, ours, failure);
        }
    }

    private ProvisionFailure lost(long newer, StoredVersion ours, ProvisionFailure why) {
        return new ProvisionFailure(
                ("Somebody stored version %d of %s while its settings were updated, and version %d, the"
                                + " latest, holds the value from before. %s Then store the value of version %d again;"
                                + " aws ssm get-parameter --name %s:%d --with-decryption shows it.")
                        .formatted(newer, name, ours.number(), why.getMessage(), newer, name, newer));
    }
}
