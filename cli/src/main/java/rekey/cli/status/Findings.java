package rekey.cli.status;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import rekey.cli.Repair;
import rekey.cli.SecretLife;
import rekey.cli.put.Kind;
import rekey.cli.status.ParameterState.Presence;
import rekey.credential.ApplicationName;
import rekey.ledger.KnownSecret;

/**
 * What was found out of an application, and what it comes to.
 *
 * @param now when
 * @param alias the key's
 * @param key empty when there is none
 * @param topic empty when there is none
 * @param rotation what the ledger says; empty when there is none
 */
public record Findings(
        ApplicationName application,
        String region,
        Instant now,
        String alias,
        Answer<List<ParameterState>> parameters,
        Answer<Optional<KeyState>> key,
        Answer<Optional<Subscribers>> topic,
        Answer<Optional<Rotation>> rotation) {

    /** How long it takes at most until the ledger says what was put, by two machines' clocks. */
    private static final Duration NOTED = Duration.ofMinutes(10);

    /**
     * 3 when something needs attention, also when something else could not be found out; 1 when only that; 0 when all is
     * well.
     */
    public int exitCode() {
        if (!attention().isEmpty()) {
            return 3;
        }
        return unknown().isEmpty() ? 0 : 1;
    }

    /** What could not be found out, a sentence each that says why. */
    List<String> unknown() {
        List<Optional<String>> reasons =
                new ArrayList<>(List.of(parameters.why(), key.why(), topic.why(), rotation.why()));
        rotation.value()
                .flatMap(found -> found)
                .ifPresent(found -> reasons.add(found.automation().why()));
        key.value()
                .flatMap(found -> found)
                .ifPresent(found -> reasons.add(found.rotation().why()));
        parameters.value().stream()
                .flatMap(List::stream)
                .map(parameter -> parameter.presence().why())
                .forEach(reasons::add);
        return reasons.stream().flatMap(Optional::stream).distinct().toList();
    }

    List<Attention> attention() {
        return new Inspection(this).run();
    }

    boolean nothingIsDeployed() {
        return parameters.value().stream().flatMap(List::stream).allMatch(each -> each.is(Presence.MISSING))
                && parameters.isKnown()
                && key.isKnown()
                && key.known().isEmpty();
    }

    Stream<ParameterState> notSet() {
        return parameters.value().stream()
                .flatMap(List::stream)
                .filter(each -> each.kind().isPresent() && each.is(Presence.NOT_SET));
    }

    Optional<ParameterState> secret() {
        return parameters.value().stream()
                .flatMap(List::stream)
                .filter(each -> each.holds(Kind.CLIENT_SECRET))
                .findFirst();
    }

    /**
     * What the ledger says of the secret that is stored. Nothing without a ledger, and when somebody put another secret since
     * it was written.
     */
    Optional<Rotation> known() {
        return rotation.value()
                .flatMap(found -> found)
                .filter(found ->
                        found.current().isPresent() && isOf(found.current().get()));
    }

    private boolean isOf(KnownSecret known) {
        Optional<ParameterState> secret = secret();
        boolean same = secret.flatMap(ParameterState::details)
                .filter(details -> details.version() == known.version())
                .isPresent();
        return same
                || secret.flatMap(ParameterState::stored)
                        .flatMap(stored -> known.promoted().map(when -> !stored.isAfter(when.plus(NOTED))))
                        .orElse(false);
    }

    /** How many days the client secret has at most; nothing when it is not set, or not known. */
    Optional<Long> daysLeft() {
        Optional<Long> known = known().map(Rotation::outlook)
                .flatMap(outlook -> outlook.daysLeft().isPresent()
                        ? Optional.of(outlook.daysLeft().getAsLong())
                        : Optional.empty());
        return known.isPresent() ? known : daysLeftSinceStored();
    }

    private Optional<Long> daysLeftSinceStored() {
        return secret().flatMap(ParameterState::stored).map(stored -> SecretLife.daysLeft(stored, now));
    }

    /** The day on which Amazon ends the secret at the latest. */
    Optional<LocalDate> end() {
        Optional<LocalDate> known =
                known().flatMap(Rotation::current).map(current -> LocalDate.ofInstant(current.ends(), ZoneOffset.UTC));
        return known.isPresent() ? known : endSinceStored();
    }

    private Optional<LocalDate> endSinceStored() {
        return secret().flatMap(ParameterState::stored)
                .map(stored -> LocalDate.ofInstant(stored.plus(SecretLife.LIFE), ZoneOffset.UTC));
    }

    /** How many days are left, and what to do next: one line. */
    String summary() {
        if (nothingIsDeployed()) {
            return "Nothing of %s is deployed here. Next: %s".formatted(application, deploy());
        }
        if (known().isPresent()) {
            return known().get().outlook().sentence();
        }
        String left = daysLeft()
                .map(days -> days > 0
                        ? "At most %d days are left of the client secret.".formatted(days)
                        : "The client secret ended on %s at the latest.".formatted(end().orElseThrow()))
                .orElse(
                        secret().filter(each -> !each.presence().isKnown()).isPresent() || !parameters.isKnown()
                                ? "How many days are left of the client secret is not known."
                                : "There is no client secret yet.");
        return left + " Next: " + next();
    }

    String deploy() {
        return "npx cdk deploy -c app=%s -c email=ADDRESS".formatted(application);
    }

    /** Says how what is deployed is set right. */
    String repair() {
        return Repair.of(application, now);
    }

    /** When people are first reminded of the secret, by its own policies; 150 days after it was stored without any. */
    Optional<Instant> rotateFrom() {
        return secret().flatMap(secret -> secret.stored()
                .map(stored -> stored.plus(secret.details().stream()
                        .flatMap(details -> details.policies().stream())
                        .flatMap(policy -> policy.reminder().stream())
                        .min(Comparator.naturalOrder())
                        .orElse(SecretLife.REMINDER))));
    }

    boolean isTimeToRotate() {
        return rotateFrom().filter(from -> !now.isBefore(from)).isPresent();
    }

    private String next() {
        if (isTimeToRotate()) {
            return "rotate it in the Developer Console now, then rekey put clientsecret.";
        }
        Optional<String> put = notSet().findFirst().map(ParameterState::put);
        if (put.isPresent()) {
            return put.get() + ".";
        }
        if (!attention().isEmpty()) {
            return "see what needs attention.";
        }
        if (!unknown().isEmpty()) {
            return "see what could not be found out.";
        }
        return "nothing until %s, then rotate it in the Developer Console and rekey put clientsecret."
                .formatted(LocalDate.ofInstant(rotateFrom().orElseThrow(), ZoneOffset.UTC));
    }
}
