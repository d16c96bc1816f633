package rekey.cli.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import rekey.cli.aws.AwsProblem;
import rekey.credential.ParameterNames;
import rekey.deployment.DeployedNames;
import rekey.ledger.Change;
import rekey.ledger.Ledger;
import rekey.ledger.LedgerText;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/**
 * The versions of the ledger and of the client secret, which Parameter Store keeps the last 100 of, as one list by time.
 * Decrypts nothing.
 */
public final class Trail {
    private final SsmClient ssm;
    private final ParameterNames names;
    private final People people;

    public Trail(SsmClient ssm, ParameterNames names) {
        this.ssm = ssm;
        this.names = names;
        this.people = new People(new DeployedNames(names.application()));
    }

    /** The oldest first. */
    public History read() {
        return merged(versions(names.ledger()), versions(names.clientSecret()));
    }

    History merged(List<ParameterHistory> ledgers, List<ParameterHistory> secrets) {
        List<Entry> entries = new ArrayList<>();
        Map<Long, String> fingerprints = new HashMap<>();
        for (ParameterHistory version : ledgers) {
            Optional<Ledger> ledger = ledger(version);
            ledger.stream()
                    .flatMap(known -> known.secrets().stream())
                    .filter(secret -> secret.version() > 0)
                    .forEach(secret -> fingerprints.put(secret.version(), secret.fingerprint()));
            Optional<Change> change = ledger.flatMap(Ledger::change);
            entries.add(entry(
                    names.ledger(),
                    version,
                    change.map(Change::by).orElse(""),
                    change.map(Change::what)
                            .orElse(
                                    ledger.isPresent()
                                            ? "wrote the ledger, and does not say why"
                                            : "wrote something that is no ledger")));
        }
        for (ParameterHistory version : secrets) {
            entries.add(entry(names.clientSecret(), version, "", stored(version, fingerprints)));
        }
        return new History(
                names.application(),
                entries.stream()
                        .sorted(Comparator.comparing(Entry::at)
                                .thenComparing(Entry::parameter)
                                .thenComparing(Entry::version))
                        .toList(),
                people);
    }

    /** The stack's function puts a placeholder first, and later only what is there, when it changes a setting. */
    private String stored(ParameterHistory version, Map<Long, String> fingerprints) {
        String what;
        if (people.isProvision(version.lastModifiedUser())) {
            what = version.version() == 1
                    ? "made the client secret's parameter, not set yet"
                    : "put the client secret again as it was, to change a setting";
        } else {
            what = "put the client secret";
        }
        return Optional.ofNullable(fingerprints.get(version.version()))
                .map(fingerprint -> what + " " + fingerprint)
                .orElse(what);
    }

    private static Entry entry(String parameter, ParameterHistory version, String by, String what) {
        return new Entry(
                version.lastModifiedDate(),
                parameter,
                version.version(),
                printable(Optional.ofNullable(version.lastModifiedUser()).orElse("")),
                printable(by),
                printable(what));
    }

    /** Whoever may write the ledger may not write to the terminals of those who read it. */
    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }

    private static Optional<Ledger> ledger(ParameterHistory version) {
        try {
            return Optional.of(LedgerText.read(version.value()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private List<ParameterHistory> versions(String name) {
        try {
            return ssm
                    .getParameterHistoryPaginator(request -> request.name(name).withDecryption(false))
                    .stream()
                    .flatMap(page -> page.parameters().stream())
                    .toList();
        } catch (ParameterNotFoundException e) {
            return List.of();
        } catch (SdkException e) {
            throw new AwsProblem("see the history of " + name, "ssm:GetParameterHistory on it").failure(e);
        }
    }
}
