package rekey.sandbox.ssm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.aws.Page;

/**
 * DescribeParameters, GetParametersByPath and GetParameterHistory: answers that come in pages. A page holds at most 50
 * items, by path 10, and as many when the caller does not say.
 */
final class ParameterLists {
    private static final int PAGE = 50;
    private static final int PAGE_BY_PATH = 10;

    private final ParameterStores stores;
    private final SecureValues secure;
    private final ParameterAccess access;

    ParameterLists(ParameterStores stores, SecureValues secure, ParameterAccess access) {
        this.access = access;
        this.stores = stores;
        this.secure = secure;
    }

    ObjectNode describe(AwsRequest request) {
        access.checkAll(request);
        AwsInput input = request.members();
        if (input.flag("Shared")) {
            throw AwsError.invalid("The Rekey sandbox has one account: no parameters are shared. Leave Shared out.");
        }
        if (input.has("Filters") && input.has("ParameterFilters")) {
            throw AwsError.invalid("You can use either Filters or ParameterFilters in a single request.");
        }
        Predicate<Parameter> wanted =
                input.has("Filters") ? ParameterFilter.legacy(input) : ParameterFilter.forDescribe(input);
        List<Parameter> found = stores.of(request).all().stream().filter(wanted).toList();
        Page<Parameter> page = page(input, PAGE, found, Parameter::name, Function.identity());
        return answer(page, parameter -> ParameterJson.metadata(request.region(), parameter));
    }

    ObjectNode byPath(AwsRequest request) {
        AwsInput input = request.members();
        String path = input.text("Path", ParameterName.RULE).strip();
        access.checkPath(request, path);
        Predicate<Parameter> wanted =
                ParameterFilter.under(path, input.flag("Recursive")).and(ParameterFilter.forPath(input));
        boolean withDecryption = input.flag("WithDecryption");
        List<Parameter> found = stores.of(request).all().stream().filter(wanted).toList();
        Page<Parameter> page = page(input, PAGE_BY_PATH, found, Parameter::name, Function.identity());
        return answer(page, parameter -> {
            ParameterVersion latest = parameter.latest();
            return ParameterJson.parameter(
                    request.region(), parameter, latest, secure.shown(request, parameter, latest, withDecryption));
        });
    }

    ObjectNode history(AwsRequest request) {
        AwsInput input = request.members();
        String name = input.text("Name", ParameterName.RULE);
        access.check(request, List.of(name));
        ParameterReference reference = ParameterReference.of(name, request.region());
        boolean withDecryption = input.flag("WithDecryption");
        Parameter parameter = stores.of(request).get(reference);
        Page<ParameterVersion> page = page(input, PAGE, parameter.versions(), ParameterVersion::number, Long::valueOf);
        return answer(
                page,
                version -> ParameterJson.version(
                        parameter, version, secure.shown(request, parameter, version, withDecryption)));
    }

    /** The page that the members {@code MaxResults} and {@code NextToken} ask for. */
    private static <T, K extends Comparable<K>> Page<T> page(
            AwsInput input, int max, List<T> sorted, Function<T, K> key, Function<String, K> keyOf) {
        AwsError invalid = AwsError.refused("InvalidNextToken", "The specified token isn't valid.");
        return Page.of(sorted, key, input.integer("MaxResults", 1, max, max), Page.after(input, keyOf, invalid));
    }

    private static <T> ObjectNode answer(Page<T> page, Function<T, ObjectNode> json) {
        ObjectNode answer = AwsJson.object();
        ArrayNode parameters = answer.putArray("Parameters");
        page.items().forEach(item -> parameters.add(json.apply(item)));
        page.nextToken().ifPresent(token -> answer.put("NextToken", token));
        return answer;
    }
}
