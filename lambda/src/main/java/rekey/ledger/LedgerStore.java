package rekey.ledger;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import rekey.credential.ParameterNames;
import rekey.credential.StoreCall;
import rekey.failure.LedgerUnreadable;
import rekey.failure.TryLater;
import rekey.function.Deadline;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * The ledger in Parameter Store: a String parameter, made by its first write, of which Parameter Store keeps the last 100
 * versions with who wrote each.
 *
 * <p>Parameter Store has no compare-and-set. That somebody else wrote between our read and our write shows in the version:
 * ours is then not the one after that which was read. What came in between is read, joined with ours and written again,
 * until nothing came in between. Thread-safe. Caches nothing. Every method throws as {@link StoreCall} does, and
 * {@link LedgerUnreadable} when the parameter holds something else.
 */
public final class LedgerStore {
    /** Nobody writes this often at once; something is wrong then. */
    private static final int MOST_TRIES = 10;

    private record Version(Ledger ledger, long number) {}

    private final SsmClient ssm;
    private final String name;
    private final Clock clock;

    public LedgerStore(SsmClient ssm, ParameterNames names, Clock clock) {
        this.ssm = ssm;
        this.name = names.ledger();
        this.clock = clock;
    }

    /** Empty when there is none yet. */
    public Ledger read(Deadline deadline) {
        return readVersion(deadline).ledger();
    }

    /**
     * Adds facts, and writes a version only when they are new.
     *
     * @param by who changes it, for the audit trail
     * @param what happened, for the audit trail
     * @param change may be called more than once
     * @return the ledger as it then is
     */
    public Ledger add(String by, String what, UnaryOperator<Ledger> change, Deadline deadline) {
        return write(by, what, change, between -> {}, deadline);
    }

    /**
     * Notes that Amazon is about to be asked for a new secret, unless somebody else noted the same meanwhile: of several
     * who claim at once, one gets it.
     *
     * @param allowed says whether the request may be made, with the ledger as it is now; throws when it may not
     */
    public boolean claim(RotationRequest request, Consumer<Ledger> allowed, Deadline deadline) {
        boolean[] lost = {false};
        write(
                request.by(),
                "asks Amazon for a new secret",
                ledger -> {
                    allowed.accept(ledger);
                    return ledger.with(request);
                },
                between -> lost[0] |= between.requests().stream()
                        .anyMatch(other -> !other.id().equals(request.id())
                                && other.mayHaveRotated()
                                && !other.at().isBefore(request.at().minus(KnownSecret.OVERLAP))),
                deadline);
        if (lost[0]) {
            add(
                    request.by(),
                    "leaves it to another request that came first",
                    ledger -> ledger.with(
                            request.withOutcome(RotationRequest.Outcome.REFUSED, "another request came first")),
                    deadline);
        }
        return !lost[0];
    }

    private Ledger write(
            String by, String what, UnaryOperator<Ledger> change, Consumer<Ledger> seenBetween, Deadline deadline) {
        Version read = readVersion(deadline);
        Ledger wanted = change.apply(read.ledger());
        if (wanted.knowsTheSameAs(read.ledger())) {
            return read.ledger();
        }
        wanted = wanted.because(new Change(clock.instant(), by, what));
        long base = read.number();
        for (int i = 0; i < MOST_TRIES; i++) {
            long written = put(wanted, deadline);
            if (written == base + 1) {
                return wanted;
            }
            Ledger joined = wanted;
            for (Ledger between : readVersions(base + 1, written - 1, deadline)) {
                seenBetween.accept(between);
                joined = joined.join(between);
            }
            if (joined.knowsTheSameAs(wanted)) {
                return wanted;
            }
            wanted = joined.because(new Change(clock.instant(), by, what));
            base = written;
        }
        throw new TryLater("%s is written by others all the time.".formatted(name));
    }

    private Version readVersion(Deadline deadline) {
        return get(List.of(name), deadline).stream().findFirst().orElse(new Version(Ledger.EMPTY, 0));
    }

    /** The versions from one number to another, as far as Parameter Store still has them. */
    private List<Ledger> readVersions(long from, long to, Deadline deadline) {
        List<String> wanted = LongStream.rangeClosed(Math.max(from, to - 99), to)
                .mapToObj(number -> name + ":" + number)
                .toList();
        List<Ledger> versions = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i += 10) {
            get(wanted.subList(i, Math.min(i + 10, wanted.size())), deadline)
                    .forEach(version -> versions.add(version.ledger()));
        }
        return versions;
    }

    private List<Version> get(List<String> wanted, Deadline deadline) {
        List<Parameter> found = StoreCall.read(
                name,
                deadline,
                limit -> ssm.getParameters(get -> get.names(wanted).overrideConfiguration(limit))
                        .parameters());
        return found.stream().map(this::version).toList();
    }

    private Version version(Parameter parameter) {
        try {
            return new Version(LedgerText.read(parameter.value()), parameter.version());
        } catch (IllegalArgumentException e) {
            throw new LedgerUnreadable(name, parameter.version(), e.getMessage());
        }
    }

    private long put(Ledger ledger, Deadline deadline) {
        return StoreCall.write(
                name,
                deadline,
                limit -> ssm.putParameter(put -> put.name(name)
                                .value(LedgerText.write(ledger))
                                .type(ParameterType.STRING)
                                .tier(ParameterTier.STANDARD)
                                .description("What is known of the client secret's dates. No secret in it.")
                                .overwrite(true)
                                .overrideConfiguration(limit))
                        .version());
    }
}
