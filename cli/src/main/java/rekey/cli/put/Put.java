package rekey.cli.put;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import rekey.cli.CommandFailure;
import rekey.cli.SecretLife;
import rekey.cli.aws.ApplicationKey;
import rekey.credential.Grantee.Seller;
import rekey.credential.ParameterNames;
import rekey.credential.Secret;
import rekey.failure.CannotDecrypt;
import rekey.lwa.LwaClient;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;
import software.amazon.awssdk.services.ssm.model.ParameterTier;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * Stores one credential: looks whether its parameter is there and holds something else, tries the credential, puts it,
 * and looks whether it arrived as it should.
 */
public final class Put {
    /** How often Parameter Store is asked until it shows the version that was put. */
    private static final int MOST_LOOKS = 4;

    private static final long PAUSE_MILLIS = 300;

    /**
     * What came of it.
     *
     * @param version the one that holds the value
     * @param headline what is stored where
     * @param notes a sentence each
     */
    public record Outcome(long version, String headline, List<String> notes) {}

    private final ParameterNames names;
    private final KmsClient kms;
    private final Vault vault;
    private final Trial trial;
    private final Clock clock;

    public Put(SsmClient ssm, KmsClient kms, LwaClient lwa, ParameterNames names, Clock clock) {
        this.names = names;
        this.kms = kms;
        this.vault = new Vault(ssm, kms, names);
        this.trial = new Trial(lwa, names);
        this.clock = clock;
    }

    /**
     * @param seller whose token it is, for a refresh token
     * @param unverified whether it is stored without being tried
     * @param issued whether it is known when a client secret was issued, and need not be guessed
     * @throws CommandFailure when it is not stored
     */
    public Outcome run(Kind kind, Seller seller, Secret value, boolean unverified, boolean issued) {
        String name = kind.nameIn(names, seller);
        Optional<ParameterMetadata> found = vault.find(name);
        requireThere(name, seller, found);
        Map<String, Secret> stored = stored(name, kind, unverified);
        Optional<Secret> before = Optional.ofNullable(stored.get(name));
        boolean same = found.isPresent() && before.filter(value::equals).isPresent();
        if (same && mayStay(kind, found.get())) {
            return unchanged(found.get());
        }
        List<String> notes = new ArrayList<>();
        notes.add(unverified ? "It was not tried at LWA." : trial.of(kind, seller, value, stored));
        long version = found.map(existing -> vault.overwrite(existing, value))
                .orElseGet(() -> vault.create(name, "Refresh token of " + seller, value));
        verify(name, version, found.map(ParameterMetadata::tier).orElse(ParameterTier.STANDARD));
        notes.addAll(whatNext(kind, seller, before.isPresent(), issued));
        return new Outcome(
                version,
                "%s is stored: version %d, under %s, %s".formatted(name, version, vault.alias(), value),
                notes);
    }

    private void requireThere(String name, Seller seller, Optional<ParameterMetadata> found) {
        if (found.isEmpty() && seller.equals(Seller.DEFAULT)) {
            throw new CommandFailure(
                    "There is no parameter %s in this account and region. Correct --app, --region or --profile, or deploy the stack"
                                    .formatted(name)
                            + " (npx cdk deploy -c app=%s -c email=ADDRESS); rekey status says more. Nothing was stored."
                                    .formatted(names.application()));
        }
        found.filter(existing -> existing.type() != ParameterType.SECURE_STRING).ifPresent(existing -> {
            throw new CommandFailure(
                    "%s is a %s, which is not encrypted, and cannot become a SecureString. Delete it and deploy the stack again."
                                    .formatted(name, existing.typeAsString())
                            + " Nothing was stored.");
        });
    }

    /** The parameter's own value and those it is tried with. Whoever tries nothing need not be allowed to read. */
    private Map<String, Secret> stored(String name, Kind kind, boolean unverified) {
        Set<String> wanted = new LinkedHashSet<>(List.of(name));
        if (!unverified) {
            wanted.addAll(trial.counterparts(kind));
        }
        try {
            return vault.read(wanted);
        } catch (CommandFailure e) {
            if (unverified) {
                return Map.of();
            }
            throw e.getCause() instanceof CannotDecrypt gone ? undecipherable(wanted, gone) : e;
        }
    }

