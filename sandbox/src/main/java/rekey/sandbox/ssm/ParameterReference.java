package rekey.sandbox.ssm;

import java.util.Optional;
import rekey.sandbox.aws.AwsAccount;
import rekey.sandbox.aws.AwsError;

/**
 * How a reader names what it wants: {@code name}, {@code name:3}, {@code name:label} or the parameter's ARN, also with a
 * selector. The plain name means the latest version.
 *
 * @param given as the caller wrote it
 * @param path what tells parameters apart, see {@link ParameterName}
 */
record ParameterReference(String given, String path, Optional<String> selector) {
    static ParameterReference of(String given, String region) {
        String prefix = AwsAccount.arn("ssm", region, "parameter/");
        String rest = given.strip();
        if (rest.startsWith("arn:")) {
            if (!rest.startsWith(prefix)) {
                throw notFound(given);
            }
            rest = rest.substring(prefix.length());
        }
        int colon = rest.indexOf(':');
        String name = colon < 0 ? rest : rest.substring(0, colon);
        return new ParameterReference(
                given,
                ParameterName.path(ParameterName.checked(name)),
                colon < 0 ? Optional.empty() : Optional.of(rest.substring(colon + 1)));
    }

    ParameterVersion in(Parameter parameter) {
        if (selector.isEmpty()) {
            return parameter.latest();
        }
        String wanted = selector.get();
        return wanted.matches("\\d{1,18}")
                ? parameter.version(Long.parseLong(wanted))
                : parameter
                        .labelled(wanted)
                        .orElseThrow(() -> AwsError.refused(
                                "ParameterVersionNotFound",
                                "Systems Manager could not find label " + wanted + " of " + parameter.name()
                                        + ". Verify the label and try again."));
    }

    static AwsError notFound(String name) {
        return AwsError.refused("ParameterNotFound", "Parameter " + name + " not found.");
    }
}
