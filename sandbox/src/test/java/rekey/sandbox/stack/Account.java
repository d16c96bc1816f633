package rekey.sandbox.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import rekey.sandbox.Sandbox;
import rekey.sandbox.Sandboxes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;

/** A sandbox of its own to deploy stacks in, with an operator's clients. */
final class Account implements AutoCloseable {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String PROBE = "Custom::Probe";

    /** Of the probe's resources, so that {@link ProbeHandler#events} tells them from others. */
    final String test = UUID.randomUUID().toString();

    final Sandbox sandbox = Sandboxes.start();
    final SsmClient ssm = Sandboxes.at(sandbox, SsmClient.builder().httpClient(UrlConnectionHttpClient.create()))
            .build();
    final KmsClient kms = Sandboxes.at(sandbox, KmsClient.builder().httpClient(UrlConnectionHttpClient.create()))
            .build();
    final SnsClient sns = Sandboxes.at(sandbox, SnsClient.builder().httpClient(UrlConnectionHttpClient.create()))
            .build();
    final List<String> progress = new CopyOnWriteArrayList<>();

    DeployedStack deploy(Template template) {
        return DeployedStack.deploy(sandbox, template, "Rekey-my-erp", event -> progress.add(event.toString()));
    }

    /** A small template with a function, {@link ProbeHandler}, and what else is given, in JSON without the braces. */
    Template template(String resources) {
        return Template.of(
                read("""
                {"Resources": {
                  "Role": {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument":
                    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
                      "Principal": {"Service": "lambda.amazonaws.com"}}]}}},
                  "Function": {"Type": "AWS::Lambda::Function", "Properties": {
                    "Runtime": "java25", "Handler": "%s::handleRequest", "Role": {"Fn::GetAtt": ["Role", "Arn"]}}}
                  %s
                }}
                """.formatted(ProbeHandler.class.getName(), resources.isEmpty() ? "" : "," + resources)));
    }

    /** A resource of the function's. */
    String probe(String logicalId, String properties) {
        return """
                "%s": {"Type": "Custom::Probe", "Properties": {
                  "ServiceToken": {"Fn::GetAtt": ["Function", "Arn"]}, "Test": "%s" %s}}
                """.formatted(logicalId, test, properties.isEmpty() ? "" : "," + properties);
    }

    /** What the probe was asked about its resources: {@code Create Probe}. */
    List<String> requests() {
        return events().stream()
                .map(event -> event.get("RequestType").asText() + " "
                        + event.get("LogicalResourceId").asText())
                .toList();
    }

    List<JsonNode> events() {
        return ProbeHandler.events(test);
    }

    boolean hasParameter(String name) {
        try {
            ssm.getParameter(request -> request.name(name));
            return true;
        } catch (ParameterNotFoundException e) {
            return false;
        }
    }

    /** A template with something else in it. */
    static Template changed(Template template, Consumer<ObjectNode> change) {
        ObjectNode json = template.json();
        change.accept(json);
        return Template.of(json);
    }

    static JsonNode read(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    @Override
    public void close() {
        ssm.close();
        kms.close();
        sns.close();
        sandbox.close();
    }
}
