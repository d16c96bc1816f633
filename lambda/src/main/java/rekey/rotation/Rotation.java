package rekey.rotation;

import java.time.Clock;
import rekey.credential.ClientSecrets;
import rekey.credential.CredentialStore;
import rekey.credential.ParameterNames;
import rekey.function.FunctionEnvironment;
import rekey.ledger.LedgerStore;
import rekey.lwa.LwaClient;
import rekey.notice.Announcer;
import rekey.notice.NoticeTopic;
import rekey.notice.RotationNotices;
import rekey.spapi.SpApiClient;

/**
 * The parts that rotate one application's secret, wired to each other: what the rotation and the watch function have in
 * common. Thread-safe.
 */
public final class Rotation {
    private final RotationSettings settings;
    private final ParameterNames names;
    private final Clock clock;
    private final CredentialStore credentials;
    private final LwaClient lwa;
    private final LedgerStore ledgers;
    private final ClientSecrets secrets;
    private final Announcer announcer;
    private final Messenger messenger;
    private final RotationNotices notices;
    private final Proof proof;
    private final Succession succession;
    private final Adoption adoption;
    private final Rollback rollback;
    private final Promotion promotion;
    private final RequestToAmazon amazon;
    private final RotationStart start;

    private Rotation(FunctionEnvironment environment, RotationSettings settings) {
        this.settings = settings;
        names = new ParameterNames(settings.application());
        clock = environment.clock();
        var ssm = environment.ssm();
        credentials = new CredentialStore(ssm, names);
        lwa = new LwaClient(settings.lwaEndpoint(), names, clock);
        SpApiClient spApi = new SpApiClient(settings.spApi());
        ledgers = new LedgerStore(ssm, names, clock);
        secrets = new ClientSecrets(ssm, names, settings.keyArn());
        announcer = new Announcer(new NoticeTopic(environment.sns(), settings.topicArn()), ledgers, clock);
        messenger = new Messenger(announcer, ledgers);
        notices = new RotationNotices(names);
        proof = new Proof(credentials, names, lwa, spApi);
        succession = new Succession(secrets, ledgers);
        adoption = new Adoption(secrets, ledgers, succession);
        rollback = new Rollback(this);
        promotion = new Promotion(this);
        amazon = new RequestToAmazon(credentials, lwa, spApi, ledgers, clock);
        start = new RotationStart(this, amazon);
    }

    /** @throws rekey.failure.Misconfigured when a variable for AWS's clients is missing or wrong */
    public static Rotation of(FunctionEnvironment environment, RotationSettings settings) {
        return new Rotation(environment, settings);
    }

    public RotationSettings settings() {
        return settings;
    }

    public ParameterNames names() {
        return names;
    }

    public Clock clock() {
        return clock;
    }

    public CredentialStore credentials() {
        return credentials;
    }

    public LwaClient lwa() {
        return lwa;
    }

    public LedgerStore ledgers() {
        return ledgers;
    }

    public ClientSecrets secrets() {
        return secrets;
    }

    public Announcer announcer() {
        return announcer;
    }

    public RotationNotices notices() {
        return notices;
    }

    public Proof proof() {
        return proof;
    }

    public Adoption adoption() {
        return adoption;
    }

    public Promotion promotion() {
        return promotion;
    }

    public RotationStart start() {
        return start;
    }

    public Rollback rollback() {
        return rollback;
    }

    RequestToAmazon amazon() {
        return amazon;
    }

    Messenger messenger() {
        return messenger;
    }

    Succession succession() {
        return succession;
    }
}
