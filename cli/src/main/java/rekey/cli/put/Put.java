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
import rekey.credential.Grantee.Seller;
import rekey.credential.ParameterNames;
import rekey.credential.Secret;
import rekey.lwa.LwaClient;
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
     * @param headline what is stored where
     * @param notes a sentence each
     */
    public record Outcome(String headline, List<String> notes) {}

    private final ParameterNames names;
    private final Vault vault;
    private final Trial trial;
    private final Clock clock;

    public Put(SsmClient ssm, KmsClient kms, LwaClient lwa, ParameterNames names, Clock clock) {
        this.names = names;
        this.vault = new Vault(ssm, kms, names);
        this.trial = new Trial(lwa, names);
        this.clock = clock;
    }

    /**
     * @param seller whose token it is, for a refresh token
     * @param unverified whether it is stored without being tried
     * @throws CommandFailure when it is not stored
     */
    public Outcome run(Kind kind, Seller seller, Secret value, boolean unverified) {
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
        notes.addAll(whatNext(kind, seller, before.isPresent()));
        return new Outcome(
                "%s is stored: version %d, under %s, %s".formatted(name, version, vault.alias(), value), notes);
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
            throw e;
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
                "%s holds this value already, as version %d: nothing was stored."
                        .formatted(found.name(), found.version()),
                List.of("A new version of the same value would restart the days that Parameter Store counts."));
    }

    private void verify(String name, long version, ParameterTier tier) {
        ParameterMetadata shown = shown(name, version);
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
        if (!wrong.isEmpty()) {
            throw new CommandFailure("%s is stored as version %d, but %s. Look at it with rekey status."
                    .formatted(name, version, String.join(", and ", wrong)));
        }
    }

    private ParameterMetadata shown(String name, long version) {
        for (int look = 1; ; look++) {
            Optional<ParameterMetadata> shown = vault.find(name);
            if (shown.isPresent() && shown.get().version() >= version) {
                return shown.get();
            }
            if (look == MOST_LOOKS) {
                throw new CommandFailure(
                        "%s is stored as version %d, but Parameter Store does not show that version yet. Look again with rekey status."
                                .formatted(name, version));
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

    private List<String> whatNext(Kind kind, Seller seller, boolean replaced) {
        List<String> notes = new ArrayList<>();
        if (kind == Kind.CLIENT_SECRET) {
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
