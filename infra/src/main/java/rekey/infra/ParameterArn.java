package rekey.infra;

import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.Stack;

/** The ARN of a parameter in the stack's account and region. */
final class ParameterArn {
    private ParameterArn() {}

    /** @param name with its slash in front, which the ARN has only once: {@code …:parameter/my-erp/refreshToken} */
    static String of(Stack stack, String name) {
        return stack.formatArn(ArnComponents.builder()
                .service("ssm")
                .resource("parameter")
                .resourceName(name.substring(1))
                .build());
    }
}
