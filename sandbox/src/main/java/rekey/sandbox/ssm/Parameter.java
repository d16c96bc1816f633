package rekey.sandbox.ssm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import rekey.sandbox.aws.AwsError;

/**
 * A parameter with its versions, the oldest first, and its tags. Immutable: a change makes another.
 *
 * @param name as it was created, with its leading slash if it had one
 */
record Parameter(String name, List<ParameterVersion> versions, Map<String, String> tags) {
    private static final int MAX_VERSIONS = 100;

    Parameter {
        versions = List.copyOf(versions);
        tags = Map.copyOf(tags);
    }

    ParameterVersion latest() {
        return versions.get(versions.size() - 1);
    }

    ParameterVersion version(long number) {
        return versions.stream()
                .filter(version -> version.number() == number)
                .findFirst()
                .orElseThrow(() -> AwsError.refused(
                        "ParameterVersionNotFound",
                        "Systems Manager could not find version " + number + " of " + name
                                + ". Verify the version and try again."));
    }

    Optional<ParameterVersion> labelled(String label) {
        return versions.stream()
                .filter(version -> version.labels().contains(label))
                .findFirst();
    }

    /**
     * Adds a version and, with 100 there already, drops the oldest, unless that has a label: somebody still means it.
     *
     * @throws AwsError {@code ParameterMaxVersionLimitExceeded} when it has
     */
    Parameter plus(ParameterVersion newest) {
        ParameterVersion oldest = versions.get(0);
        List<ParameterVersion> kept = new ArrayList<>(versions);
        if (versions.size() >= MAX_VERSIONS) {
            if (!oldest.labels().isEmpty()) {
                throw AwsError.refused(
                        "ParameterMaxVersionLimitExceeded",
                        "You attempted to create a new version of " + name + " by calling the PutParameter API with the"
                                + " overwrite flag. Version " + oldest.number()
                                + ", the oldest version, can't be deleted"
                                + " because it has a label associated with it. Move the label to another version of the"
                                + " parameter, and try again.");
            }
            kept.remove(0);
        }
        kept.add(newest);
        return new Parameter(name, kept, tags);
    }

    /** Whether this has the same latest version as {@code other}, and not just one of the same number after a deletion. */
    boolean isPutOf(Parameter other) {
        return latest().number() == other.latest().number()
                && latest().lastModified().equals(other.latest().lastModified());
    }

    /** With a policy of the latest version that has acted. */
    Parameter withPolicyDone(int policy) {
        long latest = latest().number();
        return withVersions(version -> version.number() == latest ? version.withPolicyDone(policy) : version);
    }

    Parameter withVersions(UnaryOperator<ParameterVersion> change) {
        return new Parameter(name, versions.stream().map(change).toList(), tags);
    }

    Parameter withTags(Map<String, String> newTags) {
        return new Parameter(name, versions, newTags);
    }
}
