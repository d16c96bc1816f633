package rekey.cli.put;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import rekey.cli.CommandFailure;
import rekey.cli.ledger.OperatorsLedger;
import rekey.credential.Secret;
import rekey.ledger.KnownSecret;

/**
 * When Amazon issued a client secret, as an operator knows it. Amazon has no way to ask, and counts the days of a secret's
 * life from then, not from when it was stored.
 *
 * @param day by UTC; the secret's end is counted from its beginning, so that it is rather too early than too late
 */
public record Issue(LocalDate day) {

    /** @throws IllegalArgumentException when it is no day; the message does not repeat it */
    public static LocalDate day(String text) {
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("It is a day such as 2026-08-01.", e);
        }
    }

    /** @throws CommandFailure when no secret that works can have been issued then */
    public static Issue on(LocalDate day, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (day.isAfter(today)) {
            throw new CommandFailure(
                    "--issued is in the future: by UTC, today is %s. Nothing was stored.".formatted(today));
        }
        Issue issue = new Issue(day);
        if (!now.isBefore(issue.end())) {
            throw new CommandFailure(
                    "A secret that was issued on %s ended on %s, after %d days. Correct --issued, or rotate it in the Developer"
                                    .formatted(
                                            day,
                                            LocalDate.ofInstant(issue.end(), ZoneOffset.UTC),
                                            KnownSecret.LIFE.toDays())
                            + " Console and store the new one. Nothing was stored.");
        }
        return issue;
    }

    /**
     * Writes into the ledger when the secret ends.
     *
     * @param version of the current secret's parameter
     * @param by the operator's ARN
     * @return what is known now, as a sentence
     */
    public String note(Secret secret, long version, OperatorsLedger ledger, String by, Instant now) {
        String fingerprint = secret.fingerprint();
        Instant told = ledger.add(
                        by,
                        "says that %s was issued on %s".formatted(fingerprint, day),
                        known -> known.with(known.find(fingerprint)
                                .filter(found -> found.promoted().isPresent())
                                .orElseGet(() -> KnownSecret.storedByHand(fingerprint, now, version))
                                .expiringAt(end())))
                .find(fingerprint)
                .map(KnownSecret::expires)
                .orElse(end());
        return "%s ends it on %s, in %d days."
                .formatted(
                        told.equals(end()) ? "Amazon" : "Somebody told of a later day before, which stays: Amazon",
                        LocalDate.ofInstant(told, ZoneOffset.UTC),
                        Duration.between(now, told).toDays());
    }

    private Instant end() {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().plus(KnownSecret.LIFE);
    }
}
