package rekey.cli.aws;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import rekey.cli.CommandFailure;
import rekey.function.Endpoints;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.profiles.ProfileProperty;

/**
 * The profile that counts, with those that it takes its credentials from: what of it the SDK would take without a warning,
 * or leaves out.
 */
final class ChosenProfile {
    private static final Pattern ENDPOINT_LINE = Pattern.compile("(?m)^\\s*endpoint_url\\s*=\\s*(.*)$");

    private final ProfileFile file;
    private final Optional<String> given;
    private final String name;

    /** @param given the one that was asked for; otherwise AWS_PROFILE's, otherwise default */
    ChosenProfile(Optional<String> given) {
        this.file = ProfileFile.defaultProfileFile();
        this.given = given;
        this.name = given.orElseGet(ProfileFileSystemSetting.AWS_PROFILE::getStringValueOrThrow);
    }

    /** @throws CommandFailure when one was asked for and is not there; the message does not repeat its name */
    void requireThere() {
        if (given.isPresent() && file.profile(name).isEmpty()) {
            throw new CommandFailure("There is no profile of this name in ~/.aws/config or ~/.aws/credentials."
                    + " aws configure list-profiles shows those that are there.");
        }
    }

    /**
     * Looked at before anything is resolved: a login sends credentials, too, and by clients that are not ours.
     *
     * @throws CommandFailure when an endpoint in it is neither https nor plain http on this machine
     */
    void requireSafeEndpoints() {
        chain().flatMap(this::endpoints).forEach(text -> {
            try {
                Endpoints.httpsOrLoopback(text);
            } catch (IllegalArgumentException e) {
                throw new CommandFailure(
                        "The endpoint_url in the profile cannot be used. %s Nothing was sent there."
                                .formatted(e.getMessage()),
                        e);
            }
        });
    }

    /** What to do instead, when the profile has a login that the AWS CLI can do and the Java SDK cannot. */
    Optional<String> loginElsewhere() {
        return chain().map(ChosenProfile::beyondTheSdk)
                .flatMap(Optional::stream)
                .findFirst()
                .map(property -> ("The profile has a login that the AWS CLI can do and Rekey cannot (%s). Run"
                                + " eval \"$(aws configure export-credentials --profile %s --format env)\" and call again%s.")
                        .formatted(property, name, given.isPresent() ? " with --region instead of --profile" : ""));
    }

    /** A serial counts with a role only: without one, the profile's own keys are used as they are. */
    private static Optional<String> beyondTheSdk(Profile profile) {
        if (profile.property(ProfileProperty.LOGIN_SESSION).isPresent()) {
            return Optional.of(ProfileProperty.LOGIN_SESSION);
        }
        return profile.property(ProfileProperty.MFA_SERIAL)
                .filter(serial -> profile.property(ProfileProperty.ROLE_ARN).isPresent())
                .map(serial -> ProfileProperty.MFA_SERIAL);
    }

    private Stream<Profile> chain() {
        Set<String> seen = new HashSet<>();
        return Stream.iterate(
                        file.profile(name),
                        Optional::isPresent,
                        profile -> profile.get()
                                .property(ProfileProperty.SOURCE_PROFILE)
                                .flatMap(file::profile))
                .map(Optional::get)
                .takeWhile(profile -> seen.add(profile.name()));
    }

    /** Its own, and each service's in the section {@code services} that it names. */
    private Stream<String> endpoints(Profile profile) {
        Stream<String> services =
                profile.property("services").flatMap(section -> file.getSection("services", section)).stream()
                        .flatMap(section -> section.properties().entrySet().stream())
                        .flatMap(property ->
                                property.getKey().toLowerCase(Locale.ROOT).endsWith(ProfileProperty.ENDPOINT_URL)
                                        ? Stream.of(property.getValue())
                                        : ENDPOINT_LINE
                                                .matcher(property.getValue())
                                                .results()
                                                .map(found -> found.group(1)));
        return Stream.concat(profile.property(ProfileProperty.ENDPOINT_URL).stream(), services);
    }
}
