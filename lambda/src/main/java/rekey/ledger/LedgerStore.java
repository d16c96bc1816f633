package rekey.ledger;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
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
 * <p>Parameter Store has no compare-and-set: a version may lack what another one says that was written at the same time. So
 * each says which version it was made from, and whoever reads adds what came in between (see {@link LedgerVersion}). To
 * take something out of the ledger by hand, take the {@code after} out of its text as well.
 *
 * <p>Thread-safe. Caches nothing. Every method throws as {@link StoreCall} does, and {@link LedgerUnreadable} when the
 * latest version is no ledger.
 */
public final class LedgerStore {
    /** More than Parameter Store keeps. */
    private static final long MOST_VERSIONS = 100;

    private record Known(Ledger ledger, long number) {}

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
        return known(deadline).ledger();
    }

    /**
     * Adds facts, and writes a version only when they are new. A request is not added so, but by {@link #claim}.
     *
     * @param by who changes it, for the audit trail
     * @param what happened, for the audit trail
     * @return the ledger as it then is
     */
    public Ledger add(String by, String what, UnaryOperator<Ledger> change, Deadline deadline) {
        return write(new Change(clock.instant(), by, what), change, Optional.empty(), deadline);
    }

    /**
     * Notes that Amazon is about to be asked for a new secret, unless somebody else noted the same meanwhile: of several
     * who claim at once, the first that Parameter Store took gets it, and the others' are {@code REFUSED}.
     *
     * @param request a new one
     * @param allowed says whether the request may be made, with the ledger as it is now; throws when it may not
     * @return whether Amazon may be asked
     */
    public boolean claim(RotationRequest request, Consumer<Ledger> allowed, Deadline deadline) {
        UnaryOperator<Ledger> claim = ledger -> {
            if (ledger.requests().stream().anyMatch(known -> known.id().equals(request.id()))) {
                throw new IllegalArgumentException("A request is claimed once.");
            }
            allowed.accept(ledger);
            return ledger.with(request);
        };
        Change change = new Change(clock.instant(), request.by(), "is to ask Amazon for a new secret");
        return write(change, claim, Optional.of(request.id()), deadline).requests().stream()
                .anyMatch(known -> known.id().equals(request.id()) && known.mayHaveRotated());
    }

    private Ledger write(Change change, UnaryOperator<Ledger> more, Optional<String> claims, Deadline deadline) {
        Known before = known(deadline);
        Ledger wanted = Remembered.of(more.apply(before.ledger()));
        if (wanted.knowsTheSameAs(before.ledger())) {
            return before.ledger();
        }
        String text = LedgerText.writeVersion(wanted.because(change), before.number(), claims);
        return together(LedgerText.readVersion(text, put(text, deadline)), deadline);
    }

    private Known known(Deadline deadline) {
        Optional<Parameter> latest = get(name, deadline);
        if (latest.isEmpty()) {
            return new Known(Ledger.EMPTY, 0);
        }
        long number = latest.get().version();
        try {
            return new Known(together(LedgerText.readVersion(latest.get().value(), number), deadline), number);
        } catch (IllegalArgumentException e) {
            throw new LedgerUnreadable(name, number, e.getMessage());
        }
    }

    private Ledger together(LedgerVersion latest, Deadline deadline) {
        List<LedgerVersion> between = new ArrayList<>();
        long first = Math.max(latest.after() + 1, latest.number() - MOST_VERSIONS);
        for (long number = first; number < latest.number(); number++) {
            get(name + ":" + number, deadline).flatMap(LedgerStore::readable).ifPresent(between::add);
        }
        return LedgerVersion.together(between, latest);
    }

    /** One that somebody has broken by hand, and that was written over: by us, or by whoever put an earlier one back. */
    private static Optional<LedgerVersion> readable(Parameter parameter) {
        try {
            return Optional.of(LedgerText.readVersion(parameter.value(), parameter.version()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Optional<Parameter> get(String nameOrVersion, Deadline deadline) {
        Optional<Parameter> found =
                StoreCall.read(
                        name,
                        deadline,
                        limit -> ssm
                                .getParameters(get -> get.names(nameOrVersion).overrideConfiguration(limit))
                                .parameters()
                                .stream()
                                .findFirst());
        if (found.filter(parameter -> parameter.value() == null || parameter.version() == null)
                .isPresent()) {
            throw new TryLater("Parameter Store gave no usable answer (a parameter without value or version).");
        }
        return found;
    }

    private long put(String text, Deadline deadline) {
        return StoreCall.put(
                ssm,
                name,
                deadline,
                put -> put.value(text)
                        .type(ParameterType.STRING)
                        .tier(ParameterTier.STANDARD)
                        .description("What is known of the client secret's dates. No secret in it."));
    }
}
