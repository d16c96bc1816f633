package rekey.sandbox.kms;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import rekey.sandbox.aws.AwsInput;
import rekey.sandbox.aws.AwsJson;
import rekey.sandbox.aws.AwsRequest;
import rekey.sandbox.aws.TextRule;

/** What keys and aliases there are: lists come in pages of 100 keys or 50 aliases unless the caller asks for others. */
final class KeyLists {
    private final Kms kms;

    KeyLists(Kms kms) {
        this.kms = kms;
    }

    ObjectNode keys(AwsRequest request) {
        kms.policies().check(request, "*");
        return page(
                request.members(),
                100,
                "Keys",
                kms.ring(request.region()).keys(),
                key -> key.id,
                (key, keys) -> keys.addObject().put("KeyId", key.id).put("KeyArn", key.arn));
    }

    ObjectNode aliases(AwsRequest request) {
        kms.policies().check(request, "*");
        AwsInput input = request.members();
        KeyRing ring = kms.ring(request.region());
        List<KmsAlias> aliases = input.optionalText("KeyId", KmsRules.KEY_ID)
                .map(keyId -> ring.findByIdOrArn(keyId).id)
                .map(id -> ring.aliases().stream()
                        .filter(alias -> alias.keyId().equals(id))
                        .toList())
                .orElseGet(() -> List.copyOf(ring.aliases()));
        return page(
                input,
                50,
                "Aliases",
                aliases,
                KmsAlias::name,
                (alias, list) -> list.addObject()
                        .put("AliasName", alias.name())
                        .put("AliasArn", ring.arn(alias.name()))
                        .put("TargetKeyId", alias.keyId())
                        .put("CreationDate", AwsJson.epochSeconds(alias.created()))
                        .put("LastUpdatedDate", AwsJson.epochSeconds(alias.updated())));
    }

    ObjectNode createAlias(AwsRequest request) {
        AwsInput input = request.members();
        String alias = checkedAlias(request);
        KeyRing ring = kms.ring(request.region());
        String keyId = input.text("TargetKeyId", KmsRules.KEY_ID);
        kms.policies().check(request, ring.findByIdOrArn(keyId).arn);
        ring.addAlias(alias, keyId);
        return AwsJson.object();
    }

    /** Takes a right on the alias and on both keys. */
    ObjectNode updateAlias(AwsRequest request) {
        AwsInput input = request.members();
        String alias = checkedAlias(request);
        KeyRing ring = kms.ring(request.region());
        String keyId = input.text("TargetKeyId", KmsRules.KEY_ID);
        kms.policies().check(request, ring.find(alias).arn);
        kms.policies().check(request, ring.findByIdOrArn(keyId).arn);
        ring.moveAlias(alias, keyId);
        return AwsJson.object();
    }

    ObjectNode deleteAlias(AwsRequest request) {
        String alias = checkedAlias(request);
        KeyRing ring = kms.ring(request.region());
        if (!alias.startsWith(KmsAlias.AWS_PREFIX)) {
            kms.policies().check(request, ring.find(alias).arn);
        }
        ring.removeAlias(alias);
        return AwsJson.object();
    }

    /** An alias that the caller may do this to, whether it exists or not. */
    private String checkedAlias(AwsRequest request) {
        String alias = request.members().text("AliasName", KmsRules.ALIAS);
        kms.policies().check(request, kms.ring(request.region()).arn(alias));
        return alias;
    }

    /** The marker is the last name of the page before, so that a page holds its place while keys come and go. */
    private static <T> ObjectNode page(
            AwsInput input,
            int pageSize,
            String member,
            List<T> sorted,
            Function<T, String> name,
            BiConsumer<T, ArrayNode> write) {
        int limit = input.integer("Limit", 1, 1000, pageSize);
        String after = input.optionalText("Marker", TextRule.length(1, 1024)).orElse("");
        List<T> rest = sorted.stream()
                .filter(item -> name.apply(item).compareTo(after) > 0)
                .toList();
        List<T> page = rest.subList(0, Math.min(limit, rest.size()));
        ObjectNode answer = AwsJson.object().put("Truncated", rest.size() > page.size());
        page.forEach(item -> write.accept(item, answer.withArray("/" + member)));
        answer.withArray("/" + member);
        if (rest.size() > page.size()) {
            answer.put("NextMarker", name.apply(page.get(page.size() - 1)));
        }
        return answer;
    }
}
