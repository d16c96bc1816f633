package rekey.cli.status;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import rekey.cli.aws.AwsProblem;
import rekey.cli.status.ParameterState.Presence;
import rekey.deployment.DeployedNames;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterMetadata;

/**
 * Whether a parameter is set and since when, without decrypting anything: by who put its versions, as
 * {@link DeployedNames#isByProvision} tells it.
 */
final class Whereabouts {
    private final SsmClient ssm;
    private final DeployedNames names;

    /** @param stored when the value was put; nothing when there is none, or it is not known */
    record Found(Answer<Presence> presence, Optional<Instant> stored) {
        private static Found set(Instant stored) {
            return new Found(Answer.of(Presence.SET), Optional.of(stored));
        }

        private static Found notSet() {
            return new Found(Answer.of(Presence.NOT_SET), Optional.empty());
        }
    }

    Whereabouts(SsmClient ssm, DeployedNames names) {
        this.ssm = ssm;
        this.names = names;
    }

    Found of(ParameterMetadata latest) {
        if (!names.isByProvision(latest.lastModifiedUser())) {
            return Found.set(latest.lastModifiedDate());
        }
        if (latest.version() == 1) {
            return Found.notSet();
        }
        Answer<Optional<Instant>> stored = Answer.ask(
                new AwsProblem("see who put " + latest.name(), "ssm:GetParameterHistory on it"),
                () -> newestByOthers(latest.name()));
        return stored.isKnown()
                ? stored.known().map(Found::set).orElseGet(Found::notSet)
                : new Found(new Answer<>(null, stored.unknown()), Optional.empty());
    }

    private Optional<Instant> newestByOthers(String name) {
        return ssm.getParameterHistoryPaginator(request -> request.name(name).withDecryption(false)).stream()
                .flatMap(page -> page.parameters().stream())
                .filter(version -> !names.isByProvision(version.lastModifiedUser()))
                .max(Comparator.comparing(ParameterHistory::version))
                .map(ParameterHistory::lastModifiedDate);
    }
}