    /** Storing without reading is the way out only where there is a key to store under. */
    private CommandFailure undecipherable(Set<String> wanted, CannotDecrypt gone) {
        String what = "Cannot decrypt %s, which the trial takes: ".formatted(String.join(", ", wanted));
        return new CommandFailure(
                hasUsableKey()
                        ? what
                                + "the key that it was stored under cannot be used. Enable that key or cancel its deletion;"
                                + " if it is gone, store each value anew with --unverified, under the key of %s."
                                        .formatted(vault.alias())
                                + " Nothing was stored."
                        : what
                                + "%s leads to no key that can be used. Enable it or cancel its deletion; if it is gone,"
                                        .formatted(vault.alias())
                                + " deploy the stack. rekey status shows its state. Nothing was stored.",
                gone);
    }

    private boolean hasUsableKey() {
        try {
            return ApplicationKey.find(kms, vault.alias())
                    .filter(ApplicationKey::isEnabled)
                    .isPresent();
        } catch (SdkException e) {
            // Whoever may not look may well be allowed to store: a put says so if not.
            return true;
        }
    }

    /**
     * Whether a parameter that holds the same value may be left as it is. Putting it again would restart the days that
     * Parameter Store counts without a change; only where nothing is counted is a wrong key set right that way.
     */
    private boolean mayStay(Kind kind, ParameterMetadata found) {
        if (vault.isOwnKey(found.keyId())) {
            return true;
        }
        if (kind == Kind.CLIENT_SECRET) {
            throw new CommandFailure(
                    "%s holds this secret already, but under %s instead of %s, where others may read it. Rotate it in the Developer"
                                    .formatted(found.name(), found.keyId(), vault.alias())
                            + " Console and store the new one. Nothing was stored: a new version would make its age look like"
                            + " 0 days.");
        }
        return false;
    }

    private static Outcome unchanged(ParameterMetadata found) {
        return new Outcome(
                found.version(),
                "%s holds this value already, as version %d: nothing was stored."
                        .formatted(found.name(), found.version()),
                List.of("A new version of the same value would restart the days that Parameter Store counts."));
    }

    private void verify(String name, long version, ParameterTier tier) {
        String stored = "%s is stored as version %d, but ".formatted(name, version);
        List<String> wrong;
        try {
            wrong = whatIsWrong(name, version, tier);
        } catch (CommandFailure e) {
            throw new CommandFailure(stored + "could not be looked at afterwards. " + e.getMessage(), e);
        }
        if (!wrong.isEmpty()) {
            throw new CommandFailure(stored + String.join(", and ", wrong) + ". Look at it with rekey status.");
        }
    }

    private List<String> whatIsWrong(String name, long version, ParameterTier tier) {
        Optional<ParameterMetadata> found = shown(name, version);
        if (found.isEmpty()) {
            return List.of("Parameter Store does not show that version yet");
        }
        ParameterMetadata shown = found.get();
        List<String> wrong = new ArrayList<>();
        if (shown.type() != ParameterType.SECURE_STRING) {
            wrong.add("its type is " + shown.typeAsString());
        }
        if (!vault.isOwnKey(shown.keyId())) {
            wrong.add("its key is %s, not %s".formatted(shown.keyId(), vault.alias()));
        }
        if (tier == ParameterTier.ADVANCED && shown.tier() != tier) {
            wrong.add("its tier is " + shown.tierAsString());
        }
        return wrong;
    }

    private Optional<ParameterMetadata> shown(String name, long version) {
        for (int look = 1; ; look++) {
            Optional<ParameterMetadata> shown = vault.find(name).filter(found -> found.version() >= version);
            if (shown.isPresent() || look == MOST_LOOKS) {
                return shown;
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> whatNext(Kind kind, Seller seller, boolean replaced, boolean issued) {
        List<String> notes = new ArrayList<>();
        if (kind == Kind.CLIENT_SECRET && !issued) {
            LocalDate end = LocalDate.ofInstant(clock.instant().plus(SecretLife.LIFE), ZoneOffset.UTC);
            notes.add("It has %d days left if it was issued just now: Amazon ends it on %s."
                    .formatted(SecretLife.LIFE.toDays(), end));
        }
        notes.add("The token function takes it up within 5 minutes; nothing has to be deployed.");
        if (kind == Kind.CLIENT_SECRET && replaced) {
            notes.add("Amazon accepts the old secret for %d more days after a rotation."
                    .formatted(SecretLife.OVERLAP.toDays()));
        }
        if (!seller.equals(Seller.DEFAULT)) {
            notes.add(
                    "Callers get tokens for %s if the stack was deployed with it in -c sellers=ID.".formatted(seller));
        }
        return notes;
    }
}
