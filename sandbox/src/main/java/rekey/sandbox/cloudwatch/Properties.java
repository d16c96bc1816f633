package rekey.sandbox.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import rekey.sandbox.aws.AwsError;

/** The properties of a resource of a CloudFormation template, with nothing left to resolve. */
record Properties(String of, JsonNode node) {
    /** As CloudFormation does it: a number may also be written as a string. */
    private static final String NUMBER = "-?\\d{1,15}(\\.\\d{1,15})?([eE][-+]?\\d{1,2})?";

    /** Refuses a property that is none of these, by its name: what is not played must not seem to work. */
    Properties knowing(Set<String> names) {
        if (!node.isObject()) {
            throw refused(of + " must be an object.");
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                throw refused(of + " has the property " + name + ". The Rekey sandbox knows "
                        + String.join(", ", names.stream().sorted().toList()) + ".");
            }
        });
        return this;
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    String text(String name) {
        return optionalText(name).orElseThrow(() -> refused(of + " needs the property " + name + "."));
    }

    Optional<String> optionalText(String name) {
        JsonNode value = node.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isValueNode()) {
            throw refused(of + ": " + name + " must be a string, with nothing left to resolve.");
        }
        return Optional.of(value.asText());
    }

    double number(String name) {
        String text = text(name);
        if (!text.matches(NUMBER)) {
            throw refused(of + ": " + name + " must be a number.");
        }
        return Double.parseDouble(text);
    }

    int wholeNumber(String name, int least) {
        double number = number(name);
        if (number < least || number > Integer.MAX_VALUE || number != Math.rint(number)) {
            throw refused(of + ": " + name + " must be a whole number of " + least + " or more.");
        }
        return (int) number;
    }

    boolean flag(String name, boolean absent) {
        return optionalText(name).map(Boolean::parseBoolean).orElse(absent);
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        node.path(name).forEach(text -> {
            if (!text.isTextual()) {
                throw refused(of + ": " + name + " must be strings, with nothing left to resolve.");
            }
            texts.add(text.textValue());
        });
        return List.copyOf(texts);
    }

    List<Properties> objects(String name) {
        List<Properties> objects = new ArrayList<>();
        node.path(name).forEach(object -> objects.add(new Properties(of + "." + name, object)));
        return List.copyOf(objects);
    }

    Properties object(String name) {
        return new Properties(of + "." + name, node.path(name));
    }

    /** The property {@code Dimensions}, a list of names with values. */
    Map<String, String> dimensions() {
        Map<String, String> dimensions = new TreeMap<>();
        objects("Dimensions").forEach(dimension -> dimensions.put(dimension.text("Name"), dimension.text("Value")));
        return dimensions;
    }

    static AwsError refused(String message) {
        return AwsError.refused("ValidationError", message);
    }
}
