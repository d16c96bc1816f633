package rekey.infra;

import java.util.List;
import java.util.Map;
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

    void allow(Role role, List<String> actions, List<String> keyActions) {
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(actions)
                .resources(parameterArns)
                .build());
        boolean wildcard = parameterArns.stream().anyMatch(arn -> arn.endsWith("*"));
        String viaParameterStore = "ssm.%s.amazonaws.com".formatted(stack.getRegion());
        role.addToPolicy(PolicyStatement.Builder.create()
                .actions(keyActions)
                .resources(List.of(key.getKeyArn()))
                .conditions(
                        wildcard
                                ? Map.of(
                                        "StringEquals", Map.of("kms:ViaService", viaParameterStore),
                                        "StringLike", context())
                                : Map.of(
                                        "StringEquals",
                                        Map.of(
                                                "kms:ViaService",
                                                viaParameterStore,
                                                "kms:EncryptionContext:PARAMETER_ARN",
                                                parameterArns)))
                .build());
    }

    private Map<String, Object> context() {
        return Map.of("kms:EncryptionContext:PARAMETER_ARN", parameterArns);
    }
}
