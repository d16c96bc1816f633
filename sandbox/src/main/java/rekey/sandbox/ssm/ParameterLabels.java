package rekey.sandbox.ssm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.aws.TextRule;

/**
 * The <a href="https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-labels.html">labels</a> of a
 * parameter's versions: at most ten on a version. A label is on one version of a parameter at a time, so giving it to
 * another moves it. A label that breaks the rules is no error: it comes back in {@code InvalidLabels}.
 */
final class ParameterLabels {
    private static final int MAX_LABELS = 10;
    private static final TextRule LABEL = TextRule.length(1, 100);
    private static final Pattern LEGAL = Pattern.compile("(?!(?i:aws|ssm))[a-zA-Z_.-][a-zA-Z0-9_.-]*");

    private final ParameterStores stores;
    private final ParameterAccess access;

    ParameterLabels(ParameterStores stores, ParameterAccess access) {
        this.access = access;
        this.stores = stores;
    }

    /** Labels the latest version unless the request names one. */
    ObjectNode add(AwsRequest request) {
        AwsInput input = request.members();
        OptionalLong number = input.optionalLong("ParameterVersion");
        List<String> labels = input.texts("Labels", 1, MAX_LABELS, LABEL);
        ObjectNode answer = AwsJson.object();
        ArrayNode invalid = answer.putArray("InvalidLabels");
        Set<String> legal = new TreeSet<>(labels);
        legal.removeIf(label -> !LEGAL.matcher(label).matches());
        labels.stream().filter(label -> !legal.contains(label)).forEach(invalid::add);
        UnaryOperator<Parameter> change = parameter -> {
            long target = parameter
                    .version(number.orElse(parameter.latest().number()))
                    .number();
            answer.put("ParameterVersion", target);
            return parameter.withVersions(version -> {
                TreeSet<String> left = new TreeSet<>(version.labels());
                left.removeAll(legal);
                if (version.number() == target) {
                    left.addAll(legal);
                    checkNumber(left);
                }
                return version.labelled(left);
            });
        };
        String name = name(request, input);
        ParameterStore store = stores.of(request);
        if (legal.isEmpty()) {
            store.change(ParameterName.path(name), () -> ParameterReference.notFound(name), change);
        } else {
            store.label(ParameterName.path(name), () -> ParameterReference.notFound(name), change);
        }
        return answer;
    }

    ObjectNode remove(AwsRequest request) {
        AwsInput input = request.members();
        long number = input.optionalLong("ParameterVersion")
                .orElseThrow(() -> AwsError.constraint("parameterVersion", "Member must not be null"));
        List<String> labels = input.texts("Labels", 1, MAX_LABELS, LABEL);
        ObjectNode answer = AwsJson.object();
        ArrayNode removed = answer.putArray("RemovedLabels");
        ArrayNode invalid = answer.putArray("InvalidLabels");
        String name = name(request, input);
        UnaryOperator<Parameter> change = parameter -> {
            Set<String> there = parameter.version(number).labels();
            labels.forEach(label -> (there.contains(label) ? removed : invalid).add(label));
            return parameter.withVersions(version -> {
                TreeSet<String> left = new TreeSet<>(version.labels());
                if (version.number() == number) {
                    left.removeAll(Set.copyOf(labels));
                }
                return version.labelled(left);
            });
        };
        stores.of(request).change(ParameterName.path(name), () -> ParameterReference.notFound(name), change);
        return answer;
    }

    /** The name of a parameter that the caller may label. */
    private String name(AwsRequest request, AwsInput input) {
        String name = ParameterName.checked(input.text("Name", ParameterName.RULE));
        access.check(request, List.of(name));
        return name;
    }

    private static void checkNumber(Set<String> labels) {
        if (labels.size() > MAX_LABELS) {
            throw AwsError.refused(
                    "ParameterVersionLabelLimitExceeded",
                    "A parameter version can have maximum 10 labels. Move one or more labels to another version and try"
                            + " again.");
        }
    }
}
