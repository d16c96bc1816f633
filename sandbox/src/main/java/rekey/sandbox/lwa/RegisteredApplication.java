package rekey.sandbox.lwa;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import rekey.sandbox.SandboxClock;
import rekey.sandbox.lwa.IssuedSecrets.IssuedSecret;

/**
 * An SP-API application as the Developer Console knows it: its client secrets, the sellers that authorized it, the
 * scopes it may have, the queues that it is enrolled with.
 *
 * <p>A secret is due 180 days after its issue, yet LWA goes on accepting it: SP-API is what refuses then. When a new
 * one is issued, the old one lives 7 more days, and LWA rejects it after that. A seller's authorization lasts 365 days.
 * While it is enrolled, Amazon sends each new secret to one queue, and to the other, from 90 days before the newest
 * secret's end, once a week, that it ends. Thread-safe.
 */
public final class RegisteredApplication {
    public static final Duration SECRET_LIFE = Duration.ofDays(180);
    public static final Duration OVERLAP = Duration.ofDays(7);
    public static final Duration AUTHORIZATION_LIFE = Duration.ofDays(365);
    /** How long before a secret's end the first EXPIRY is sent. */
    public static final Duration NOTICE = Duration.ofDays(90);

    /** The scopes that LWA knows; any other is misspelt. */
    static final Set<String> SCOPES = Set.of(
            "sellingpartnerapi::notifications",
            "sellingpartnerapi::client_credential:rotation",
            "sellingpartnerapi::shipments:track");

    /**
     * When a secret was issued, and when it stops working: after 180 days at SP-API, or when its overlap is over at LWA,
     * whichever is first.
     */
    public record SecretDates(Instant issued, Instant expires) {}

    private record Authorization(String seller, Instant until) {}

    private final SandboxClock clock;
    private final AmazonSender sender;
    private final String clientIdentifier = FakeCredentials.clientIdentifier();
    private final String applicationId = FakeCredentials.applicationId();
    private final IssuedSecrets secrets = new IssuedSecrets();
    private final SecretMessages messages;
    private final Announcements announcements;
    private final Map<String, Authorization> byRefreshToken = new ConcurrentHashMap<>();
    private volatile Duration propagation = Duration.ZERO;

    RegisteredApplication(SandboxClock clock, AmazonSender sender) {
        this.clock = clock;
        this.sender = sender;
        this.messages = new SecretMessages(clock, sender);
        this.announcements = new Announcements(clock, this, secrets, messages);
        issue();
    }

    public String clientIdentifier() {
        return clientIdentifier;
    }

    /** {@code amzn1.sp.solution.…}: not the client identifier, though messages have it too. */
    public String applicationId() {
        return applicationId;
    }

    /** The newest secret. */
    public String clientSecret() {
        return secrets.newest().value().reveal();
    }

    /** When the newest secret stops working, to the millisecond. */
    public Instant secretExpires() {
        return secrets.newest().expires();
    }

    /** Of every secret, the oldest first. */
    public List<SecretDates> secrets() {
        return secrets.all().stream()
                .map(secret -> new SecretDates(secret.issued(), secret.expires()))
                .toList();
    }

    /** Issues a secret and tells nobody: every older one is rejected 7 days from now at the latest. */
    public String issueSecret() {
        return issue().value().reveal();
    }

    /**
     * Issues a secret as the console's "Rotate secret" does: shows it, and sends NEW_SECRET when the application is
     * enrolled. Every older one is rejected 7 days from now at the latest.
     */
    public String rotateInConsole() {
        IssuedSecret fresh = issue();
        announcements.enrolment.ifPresent(to -> announcements.newSecret(fresh, to));
        return fresh.value().reveal();
    }

    /** Issues a secret as SP-API does: none, and false, when the application is not enrolled. */
    public boolean rotateByApi() {
        Optional<Enrolment> enrolled = announcements.enrolment;
        enrolled.ifPresent(to -> announcements.newSecret(issue(), to));
        return enrolled.isPresent();
    }

    /**
     * Enters the two queues in the console's notification preferences and subscribes to both. Another time replaces the
     * queues.
     *
     * @throws EnrolmentRefused when Amazon may not send to one of them or read its attributes
     */
    public void enrol(String expiryQueueArn, String newSecretQueueArn) {
        sender.check(expiryQueueArn);
        sender.check(newSecretQueueArn);
        announcements.enrolment = Optional.of(Enrolment.of(expiryQueueArn, newSecretQueueArn));
    }

    /** Deletes both subscriptions. */
    public void withdraw() {
        announcements.enrolment = Optional.empty();
    }

    public boolean isEnrolled() {
        return announcements.enrolment.isPresent();
    }

    public Optional<Enrolment> enrolment() {
        return announcements.enrolment;
    }

    /** What Amazon wrote to the queues, and what becomes of it. */
    public SecretMessages messages() {
        return messages;
    }

    /**
     * How long SP-API takes to know the secrets that are issued from now on. Until then it says of their tokens that the
     * secret has expired; LWA accepts them at once. Default: zero. More than 30 minutes were <a
     * href="https://github.com/amzn/selling-partner-api-models/issues/4489">reported</a>.
     *
     * @throws IllegalArgumentException when it is negative
     */
    public void propagateIn(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(
                    "SP-API knows a secret some time after its issue, not " + duration + ".");
        }
        propagation = duration;
    }

    /**
     * How often EXPIRY is repeated, after the next time that it is due. Default: every 7 days; Amazon documents nothing.
     *
     * @throws IllegalArgumentException when it is zero or negative
     */
    public void remindEvery(Duration duration) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException("EXPIRY is repeated after some time, not after " + duration + ".");
        }
        announcements.cadence = duration;
    }

    /**
     * Whether a rotation also sends EXPIRY for the old secret, with the end of its overlap, as somebody has seen. Default:
     * no. Who rotates whenever a few days are left rotates again then.
     */
    public void remindOfOldSecrets(boolean reminds) {
        announcements.remindsOfOldSecrets = reminds;
    }

    /** The seller consents. Refresh tokens that it gave before stay good as long as they would have. */
    public String authorize(String seller) {
        String refreshToken = FakeCredentials.refreshToken();
        byRefreshToken.put(
                refreshToken, new Authorization(seller, clock.instant().plus(AUTHORIZATION_LIFE)));
        return refreshToken;
    }

    /** The seller withdraws its consent: none of its refresh tokens is good any more. */
    public void revoke(String seller) {
        byRefreshToken.values().removeIf(authorization -> authorization.seller().equals(seller));
    }

    /** Whether the seller's consent holds. */
    public boolean isAuthorizedBy(String seller) {
        Instant now = clock.instant();
        return byRefreshToken.values().stream()
                .anyMatch(given -> given.seller().equals(seller) && now.isBefore(given.until()));
    }

    /** The secret of this value; empty when LWA rejects it. */
    Optional<IssuedSecret> accepted(String secret) {
        return secrets.accepted(secret, clock.instant());
    }

    /** The seller that {@code refreshToken} was given by; empty when it was revoked, is over, or is another's. */
    Optional<String> sellerOf(String refreshToken) {
        return Optional.ofNullable(byRefreshToken.get(refreshToken))
                .filter(authorization -> clock.instant().isBefore(authorization.until()))
                .map(Authorization::seller);
    }

    private IssuedSecret issue() {
        IssuedSecret fresh = secrets.issue(clock.instant(), propagation);
        announcements.scheduleReminders(fresh);
        return fresh;
    }
}
