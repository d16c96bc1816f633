package rekey.watch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import rekey.credential.Grantee.Seller;
import rekey.failure.WatchIncomplete;
import rekey.function.Deadline;
import rekey.function.FunctionEnvironment;
import rekey.function.Journal;
import rekey.function.Metrics;
import rekey.rotation.Rotation;
import rekey.rotation.RotationSettings;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

/**
 * The watch function's entry point, {@code rekey.watch.WatchHandler::handleRequest}, for once a day. Takes any payload, and
 * answers with none. What it finds it tells people by notices, when it changes; what it cannot do it throws, when
 * everything has had its turn. Its numbers are {@link Gauge}'s. Thread-safe.
 *
 * @see RotationSettings its environment variables
 */
public final class WatchHandler implements RequestStreamHandler {
    private final RotationSettings settings;
    private final Clock clock;
    private final Rota rota;

    /** As Lambda starts it. */
    public WatchHandler() {
        this(FunctionEnvironment.ofProcess());
    }

    /** @throws rekey.failure.Misconfigured when an environment variable is missing or wrong */
    public WatchHandler(FunctionEnvironment environment) {
        settings = RotationSettings.from(environment.variables());
        clock = environment.clock();
        rota = rota(Rotation.of(environment, settings), environment.ssm(), environment.sns());
    }

    /**
     * @throws WatchIncomplete with all that could not be looked after
     * @throws IOException when the runtime's own streams fail
     */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        input.transferTo(OutputStream.nullOutputStream());
        Round round =
                new Round(clock.instant(), Deadline.of(context), new Journal(context.getLogger()), new Readings());
        try {
            rota.attend(round);
        } finally {
            new Metrics(context.getLogger())
                    .write(
                            round.now(),
                            settings.application().value(),
                            round.readings().values());
        }
    }

    /** The new secret before the old one's canary, the request before the reminder of it. */
    private Rota rota(Rotation rotation, SsmClient ssm, SnsClient sns) {
        List<Duty> duties = new ArrayList<>(List.of(
                new CurrentSecret(rotation),
                new PendingSecret(rotation),
                new SecretHealth(rotation),
                new DueRotation(rotation),
                new AwaitedSecret(rotation),
                new ExpiryLadder(rotation),
                new SellerAuthorization(rotation, ssm, Seller.DEFAULT)));
        settings.sellers().listed().forEach(seller -> duties.add(new SellerAuthorization(rotation, ssm, seller)));
        duties.add(new Subscriptions(rotation, sns));
        duties.add(new SecretsDays(rotation));
        return new Rota(List.copyOf(duties));
    }
}
