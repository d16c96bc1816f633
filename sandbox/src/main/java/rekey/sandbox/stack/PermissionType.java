package rekey.sandbox.stack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import rekey.sandbox.lambda.LocalFunctions;

/** Lets somebody invoke a function, or an alias of one: a statement of its resource policy. {@code Ref} is the statement's id. */
final class PermissionType implements ResourceType {
    private final LocalFunctions functions;

    PermissionType(LocalFunctions functions) {
        this.functions = functions;
    }

    @Override
    public String name() {
        return "AWS::Lambda::Permission";
    }

    @Override
    public Set<String> properties() {
        return Set.of("Action", "FunctionName", "Principal", "SourceAccount", "SourceArn");
    }

    @Override
    public Set<String> replacing() {
        return Set.of("Action", "FunctionName", "Principal", "SourceAccount", "SourceArn");
    }

    @Override
    public Made make(Wanted wanted) {
        String id = wanted.madeUpName(100);
        functions.addPermission(resource(wanted), statement(id, wanted), id);
        return new Made(id, wanted).with("Id", id);
    }

    @Override
    public void delete(Made made) {
        functions.removePermission(resource(made.wanted()), made.physicalId());
    }

    private static String resource(Wanted wanted) {
        return FunctionName.arn(wanted.properties().text("FunctionName"));
    }

    /** As Lambda writes it: an account's id becomes its root's ARN. */
    private static ObjectNode statement(String id, Wanted wanted) {
        Properties properties = wanted.properties();
        ObjectNode statement = JsonNodeFactory.instance.objectNode();
        statement.put("Sid", id).put("Effect", "Allow");
        String principal = properties.text("Principal");
        if (principal.matches("\\d{12}")) {
            statement.putObject("Principal").put("AWS", "arn:aws:iam::" + principal + ":root");
        } else if (principal.startsWith("arn:")) {
            statement.putObject("Principal").put("AWS", principal);
        } else if (principal.equals("*")) {
            statement.put("Principal", principal);
        } else {
            statement.putObject("Principal").put("Service", principal);
        }
        statement.put("Action", properties.text("Action")).put("Resource", resource(wanted));
        properties.optionalText("SourceArn").ifPresent(arn -> condition(statement, "ArnLike", "AWS:SourceArn", arn));
        properties
                .optionalText("SourceAccount")
                .ifPresent(account -> condition(statement, "StringEquals", "AWS:SourceAccount", account));
        return statement;
    }

    private static void condition(ObjectNode statement, String operator, String key, String value) {
        statement.withObjectProperty("Condition").putObject(operator).put(key, value);
    }
}
