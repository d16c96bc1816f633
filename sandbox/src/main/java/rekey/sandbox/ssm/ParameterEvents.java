package rekey.sandbox.ssm;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Consumer;
import rekey.sandbox.aws.AwsEvent;
import rekey.sandbox.aws.AwsJson;

/**
 * What Parameter Store <a
 * href="https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-cwe.html">tells EventBridge</a> of a
 * region's parameters. A change names its parameter in {@code name}, a policy's action in {@code parameter-name}. Never
 * the value; the description, however, is in a change. Safe for use by several threads.
 */
final class ParameterEvents {
    private final String region;
    private final Consumer<AwsEvent> events;

    /** @param events is not called while anything is locked, and may call back */
    ParameterEvents(String region, Consumer<AwsEvent> events) {
        this.region = region;
        this.events = events;
    }

    /**
     * @param operation {@code Create}, {@code Update}, {@code Delete} or {@code LabelParameterVersion}
     * @param parameter as it is now, or was until it was deleted
     */
    void changed(String operation, Parameter parameter) {
        ParameterVersion latest = parameter.latest();
        ObjectNode detail = AwsJson.object()
                .put("operation", operation)
                .put("name", parameter.name())
                .put("type", latest.type().wireName);
        if (latest.description() != null) {
            detail.put("description", latest.description());
        }
        send("Parameter Store Change", parameter, detail);
    }

    void policyActed(Parameter parameter, ArmedPolicy armed, String reason) {
        send(
                "Parameter Store Policy Action",
                parameter,
                AwsJson.object()
                        .put("policy-type", armed.policy().type())
                        .put("parameter-name", parameter.name())
                        .put("parameter-type", parameter.latest().type().wireName)
                        .put("policy-content", armed.policy().text())
                        .put("action-status", "Success")
                        .put("action-reason", reason));
    }

    private void send(String detailType, Parameter parameter, ObjectNode detail) {
        String arn = ParameterName.arn(region, parameter.name());
        events.accept(new AwsEvent("aws.ssm", detailType, region, List.of(arn), detail));
    }
}
