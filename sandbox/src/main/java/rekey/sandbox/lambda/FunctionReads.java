package rekey.sandbox.lambda;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import rekey.sandbox.aws.AwsError;
import rekey.sandbox.aws.AwsJson;

/** The operations that read what is deployed. A list's {@code Marker} is the key of the last item of the page before. */
final class FunctionReads {
    private static final int PAGE = 50;

    private final LocalFunctions functions;

    FunctionReads(LocalFunctions functions) {
        this.functions = functions;
    }

    Map<String, Function<LambdaRequest, LambdaReply>> operations() {
        return Map.of(
                "GetFunction", this::getFunction,
                "GetFunctionConfiguration", this::getFunctionConfiguration,
                "GetAlias", this::getAlias,
                "GetPolicy", this::getPolicy,
                "ListFunctions", this::listFunctions,
                "ListAliases", this::listAliases,
                "ListVersionsByFunction", this::listVersionsByFunction);
    }

    private LambdaReply getFunction(LambdaRequest request) {
        FunctionName name = request.function();
        functions.check(request.caller(), "lambda:GetFunction", name.arn());
        FunctionVersion version = version(name);
        ObjectNode answer = AwsJson.object();
        answer.set("Configuration", FunctionJson.configuration(name, version));
        answer.set("Code", FunctionJson.code(version.definition()));
        return LambdaReply.of(answer);
    }

    private LambdaReply getFunctionConfiguration(LambdaRequest request) {
        FunctionName name = request.function();
        functions.check(request.caller(), "lambda:GetFunctionConfiguration", name.arn());
        return LambdaReply.of(FunctionJson.configuration(name, version(name)));
    }

    private LambdaReply getAlias(LambdaRequest request) {
        FunctionName alias =
                request.function().qualified(request.operation().labels().get(1));
        functions.check(request.caller(), "lambda:GetAlias", alias.unqualified().arn());
        String version =
                functions.function(alias).aliases().get(alias.qualifier().orElseThrow());
        if (version == null) {
            throw new AwsError(404, "ResourceNotFoundException", "Cannot find alias arn: " + alias.arn());
        }
        return LambdaReply.of(FunctionJson.alias(alias, version));
    }

    private LambdaReply getPolicy(LambdaRequest request) {
        FunctionName name = request.function();
        functions.check(request.caller(), "lambda:GetPolicy", name.arn());
        version(name);
        ObjectNode policy = functions
                .policy(name)
                .orElseThrow(() ->
                        new AwsError(404, "ResourceNotFoundException", "The resource you requested does not exist."));
        return LambdaReply.of(AwsJson.object().put("Policy", policy.toString()));
    }

    private LambdaReply listFunctions(LambdaRequest request) {
        functions.check(request.caller(), "lambda:ListFunctions", "*");
        boolean versions = request.parameter("FunctionVersion").isPresent();
        List<Item> items = functions.all().stream()
                .filter(function -> function.name().region().equals(request.region()))
                .flatMap(function -> function.versions().stream()
                        .limit(versions ? Long.MAX_VALUE : 1)
                        .map(version -> item(function.name(), version, versions)))
                .toList();
        return page("Functions", items, request);
    }

    private LambdaReply listVersionsByFunction(LambdaRequest request) {
        FunctionName name = request.function().unqualified();
        functions.check(request.caller(), "lambda:ListVersionsByFunction", name.arn());
        return page(
                "Versions",
                functions.function(name).versions().stream()
                        .map(version -> item(name, version, true))
                        .toList(),
                request);
    }

    private LambdaReply listAliases(LambdaRequest request) {
        FunctionName name = request.function().unqualified();
        functions.check(request.caller(), "lambda:ListAliases", name.arn());
        Optional<String> of = request.parameter("FunctionVersion");
        return page(
                "Aliases",
                functions.function(name).aliases().entrySet().stream()
                        .filter(alias -> of.isEmpty() || of.get().equals(alias.getValue()))
                        .map(alias -> new Item(
                                alias.getKey(), FunctionJson.alias(name.qualified(alias.getKey()), alias.getValue())))
                        .toList(),
                request);
    }

    private FunctionVersion version(FunctionName name) {
        return functions.function(name).at(name.qualifier());
    }

    private record Item(String key, ObjectNode json) {}

    private static Item item(FunctionName name, FunctionVersion version, boolean qualified) {
        FunctionName shown = qualified ? name.qualified(version.version()) : name;
        return new Item(shown.resource(), FunctionJson.configuration(shown, version));
    }

    private static LambdaReply page(String member, List<Item> items, LambdaRequest request) {
        int most = request.parameter("MaxItems")
                .map(FunctionReads::number)
                .map(number -> Math.min(number, PAGE))
                .orElse(PAGE);
        Optional<String> marker = request.parameter("Marker");
        List<Item> rest = marker.isEmpty()
                ? items
                : items.stream()
                        .dropWhile(item -> !item.key().equals(marker.get()))
                        .skip(1)
                        .toList();
        ObjectNode answer = AwsJson.object();
        ArrayNode shown = answer.putArray(member);
        rest.stream().limit(most).forEach(item -> shown.add(item.json()));
        if (rest.size() > most) {
            answer.put("NextMarker", rest.get(most - 1).key());
        }
        return LambdaReply.of(answer);
    }

    private static int number(String text) {
        if (!text.matches("[1-9]\\d{0,4}") || Integer.parseInt(text) > 10_000) {
            throw AwsError.constraint("maxItems", "Member must be a number from 1 to 10000");
        }
        return Integer.parseInt(text);
    }
}
