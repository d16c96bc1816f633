package rekey.infra;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.kms.IKey;

/**
 * Rights on SecureStrings: on these parameters, and on their key only by way of Parameter Store and only for these
 * parameters' <a href="https://docs.aws.amazon.com/kms/latest/developerguide/services-parameter-store.html">encryption
 * contexts</a>. With the key alone, outside Parameter Store, the role can do nothing.
 *
 * @param parameterArns a {@code *} in one allows everything that begins so
 */
record SecureStringRights(Stack stack, IKey key, List<String> parameterArns) {
    private static final String CONTEXT = "kms:EncryptionContext:PARAMETER_ARN";

    void allow(Role role, List<String> actions, List<String> keyActions) {
        parameters(role, actions, parameterArns);
        allowKey(role, keyActions);
    }

    /** Rights on parameters alone: enough for those that are not encrypted, and for what is known of one besides its value. */
    static void parameters(Role role, List<String> actions, List<String> parameterArns) {
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(actions)
                .resources(parameterArns)
                .build());
    }

    void allowKey(Role role, List<String> keyActions) {
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(keyActions)
                .resources(List.of(key.getKeyArn()))
                .conditions(conditions())
                .build());
    }

    /** In order, as everything that goes into a template: a map without one differs from process to process. */
    private Map<String, Object> conditions() {
        Map<String, Object> equal = new TreeMap<>();
        equal.put("kms:ViaService", "ssm.%s.amazonaws.com".formatted(stack.getRegion()));
        Map<String, Object> conditions = new TreeMap<>();
        conditions.put("StringEquals", equal);
        if (parameterArns.stream().anyMatch(arn -> arn.endsWith("*"))) {
            conditions.put("StringLike", Map.of(CONTEXT, parameterArns));
        } else {
            equal.put(CONTEXT, parameterArns);
        }
        return conditions;
    }
}
