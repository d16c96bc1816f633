package rekey.cli.ledger;

import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import rekey.cli.CommandFailure;
import rekey.cli.aws.AwsProblem;
import rekey.credential.ParameterNames;
import rekey.failure.Failure;
import rekey.function.Deadline;
import rekey.ledger.Ledger;
import rekey.ledger.LedgerStore;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;

/** An application's ledger, for an operator. Whatever goes wrong becomes a {@link CommandFailure}. */
public final class OperatorsLedger {
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final LedgerStore store;
    private final String name;

    public OperatorsLedger(SsmClient ssm, ParameterNames names, Clock clock) {
        this.store = new LedgerStore(ssm, names, clock);
        this.name = names.ledger();
    }

    /** Empty when there is none yet. Decrypts nothing. */
    public Ledger read() {
        return call("read", "ssm:GetParameters", () -> store.read(Deadline.in(LONGEST)));
    }

    /**
     * Adds facts.
     *
     * @param by the operator's ARN
     * @param what happened, for the audit trail
     */
    public Ledger add(String by, String what, UnaryOperator<Ledger> change) {
        return call(
                "write",
                "ssm:GetParameters and ssm:PutParameter",
                () -> store.add(by, what, change, Deadline.in(LONGEST)));
    }

    private Ledger call(String verb, String rights, Supplier<Ledger> call) {
        try {
            return call.get();
        } catch (Failure e) {
            // The failure speaks of a function's role; here it is the operator who lacks a right.
            if (e.getCause() instanceof SdkException refused) {
                throw new AwsProblem("%s %s".formatted(verb, name), rights + " on it").failure(refused);
            }
            throw new CommandFailure(e.getMessage(), e);
        }
    }
}
