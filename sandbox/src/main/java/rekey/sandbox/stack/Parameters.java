package rekey.sandbox.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import rekey.sandbox.Sandbox;
import rekey.sandbox.aws.AwsAccount;

/**
 * The template's parameters with their defaults, since nobody gives others, and CloudFormation's <a
 * href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/pseudo-parameter-reference.html">pseudo
 * parameters</a>. What the CDK's bootstrapping leaves in Parameter Store is there, as in an account that is bootstrapped.
 */
final class Parameters implements Scope {
    /** The CDK's of 2026; the template asks for 6 at least. */
    private static final String BOOTSTRAPPED = "30";

    private static final Pattern BOOTSTRAP = Pattern.compile("/cdk-bootstrap/[A-Za-z0-9]{1,10}/version");
    private static final String FROM_PARAMETER_STORE = "AWS::SSM::Parameter::Value<String>";
    private static final List<String> TYPES = List.of("String", "Number", "CommaDelimitedList", FROM_PARAMETER_STORE);
    private static final Set<String> FIELDS = Set.of("Type", "Default", "Description", "NoEcho");

    private final Map<String, JsonNode> values = new HashMap<>();
    private final Conditions conditions;

    Parameters(Template template, String stackName, String stackId) {
        template.section("Parameters")
                .properties()
                .forEach(parameter -> values.put(parameter.getKey(), value(parameter.getKey(), parameter.getValue())));
        values.put("AWS::AccountId", TextNode.valueOf(AwsAccount.ID));
        values.put("AWS::Region", TextNode.valueOf(Sandbox.REGION));
        values.put("AWS::Partition", TextNode.valueOf("aws"));
        values.put("AWS::URLSuffix", TextNode.valueOf("amazonaws.com"));
        values.put("AWS::StackName", TextNode.valueOf(stackName));
        values.put("AWS::StackId", TextNode.valueOf(stackId));
        values.put("AWS::NoValue", MissingNode.getInstance());
        conditions = new Conditions(template.section("Conditions"), this);
        conditions.check(template.section("Rules"));
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    @Override
    public JsonNode ref(String name) {
        JsonNode value = values.get(name);
        if (value == null) {
            throw new TemplateProblem("The template has no parameter " + name + ".");
        }
        return value;
    }

    @Override
    public JsonNode attribute(String logicalId, String attribute) {
        throw new TemplateProblem("Conditions and rules know no resources, and so not " + logicalId + ".");
    }

    @Override
    public boolean condition(String name) {
        return conditions.holds(name);
    }

    private static JsonNode value(String name, JsonNode parameter) {
        String owner = "the parameter " + name;
        Names.check(parameter, FIELDS, "field", owner);
        String type = parameter.path("Type").asText();
        if (!TYPES.contains(type)) {
            throw Names.unknown(type, TYPES, "type", owner);
        }
        if (!parameter.has("Default")) {
            throw new TemplateProblem("The parameter " + name + " has no default, and the sandbox gives no values.");
        }
        String value = parameter.get("Default").asText();
        if (type.equals(FROM_PARAMETER_STORE)) {
            if (!BOOTSTRAP.matcher(value).matches()) {
                throw new TemplateProblem("The parameter " + name + " is read from " + value
                        + " in Parameter Store. The sandbox knows only what the CDK's bootstrapping leaves there,"
                        + " /cdk-bootstrap/<qualifier>/version.");
            }
            return TextNode.valueOf(BOOTSTRAPPED);
        }
        return type.equals("CommaDelimitedList")
                ? Intrinsic.list(List.of(value.trim().split("\\s*,\\s*")))
                : TextNode.valueOf(value);
    }
}
