package rekey.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import rekey.credential.Grantee.Seller;
import rekey.credential.StoreCall;
import rekey.deployment.DeployedNames;
import rekey.function.Deadline;
import rekey.ledger.Ledger;
import rekey.rotation.Rotation;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;

/**
 * A seller's authorization, which it has to
 * <a href="https://developer-docs.amazon.com/sp-api/docs/authorization-errors">renew every 365 days</a>. When it was given
 * nobody can ask; it was before its refresh token was stored, so that 365 days after that it has certainly ended. People
 * hear of that 30 and 7 days before, and when it has come. Decrypts nothing.
 */
record SellerAuthorization(Rotation rotation, SsmClient ssm, Seller seller) implements Duty {
    private static final Duration LIFE = Duration.ofDays(365);
    private static final Ladder LADDER = Ladder.of(30, 7, 0);

    /** So long after its end nobody needs to be told any more; the ledger does not remember for ever that they were. */
    private static final Duration FORGOTTEN = Duration.ofDays(30);

    @Override
    public String name() {
        return "the authorization of " + seller;
    }

    @Override
    public void attend(Round round) {
        Optional<Instant> stored = stored(round.deadline());
        if (stored.isEmpty()) {
            return;
        }
        Instant ends = stored.get().plus(LIFE);
        Duration left = Duration.between(round.now(), ends);
        round.readings().noteLeast(Gauge.SELLER_DAYS_LEFT, left);
        Optional<Integer> rung = LADDER.rung(left).filter(any -> left.compareTo(FORGOTTEN.negated()) > 0);
        if (rung.isPresent()) {
            Ledger ledger = rotation.ledgers().read(round.deadline());
            rotation.announcer()
                    .say(
                            Ladder.once(
                                    rotation.notices().reauthorize(seller, ends, Ladder.daysLeft(left)),
                                    rotation.notices().reauthorize(seller, ends, rung.get())),
                            ledger,
                            round.deadline());
        }
    }

    /** When somebody put the refresh token that is there; empty while nobody has. */
    private Optional<Instant> stored(Deadline deadline) {
        String name = rotation.names().refreshToken(seller);
        DeployedNames deployed = new DeployedNames(rotation.settings().application());
        return StoreCall.readHistory(
                name,
                deadline,
                limit -> ssm
                        .getParameterHistoryPaginator(request ->
                                request.name(name).withDecryption(false).overrideConfiguration(limit))
                        .stream()
                        .flatMap(page -> page.parameters().stream())
                        .filter(version -> !deployed.isByProvision(version.lastModifiedUser()))
                        .max(Comparator.comparing(ParameterHistory::version))
                        .map(ParameterHistory::lastModifiedDate));
    }
}
