package rekey.sandbox.lambda;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import rekey.sandbox.aws.AwsJson;

/** Functions as Lambda describes them. What the sandbox does not have, such as an archive's size, is left out. */
final class FunctionJson {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSZ").withZone(ZoneOffset.UTC);

    private FunctionJson() {}

    /** @param name as it was asked for: the ARN has its qualifier, if any */
    static ObjectNode configuration(FunctionName name, FunctionVersion version) {
        FunctionDefinition definition = version.definition();
        ObjectNode json = AwsJson.object();
        json.put("FunctionName", definition.name());
        json.put("FunctionArn", name.arn());
        // What it really runs on: the Java of this process.
        json.put("Runtime", "java" + Runtime.version().feature());
        if (!definition.roleArn().isEmpty()) {
            json.put("Role", definition.roleArn());
        }
        json.put("Handler", definition.handler());
        json.put("Description", "");
        json.put("Timeout", definition.timeout().toSeconds());
        json.put("MemorySize", definition.memoryMegabytes());
        json.put("LastModified", TIME.format(version.modified()));
        json.put("Version", version.version());
        if (!definition.variables().isEmpty()) {
            ObjectNode variables = json.putObject("Environment").putObject("Variables");
            definition.variables().forEach(variables::put);
        }
        json.putObject("TracingConfig").put("Mode", "PassThrough");
        json.put("RevisionId", version.revision());
        json.put("State", "Active");
        json.put("LastUpdateStatus", "Successful");
        json.put("PackageType", "Zip");
        json.putArray("Architectures").add(System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x86_64");
        json.putObject("LoggingConfig").put("LogFormat", "Text").put("LogGroup", definition.logGroupName());
        return json;
    }

    /** Where its class is loaded from, as there is no archive. */
    static ObjectNode code(FunctionDefinition definition) {
        ObjectNode code = AwsJson.object().put("RepositoryType", "Rekey sandbox");
        try {
            CodeSource source = Class.forName(definition.handlerClass(), false, FunctionJson.class.getClassLoader())
                    .getProtectionDomain()
                    .getCodeSource();
            code.put(
                    "Location",
                    source == null ? "the JDK" : source.getLocation().toString());
        } catch (ClassNotFoundException e) {
            code.put("Location", definition.handlerClass() + " is not on the sandbox's class path");
        }
        return code;
    }

    static ObjectNode alias(FunctionName alias, String version) {
        String revision = alias.arn() + " " + version;
        return AwsJson.object()
                .put("AliasArn", alias.arn())
                .put("Name", alias.qualifier().orElseThrow())
                .put("FunctionVersion", version)
                .put("Description", "")
                .put(
                        "RevisionId",
                        UUID.nameUUIDFromBytes(revision.getBytes(StandardCharsets.UTF_8))
                                .toString());
    }
}
