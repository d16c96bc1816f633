package rekey.rotation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import rekey.credential.ClientSecrets.Both;
import rekey.credential.ClientSecrets.Stored;
import rekey.failure.Failure;
import rekey.failure.NotSetYet;
import rekey.failure.RotationRefused;
import rekey.failure.SpApiRefused;
import rekey.function.Deadline;
import rekey.function.Journal;
import rekey.ledger.Ledger;
import rekey.spapi.Canary;

/**
 * What a rotation needs, as far as the function can see it; nothing is asked of Amazon but tokens, and what proves them.
 * Thread-safe.
 */
final class Preflight {
    /**
     * @param name one word
     * @param text what was found; what to do when it has not passed
     */
    record Check(String name, boolean passed, String text) {}

    private final Rotation rotation;

    Preflight(Rotation rotation) {
        this.rotation = rotation;
    }

    /** All of them, whatever the others find. */
    List<Check> checks(String by, Deadline deadline, Journal journal) {
        List<Check> checks = new ArrayList<>();
        checks.add(check("secret", () -> secret(deadline)));
        checks.add(check("scope", () -> scope(deadline)));
        checks.add(check("store", () -> store(deadline)));
        checks.add(check("ledger", () -> ledger(by, deadline, journal)));
        checks.add(check("free", () -> free(deadline)));
        checks.add(check("overlap", () -> overlap(deadline)));
        checks.add(check("enrolled", () -> enrolled(deadline)));
        return List.copyOf(checks);
    }

    private static Check check(String name, Supplier<String> found) {
        try {
            return new Check(name, true, found.get());
        } catch (Failure e) {
            return new Check(name, false, e.getMessage());
        }
    }

    private String secret(Deadline deadline) {
        Stored current = rotation.secrets()
                .read(deadline)
                .current()
                .orElseThrow(() -> new NotSetYet(rotation.names().clientSecret()));
        Canary canary = rotation.proof().prove(current.secret(), deadline);
        if (!canary.isHealthy()) {
            throw new SpApiRefused("prove that the client secret in use works", canary.detail());
        }
        return "The client secret in use is proven at Login with Amazon and at SP-API.";
    }

    private String scope(Deadline deadline) {
        rotation.amazon().token(deadline);
        return "Login with Amazon grants the scope that asks for a new client secret.";
    }

    /** Puts what is there already: no secret is in the pending place. */
    private String store(Deadline deadline) {
        Both both = rotation.secrets().read(deadline);
        if (both.pending().isPresent()) {
            return "The pending place holds a client secret, so it was not tried whether it can be written to.";
        }
        rotation.secrets().clearPending(deadline);
        return "A new client secret can be kept: the pending place can be written to.";
    }

    private String ledger(String by, Deadline deadline, Journal journal) {
        rotation.adoption().adopt(rotation.secrets().read(deadline), by, deadline, journal);
        return "The ledger knows the client secret in use.";
    }

    private String free(Deadline deadline) {
        Ledger ledger = rotation.ledgers().read(deadline);
        Instant now = rotation.clock().instant();
        Hindrance.underWay(rotation.secrets().read(deadline), ledger, now).ifPresent(Preflight::refuse);
        return "No new client secret is on its way, and none waits to be proven.";
    }

    private String overlap(Deadline deadline) {
        Hindrance.overlap(rotation.ledgers().read(deadline), rotation.clock().instant())
                .ifPresent(Preflight::refuse);
        return "No secret was issued within the last 7 days.";
    }

    private String enrolled(Deadline deadline) {
        if (!rotation.ledgers().read(deadline).isEnrolled()) {
            throw new RotationRefused("It is not known that Amazon sends this application's messages to the queues."
                    + " rekey enrol says how to bring that about.");
        }
        return "Amazon sends this application's messages to the queues, as far as is known.";
    }

    private static void refuse(String why) {
        throw new RotationRefused(why);
    }
}
